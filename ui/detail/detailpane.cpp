// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/detailpane.h"

#include "detail/bytesview.h"
#include "detail/decodepanel.h"
#include "detail/diffview.h"
#include "detail/findbar.h"
#include "detail/founddelegate.h"
#include "detail/jsontreemodel.h"
#include "detail/textview.h"
#include "highlight/highlighting.h"
#include "models/capture/captureline.h"
#include "models/jsontokens.h"
#include "models/tailmodel.h"
#include "models/visibletext.h"
#include "tail/messagebar.h"
#include "tail/placeholder.h"
#include "theme/fittinglabel.h"

#include <KSyntaxHighlighting/Definition>

#include <QAction>
#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// A tree opens by itself as far as this many rows, this deep.
constexpr int openedRows = 40;
constexpr int openedDepth = 3;
constexpr qsizetype openedBytes = 16 * 1024;

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new FittingLabel(this))
    , m_bar(new MessageBar(this))
    , m_tabs(new QTabWidget(this))
    , m_tree(new QTreeView(this))
    , m_treeModel(new JsonTreeModel(this))
    , m_text(new TextView(this))
    , m_raw(new BytesView(BytesView::Mode::Text, this))
    , m_hex(new BytesView(BytesView::Mode::Hex, this))
    , m_diff(new DiffView(this))
    , m_decoded(new DecodePanel(this))
    , m_findBar(new FindBar(this))
    , m_placeholder(new Placeholder(this))
{
    createViews();
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_tabs);
    split->addWidget(m_decoded);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_bar);
    layout->addWidget(split, 1);
    layout->addWidget(m_findBar);
    m_placeholder->setContent(tr("No message selected"),
                              tr("Select a row to look at its message here."));
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_placeholder);
    m_stack->addWidget(content);
    createActions();
    updatePointer();
}

DetailPane::~DetailPane() = default;

