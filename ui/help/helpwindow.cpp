// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "help/helpwindow.h"

#include "help/guideview.h"
#include "theme/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSplitter>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

HelpWindow::HelpWindow(QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_pages(guidePages())
    , m_contents(new QListWidget(this))
    , m_view(new GuideView(this))
    , m_search(new QLineEdit(this))
    , m_result(new QLabel(this))
{
    setObjectName("helpWindow"_L1);
    setWindowTitle(tr("Tailwater Guide"));
    for (const GuidePage &page : std::as_const(m_pages)) {
        m_contents->addItem(page.title);
        QTextDocument document;
        document.setMarkdown(page.markdown);
        m_texts.append(document.toPlainText());
    }
    createCommands();
    layOut();
    connect(m_contents, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && m_pages.at(row).name != page()) {
            m_view->setSource(m_pages.at(row).url());
        }
    });
    connect(m_view, &QTextBrowser::sourceChanged, this, &HelpWindow::onSourceChanged);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::onSearchEdited);
    m_contents->setCurrentRow(0);
    m_view->setFocus();
}

HelpWindow::~HelpWindow() = default;

HelpWindow *HelpWindow::open(QWidget *window)
{
    auto *guide = window->findChild<HelpWindow *>(Qt::FindDirectChildrenOnly);
    if (!guide) {
        guide = new HelpWindow(window);
    }
    guide->show();
    guide->raise();
    guide->activateWindow();
    return guide;
}

QAction *HelpWindow::addCommand(const char *id, const QString &text, QLatin1StringView iconName,
                                const QList<QKeySequence> &shortcuts)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(id));
    action->setShortcuts(shortcuts);
    action->setToolTip(
        u"%1 (%2)"_s.arg(text, shortcuts.first().toString(QKeySequence::NativeText)));
    addAction(action);
    return action;
}

void HelpWindow::createCommands()
{
    m_back = addCommand("guide.back", tr("Back"), "chevron-left"_L1,
                        { Qt::ALT | Qt::Key_Left, Qt::Key_Back });
    m_forward = addCommand("guide.forward", tr("Forward"), "chevron-right"_L1,
                           { Qt::ALT | Qt::Key_Right, Qt::Key_Forward });
    m_previous = addCommand("guide.previous", tr("Previous Match"), "chevron-up"_L1,
                            { Qt::SHIFT | Qt::Key_F3, Qt::SHIFT | Qt::Key_Return });
    m_next = addCommand("guide.next", tr("Next Match"), "chevron-down"_L1, { Qt::Key_F3 });
    QAction *search = addCommand("guide.search", tr("Search the Guide"), "search"_L1,
                                 { QKeySequence::Find });
    connect(m_back, &QAction::triggered, m_view, &QTextBrowser::backward);
    connect(m_forward, &QAction::triggered, m_view, &QTextBrowser::forward);
    connect(m_view, &QTextBrowser::backwardAvailable, m_back, &QAction::setEnabled);
    connect(m_view, &QTextBrowser::forwardAvailable, m_forward, &QAction::setEnabled);
    connect(m_next, &QAction::triggered, this, [this] { find(false); });
    connect(m_previous, &QAction::triggered, this, [this] { find(true); });
    connect(m_search, &QLineEdit::returnPressed, m_next, &QAction::trigger);
    connect(search, &QAction::triggered, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    m_next->setEnabled(false);
    m_previous->setEnabled(false);
}

void HelpWindow::layOut()
{
    m_search->setObjectName("guideSearch"_L1);
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(tr("Search the guide"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon("search"_L1), QLineEdit::LeadingPosition);
    m_result->setObjectName("guideResult"_L1);
    m_contents->setObjectName("guideContents"_L1);
    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setFrameShape(QFrame::NoFrame);
    m_view->setObjectName("guideView"_L1);
    m_view->setAccessibleName(tr("Page"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 4, 6, 4);
    bar->setSpacing(4);
    const auto addButton = [&](QAction *action) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setAccessibleName(action->text());
        bar->addWidget(button);
    };
    addButton(m_back);
    addButton(m_forward);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_result);
    addButton(m_previous);
    addButton(m_next);
    auto *parts = new QSplitter(this);
    parts->addWidget(m_contents);
    parts->addWidget(m_view);
    parts->setStretchFactor(1, 1);
    parts->setChildrenCollapsible(false);
    const int em = fontMetrics().averageCharWidth();
    // Titles are longer in some languages.
    const int titles
        = m_contents->sizeHintForColumn(0) + m_contents->verticalScrollBar()->sizeHint().width();
    parts->setSizes({ std::max(30 * em, titles), 100 * em });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(parts, 1);
    resize(140 * em, fontMetrics().height() * 44);
}

void HelpWindow::showPage(const QString &name)
{
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        if (m_pages.at(i).name == name) {
            m_contents->setCurrentRow(int(i));
        }
    }
}

// The view itself does not say yet where it is.
void HelpWindow::onSourceChanged(const QUrl &source)
{
    m_page = source.fileName();
    showPage(m_page);
    const QString title = m_contents->currentItem()->text();
    // The first page bears the name of the whole.
    setWindowTitle(m_contents->currentRow() == 0 ? title : tr("%1 — Tailwater Guide").arg(title));
}

bool HelpWindow::holds(qsizetype page, const QString &text) const
{
    return m_texts.at(page).contains(text, Qt::CaseInsensitive);
}

// What does not hold the text leaves the list of contents.
void HelpWindow::onSearchEdited(const QString &text)
{
    for (int row = 0; row < m_contents->count(); ++row) {
        m_contents->item(row)->setHidden(!holds(row, text));
    }
    m_view->highlight(text);
    m_view->moveCursor(QTextCursor::Start);
    const bool any = !text.isEmpty();
    m_next->setEnabled(any);
    m_previous->setEnabled(any);
    if (any) {
        find(false);
    }
    sayResult();
}

// On this page, else on the next one that has it, round and round.
void HelpWindow::find(bool backwards)
{
    const QString text = m_search->text();
    const QTextDocument::FindFlags flags(backwards ? QTextDocument::FindBackward
                                                   : QTextDocument::FindFlag(0));
    if (text.isEmpty() || m_view->find(text, flags)) {
        return;
    }
    const qsizetype count = m_pages.size();
    const qsizetype step = backwards ? count - 1 : 1;
    qsizetype row = m_contents->currentRow();
    for (qsizetype i = 0; i < count; ++i) {
        row = (row + step) % count;
        if (holds(row, text)) {
            m_contents->setCurrentRow(int(row));
            m_view->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
            m_view->find(text, flags);
            return;
        }
    }
}

void HelpWindow::sayResult()
{
    const QString text = m_search->text();
    int pages = 0;
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        pages += holds(i, text) ? 1 : 0;
    }
    m_result->setText(text.isEmpty() ? QString()
                          : pages == 0 ? tr("Not found")
                                       : tr("on %n page(s)", nullptr, pages));
}

} // namespace Tailwater

#include "moc_helpwindow.cpp"
