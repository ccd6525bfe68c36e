// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "composelibrary.h"

#include <QPointer>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The side list of the composer: what was sent to the stream, or the templates; searchable.
class LibraryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LibraryPanel(QWidget *parent = nullptr);
    ~LibraryPanel() override;

    void setLibrary(ComposeLibrary *library);
    //! \brief Whose history is shown, by its address.
    void setStream(const QString &stream);
    //! \brief What “Save as Template…” takes.
    void setDraft(std::function<KeptText()> draft) { m_draft = std::move(draft); }

Q_SIGNALS:
    //! \brief This text is to be the draft.
    void chosen(const Tailwater::KeptText &kept);

private:
    void layOut();
    void fillMenu();
    bool showsTemplates() const;
    void refresh();
    std::optional<KeptText> current() const;
    void useCurrent();
    void saveAsTemplate();
    void rename();
    void remove();
    void reorder();
    void importTemplates();
    void exportTemplates();
    void say(const QString &text);

    QPointer<ComposeLibrary> m_library;
    QString m_stream;
    std::function<KeptText()> m_draft;
    QComboBox *m_which;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_note;
    QToolButton *m_more;
    QMenu *m_menu;
    bool m_filling = false;
};

} // namespace Tailwater
