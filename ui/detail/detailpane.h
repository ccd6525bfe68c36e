// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"
#include "tail/foundtext.h"

#include <QSet>
#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QMenu;
class QStackedLayout;
class QTabWidget;
class QToolButton;
class QTreeView;
QT_END_NAMESPACE

namespace Tailwater {

class BytesView;
class DecodePanel;
class DiffView;
class FindBar;
class FittingLabel;
class JsonTreeModel;
class MessageBar;
class Placeholder;
class TextView;

//! \brief One message, looked at closely: as a tree, as text, as received, and as bytes.
//!
//! What is opened, where one stands and which tab is chosen are kept from message to message.
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
    //! \brief Marks what \a test finds, and goes there in each message that holds it; nothing: no more.
    void setSought(const std::optional<FilterTextTest> &test);
    //! \brief The JSON pointer of the current value, or empty.
    QString currentPointer() const;
    //! \brief Where the message is compared with others.
    DiffView *diff() const { return m_diff; }
    void showDiff();

public Q_SLOTS:
    //! \brief Puts the focus where the message can be read; false if there is none.
    bool read();
    //! \brief Opens the find bar.
    void find();

Q_SIGNALS:
    //! \brief The user wants a column for the value at \a pointer.
    void addColumnRequested(const QString &pointer);
    //! \brief Rows are to be filtered by \a value at \a pointer: only those, or those \a without it.
    void filterRequested(const QString &pointer, const QByteArray &value, bool without);
    //! \brief Escape: back to the list.
    void leaveRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    //! What is shown of a message at first; all of it on request.
    static constexpr qsizetype shownAtFirst = 256 * 1024;
    //! Text is laid out as a document: never more than this, nor than this on one line.
    static constexpr qsizetype longestText = 1024 * 1024;
    static constexpr qsizetype longestLine = 16 * 1024;

    enum Tab { TreeTab, TextTab, RawTab, HexTab, DiffTab };

    void createViews();
    void createActions();
    QWidget *makeHeader();
    QWidget *makePathBar();
    QMenu *makeCopyMenu();
    void addCopy(QMenu *menu, const QString &text, void (DetailPane::*copy)());
    void chooseTabs();
    bool isMalformed() const;
    QString malformedText() const;
    void showTab();
    void showTree();
    void showText();
    void goToFound();
    void goToFoundInTree();
    void markFoundInText(bool go);
    void loadAll();
    void updateTitle();
    void updateBar();
    void updatePointer();
    void restoreExpansion();
    void openSmall(const QModelIndex &parent, int depth, int *room);
    void updateDecoded();
    void save();
    void copyValue();
    void copyValueText();
    void copyPointer();
    void copyJqPath();
    void copyMessage();
    void copyBytes(QByteArrayView bytes);
    void findNext(bool backwards);
    bool findInTree(const QString &text, bool backwards);
    void addRowActions(QMenu *menu, const QByteArray &value);
    void showTreeMenu(const QPoint &position);

    Message m_message;
    QByteArray m_contentType;
    QByteArrayView m_shown;
    //! The text tab leaves out something of what it was given.
    bool m_textCut = false;
    unsigned m_fresh = 0; //!< a bit for each tab that shows m_message
    int m_wantedTab = TreeTab; //!< chosen by the user; not every message has it
    bool m_choosing = false;
    bool m_restoring = false;
    QSet<QString> m_expanded;
    QSet<QString> m_collapsed;
    QString m_currentPointer;
    FoundText m_found;

    FittingLabel *m_title;
    MessageBar *m_bar;
    QTabWidget *m_tabs;
    QTreeView *m_tree;
    JsonTreeModel *m_treeModel;
    TextView *m_text;
    BytesView *m_raw;
    BytesView *m_hex;
    DiffView *m_diff;
    QWidget *m_pathBar;
    QLabel *m_path;
    QToolButton *m_copy;
    QToolButton *m_wrap;
    QToolButton *m_decode;
    DecodePanel *m_decoded;
    FindBar *m_findBar;
    QStackedLayout *m_stack;
    Placeholder *m_placeholder;
};

} // namespace Tailwater