void DetailPane::createViews()
{
    m_tree->setObjectName(u"messageTree"_s);
    m_tree->setModel(m_treeModel);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Message as a tree"));
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(JsonTreeModel::NameColumn, 20 * fontMetrics().averageCharWidth());
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setItemDelegate(new FoundDelegate(&m_found, m_tree));
    m_text->setObjectName(u"messageText"_s);
    m_text->setAccessibleName(tr("Message as text"));
    m_raw->setAccessibleName(tr("Message as received"));
    m_hex->setAccessibleName(tr("Message in hexadecimal"));
    connect(m_tree, &QWidget::customContextMenuRequested, this, &DetailPane::showTreeMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DetailPane::updatePointer);
    const auto note = [this](const QModelIndex &index, QSet<QString> *into, QSet<QString> *from) {
        if (!m_restoring) {
            const QString pointer = index.data(JsonTreeModel::PointerRole).toString();
            into->insert(pointer);
            from->remove(pointer);
        }
    };
    connect(m_tree, &QTreeView::expanded, this, [this, note](const QModelIndex &index) {
        note(index, &m_expanded, &m_collapsed);
    });
    connect(m_tree, &QTreeView::collapsed, this, [this, note](const QModelIndex &index) {
        note(index, &m_collapsed, &m_expanded);
    });
    // Selected in one place, selected in the other: they show the same bytes.
    const auto linkViews = [this](BytesView *from, BytesView *to) {
        connect(from, &BytesView::selectionChanged, this, [from, to] {
            const auto [begin, end] = from->selection();
            if (to->bytes().size() == from->bytes().size() && to->selection() != from->selection()) {
                to->setSelection(begin, end);
            }
        });
    };
    linkViews(m_raw, m_hex);
    linkViews(m_hex, m_raw);

    auto *treePage = new QWidget(this);
    auto *treeLayout = new QVBoxLayout(treePage);
    treeLayout->setContentsMargins(0, 0, 0, 0);
    treeLayout->setSpacing(0);
    treeLayout->addWidget(m_tree, 1);
    treeLayout->addWidget(makePathBar());
    treePage->setFocusProxy(m_tree);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(treePage, tr("Tree"));
    m_tabs->addTab(m_text, tr("Text"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_hex, tr("Hex"));
    m_tabs->addTab(m_diff, tr("Diff"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (!m_choosing) {
            m_wantedTab = tab;
        }
        showTab();
    });
}

void DetailPane::setMessage(const Message &message)
{
    setMessage(message, m_contentType);
}

void DetailPane::setMessage(const Message &message, const QByteArray &contentType)
{
    m_contentType = contentType;
    m_message = message.isData() ? message : Message {};
    m_textCut = false;
    m_fresh = 0;
    m_stack->setCurrentIndex(m_message.isNull() ? 0 : 1);
    m_shown = m_message.bytes.first(std::min(m_message.bytes.size(), shownAtFirst));
    if (m_message.isNull()) {
        m_treeModel->setDocument({}, {});
        return;
    }
    chooseTabs();
    updateTitle();
    showTab();
    updateBar();
}

// The tab that the user wants, or the nearest one that this message has.
void DetailPane::chooseTabs()
{
    const QByteArrayView head = m_shown.first(std::min<qsizetype>(64, m_shown.size()));
    const bool binary = m_message.kind == RowKind::Chunk;
    // A line of a log that begins with a number is no JSON, though it looks as if.
    const bool object = head.trimmed().startsWith('{') || head.trimmed().startsWith('[');
    // Of what is not JSON a tree would leave out a part without a word.
    const bool tree = !binary && !isMalformed() && (m_message.isJson() || object);
    int tab = m_wantedTab;
    if (tab == TreeTab && !tree) {
        tab = binary ? HexTab : TextTab;
    }
    m_choosing = true;
    m_tabs->setTabEnabled(TreeTab, tree);
    m_tabs->setCurrentIndex(tab);
    m_choosing = false;
}

bool DetailPane::isMalformed() const
{
    return TailModel::marksOf(m_message).testFlag(RowFlag::Malformed);
}

void DetailPane::updateTitle()
{
    const auto received = QDateTime::fromMSecsSinceEpoch(m_message.receivedMs);
    const qsizetype size = std::max(m_message.fullSize, m_message.bytes.size());
    const QString number = u'#' + QLocale().toString(m_message.number);
    const QString named = number + u" · "_s + sizeText(size);
    const bool damaged = m_message.flags.testFlag(damagedLine);
    const QString title
        = damaged ? named : QString(named + u" · "_s + received.toString(u"HH:mm:ss.zzz"));
    const QString origin = damaged ? QString() : tr("%1 bytes, received %2, number %3 after offset %4")
                               .arg(QLocale().toString(size), received.toString(Qt::ISODateWithMs),
                                    QLocale().toString(m_message.index),
                                    QString::fromLatin1(m_message.startOffset.token()));
    // The whole title in the tip: a narrow dock says less.
    m_title->setTexts({ title, named, number });
    m_title->setToolTip(title + u'\n' + origin);
}

void DetailPane::showDiff()
{
    m_tabs->setCurrentIndex(DiffTab);
}

QString DetailPane::currentPointer() const
{
    return m_currentPointer;
}

// Whatever is not shown as it came, or not shown at all, is said; several things may be.
void DetailPane::updateBar()
{
    QStringList texts;
    QList<MessageBar::Button> buttons;
    auto kind = MessageBar::Kind::Information;
    if (m_message.flags.testFlag(damagedLine)) {
        // The first row of a capture is on its second line.
        kind = MessageBar::Kind::Warning;
        texts.append(tr("Line %1 of this capture file is damaged: %2. It is shown as it stands there, and is "
                        "not replayed.")
                         .arg(QLocale().toString(m_message.id + 1), captureLineFault(m_message.bytes)));
    } else if (isMalformed()) {
        kind = MessageBar::Kind::Warning;
        texts.append(malformedText());
    }
    if (m_message.fullSize > 0) {
        texts.append(tr("An unfinished line: showing the first %1 of %2 received so far.")
                         .arg(sizeText(m_message.bytes.size()), sizeText(m_message.fullSize)));
    }
    if (m_shown.size() < m_message.bytes.size()) {
        texts.append(tr("Showing %1 of %2.").arg(sizeText(m_shown.size()),
                                                 sizeText(m_message.bytes.size())));
        buttons.append({ tr("Load All"), [this] { loadAll(); } });
    } else if (m_tabs->currentIndex() == TextTab && m_textCut) {
        texts.append(tr("Text leaves out what lies beyond %1, or %2 on one line; Raw and Hex show all.")
                         .arg(sizeText(longestText), sizeText(longestLine)));
    }
    if (m_message.flags.testFlag(RowFlag::Normalised)) {
        texts.append(
            tr("Line ends normalised: this came by SSE, which turns CR and CRLF into LF."));
    }
    if (texts.isEmpty()) {
        m_bar->dismiss(u"part"_s);
        return;
    }
    if (m_message.bytes.size() > shownAtFirst || m_textCut) {
        buttons.append({ tr("Save…"), [this] { save(); } });
    }
    m_bar->showMessage(u"part"_s, kind, texts.join(u' '), buttons);
}

void DetailPane::loadAll()
{
    m_shown = m_message.bytes;
    m_fresh = 0;
    showTab();
    updateBar();
}

// A tab is filled when it is looked at.
void DetailPane::showTab()
{
    const int tab = m_tabs->currentIndex();
    m_wrap->setVisible(tab == TextTab);
    if (m_message.isNull() || tab < 0) {
        return;
    }
    if (!(m_fresh & (1U << tab))) {
        m_fresh |= 1U << tab;
        switch (tab) {
        case TreeTab:
            showTree();
            break;
        case TextTab:
            showText();
            break;
        case RawTab:
            m_raw->setBytes(m_shown, m_message.owner);
            break;
        case HexTab:
            m_hex->setBytes(m_shown, m_message.owner);
            if (m_raw->bytes().data() == m_shown.data()) {
                m_hex->setSelection(m_raw->selection().first, m_raw->selection().second);
            }
            break;
        case DiffTab:
            m_diff->setMessage(m_message);
            break;
        default:
            break;
        }
    }
    goToFound();
    updateDecoded();
    updateBar();
}

void DetailPane::showTree()
{
    const QString current = m_currentPointer;
    const int top = m_tree->verticalScrollBar()->value();
    m_treeModel->setDocument(m_shown, m_message.owner);
    restoreExpansion();
    // A view opens whatever lies above its current index: what is closed stays closed.
    QModelIndex index = m_treeModel->indexOf(current);
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) {
        index = m_tree->isExpanded(above) ? index : above;
    }
    m_tree->setCurrentIndex(index);
    m_tree->verticalScrollBar()->setValue(top);
    updatePointer();
}

