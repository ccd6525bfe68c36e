// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"

#include <QSet>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QStackedLayout;
class QTabWidget;
class QToolButton;
class QTreeView;
QT_END_NAMESPACE

namespace Tailwater {

class BytesView;
class JsonTreeModel;
class MessageBar;
class Placeholder;
class TextView;

//! \brief One message, looked at closely: as a tree, as text, as received, and as bytes.
class DetailPane : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);
    ~DetailPane() override;

    Message message() const { return m_message; }
    //! \brief Shows \a message; a null one empties the pane. What is expanded stays so, by pointer.
    void setMessage(const Message &message);
    //! \brief As above; \a contentType decides what a payload is taken for.
    void setMessage(const Message &message, const QByteArray &contentType);
    //! \brief The JSON pointer of the current value, or empty.
    QString currentPointer() const;

public Q_SLOTS:
    //! \brief Opens the find bar.
    void find();

Q_SIGNALS:
    //! \brief The user wants a column for the value at \a pointer.
    void addColumnRequested(const QString &pointer);
    //! \brief Filter rows by the value at \a pointer.
    void filterRequested(const QString &pointer, const QByteArray &value);

private:
    //! What is shown of a message at first; all of it on request.
    static constexpr qsizetype shownAtFirst = 256 * 1024;
    //! Text is laid out as a document: never more than this.
    static constexpr qsizetype longestText = 1024 * 1024;

    enum Tab { TreeTab, TextTab, RawTab, HexTab };

    QWidget *makeHeader();
    QWidget *makeFindBar();
    void showTab();
    void showTree();
    void showText();
    void updateBar();
    void updatePointer();
    void restoreExpansion();
    void decode();
    void save();
    void findNext(bool backwards);
    bool findInTree(const QString &text, bool backwards);
    void showTreeMenu(const QPoint &position);

    Message m_message;
    QByteArray m_contentType;
    QByteArrayView m_shown;
    bool m_all = false;
    unsigned m_fresh = 0; //!< a bit for each tab that shows m_message
    QSet<QString> m_expanded;
    QString m_currentPointer;

    QLabel *m_title;
    MessageBar *m_bar;
    QTabWidget *m_tabs;
    QTreeView *m_tree;
    JsonTreeModel *m_treeModel;
    TextView *m_text;
    BytesView *m_raw;
    BytesView *m_hex;
    QLabel *m_breadcrumb;
    QToolButton *m_copy;
    QToolButton *m_decode;
    QWidget *m_decodedPanel;
    QLabel *m_decodedTitle;
    TextView *m_decoded;
    QWidget *m_findBar;
    QLineEdit *m_findText;
    QLabel *m_findResult;
    QStackedLayout *m_stack;
    Placeholder *m_placeholder;
};

} // namespace Tailwater