void DetailPane::restoreExpansion()
{
    m_restoring = true;
    if (m_shown.size() <= openedBytes) {
        int room = openedRows;
        openSmall({}, 1, &room);
    }
    QStringList pointers(m_expanded.cbegin(), m_expanded.cend());
    // From the outside in; a message may have only some of them.
    std::ranges::sort(pointers, {}, [](const QString &pointer) { return pointer.count(u'/'); });
    for (const QString &pointer : std::as_const(pointers).first(std::min<qsizetype>(pointers.size(), 200))) {
        if (const QModelIndex index = m_treeModel->indexOf(pointer); index.isValid()) {
            m_tree->expand(index);
        }
    }
    m_restoring = false;
}

// A message of a few fields is read at a glance: nobody should have to open it piece by piece.
void DetailPane::openSmall(const QModelIndex &parent, int depth, int *room)
{
    if (m_treeModel->canFetchMore(parent) && m_treeModel->rowCount(parent) == 0) {
        m_treeModel->fetchMore(parent);
    }
    *room -= m_treeModel->rowCount(parent);
    for (int row = 0; depth < openedDepth && row < m_treeModel->rowCount(parent); ++row) {
        const QModelIndex index = m_treeModel->index(row, JsonTreeModel::NameColumn, parent);
        if (!m_treeModel->hasChildren(index)
            || m_collapsed.contains(index.data(JsonTreeModel::PointerRole).toString())) {
            continue;
        }
        m_treeModel->fetchMore(index);
        if (m_treeModel->rowCount(index) > *room) {
            continue;
        }
        m_tree->expand(index);
        openSmall(index, depth + 1, room);
    }
}

void DetailPane::showText()
{
    // What is no JSON has no order to be set out in.
    const bool json = m_message.isJson() && !isMalformed();
    const QByteArrayView part = m_shown.first(std::min(m_shown.size(), longestText));
    m_textCut = part.size() < m_shown.size();
    QByteArray text;
    if (json) {
        IndentedJson indented = indentJson(part, longestText);
        // What ends inside a value because only a part is shown is said elsewhere.
        m_textCut = m_textCut || (!indented.complete && indented.text.size() >= longestText);
        text = std::move(indented.text);
    } else {
        text = part.toByteArray();
    }
    // Lines stay lines here; every other control character is made visible.
    QString visible;
    visible.reserve(text.size());
    for (qsizetype begin = 0; begin <= text.size();) {
        const qsizetype found = text.indexOf('\n', begin);
        const qsizetype end = found < 0 ? text.size() : found;
        QByteArrayView line = QByteArrayView(text).sliced(begin, end - begin);
        line = line.endsWith('\r') ? line.chopped(1) : line;
        // One endless line would be laid out in one go.
        m_textCut = m_textCut || line.size() > longestLine;
        visible += visibleText(line, longestLine);
        visible += u'\n';
        begin = end + 1;
    }
    visible.chop(1);
    const bool coloured = m_message.kind != RowKind::Chunk && !isMalformed();
    const int top = m_text->verticalScrollBar()->value();
    m_text->setContent(visible, coloured ? Highlighting::instance()->definitionFor(
                                    json ? "application/json"_ba : m_contentType)
                                         : KSyntaxHighlighting::Definition {});
    m_text->verticalScrollBar()->setValue(top);
}

void DetailPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT leaveRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace Tailwater

#include "moc_detailpane.cpp"
