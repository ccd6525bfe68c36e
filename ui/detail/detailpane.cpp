// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/detailpane.h"

#include "detail/bytesview.h"
#include "detail/jsontreemodel.h"
#include "detail/textview.h"
#include "highlight/highlighting.h"
#include "models/framer.h"
#include "models/valuedecoder.h"
#include "models/visibletext.h"
#include "tail/messagebar.h"
#include "tail/placeholder.h"

#include <KSyntaxHighlighting/Definition>

#include <QAction>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStackedLayout>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_bar(new MessageBar(this))
    , m_tabs(new QTabWidget(this))
    , m_tree(new QTreeView(this))
    , m_treeModel(new JsonTreeModel(this))
    , m_text(new TextView(this))
    , m_raw(new BytesView(BytesView::Mode::Text, this))
    , m_hex(new BytesView(BytesView::Mode::Hex, this))
    , m_placeholder(new Placeholder(this))
{
    m_tree->setModel(m_treeModel);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(false);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Message as a tree"));
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(JsonTreeModel::NameColumn, 160);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_text->setAccessibleName(tr("Message as text"));
    m_raw->setAccessibleName(tr("Message as received"));
    m_hex->setAccessibleName(tr("Message in hexadecimal"));
    connect(m_tree, &QWidget::customContextMenuRequested, this, &DetailPane::showTreeMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DetailPane::updatePointer);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        m_expanded.insert(index.data(JsonTreeModel::PointerRole).toString());
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        m_expanded.remove(index.data(JsonTreeModel::PointerRole).toString());
    });
    // Selected in one place, selected in the other: they show the same bytes.
    connect(m_raw, &BytesView::selectionChanged, this, [this] {
        const auto [begin, end] = m_raw->selection();
        if (m_hex->bytes().size() == m_raw->bytes().size() && m_hex->selection() != m_raw->selection()) {
            m_hex->setSelection(begin, end);
        }
    });

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_tree, tr("Tree"));
    m_tabs->addTab(m_text, tr("Text"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_hex, tr("Hex"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailPane::showTab);

    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_bar);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_decodedPanel);
    layout->addWidget(makeFindBar());
    m_placeholder->setContent(tr("No message selected"),
                              tr("Select a row to look at its message here."));
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_placeholder);
    m_stack->addWidget(content);

    auto *findAction = new QAction(tr("Find in Message"), this);
    findAction->setShortcut(QKeySequence::Find);
    findAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(findAction, &QAction::triggered, this, &DetailPane::find);
    addAction(findAction);
}

DetailPane::~DetailPane() = default;

void DetailPane::setMessage(const Message &message)
{
    setMessage(message, m_contentType);
}

void DetailPane::setMessage(const Message &message, const QByteArray &contentType)
{
    m_contentType = contentType;
    m_message = message.isData() ? message : Message {};
    m_all = false;
    m_fresh = 0;
    m_decodedPanel->hide();
    m_stack->setCurrentIndex(m_message.isNull() ? 0 : 1);
    m_shown = m_message.bytes.first(std::min(m_message.bytes.size(), shownAtFirst));
    if (m_message.isNull()) {
        m_treeModel->setDocument({}, {});
        return;
    }
    const bool tree = m_message.isJson() || looksLikeJson(m_shown.first(std::min<qsizetype>(64, m_shown.size())));
    m_tabs->setTabEnabled(TreeTab, tree && m_message.kind != RowKind::Chunk);
    if (m_message.kind == RowKind::Chunk && m_tabs->currentIndex() == TextTab
        && m_contentType.startsWith("application/octet-stream")) {
        m_tabs->setCurrentIndex(HexTab);
    }
    const auto received = QDateTime::fromMSecsSinceEpoch(m_message.receivedMs);
    m_title->setText(tr("#%1 · %2 · received %3")
                         .arg(QLocale().toString(m_message.number), sizeText(m_message.bytes.size()),
                              received.toString(u"HH:mm:ss.zzz")));
    updateBar();
    showTab();
}

QString DetailPane::currentPointer() const
{
    return m_currentPointer;
}

void DetailPane::updateBar()
{
    const auto bytesText = [](qsizetype size) { return sizeText(size); };
    if (m_shown.size() < m_message.bytes.size()) {
        m_bar->showMessage(u"part"_s, MessageBar::Kind::Information,
                           tr("Showing %1 of %2.").arg(bytesText(m_shown.size()),
                                                       bytesText(m_message.bytes.size())),
                           { { tr("Load All"), [this] {
                                  m_all = true;
                                  m_shown = m_message.bytes;
                                  m_fresh = 0;
                                  updateBar();
                                  showTab();
                              } },
                             { tr("Save…"), [this] { save(); } } });
    } else if (m_all && m_shown.size() > longestText && m_tabs->currentIndex() == TextTab) {
        m_bar->showMessage(u"part"_s, MessageBar::Kind::Information,
                           tr("Text shows the first %1 of %2; Tree, Raw and Hex show all.")
                               .arg(bytesText(longestText), bytesText(m_shown.size())),
                           { { tr("Save…"), [this] { save(); } } });
    } else if (m_message.fullSize > 0) {
        m_bar->showMessage(u"part"_s, MessageBar::Kind::Information,
                           tr("An unfinished line: showing the first %1 of %2 received so far.")
                               .arg(bytesText(m_message.bytes.size()), bytesText(m_message.fullSize)));
    } else if (m_message.flags.testFlag(RowFlag::Malformed)) {
        m_bar->showMessage(u"part"_s, MessageBar::Kind::Warning,
                           tr("Malformed: the server sent this as JSON, but it is not. "
                              "The bytes are shown as received."));
    } else if (m_message.flags.testFlag(RowFlag::LineEndsNormalised)) {
        m_bar->showMessage(u"part"_s, MessageBar::Kind::Information,
                           tr("Line ends normalised: this came by SSE, which turns CR and CRLF into LF."));
    } else {
        m_bar->dismiss(u"part"_s);
    }
}

// A tab is filled when it is looked at.
void DetailPane::showTab()
{
    const int tab = m_tabs->currentIndex();
    if (m_message.isNull() || tab < 0 || (m_fresh & (1U << tab))) {
        return;
    }
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
    default:
        break;
    }
    updateBar();
}

void DetailPane::showTree()
{
    const QString current = m_currentPointer;
    const QSet<QString> expanded = m_expanded;
    m_treeModel->setDocument(m_shown, m_message.owner);
    m_expanded = expanded;
    restoreExpansion();
    // A view opens whatever lies above its current index: what is closed stays closed.
    QModelIndex index = m_treeModel->indexOf(current);
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) {
        index = m_tree->isExpanded(above) ? index : above;
    }
    m_tree->setCurrentIndex(index);
    updatePointer();
}

void DetailPane::restoreExpansion()
{
    QStringList pointers(m_expanded.cbegin(), m_expanded.cend());
    // From the outside in; a message may have only some of them.
    std::ranges::sort(pointers, {}, [](const QString &pointer) { return pointer.count(u'/'); });
    for (const QString &pointer : std::as_const(pointers).first(std::min<qsizetype>(pointers.size(), 200))) {
        if (const QModelIndex index = m_treeModel->indexOf(pointer); index.isValid()) {
            m_tree->expand(index);
        }
    }
}

void DetailPane::showText()
{
    const bool json = m_message.isJson();
    const QByteArrayView part = m_shown.first(std::min(m_shown.size(), longestText));
    QByteArray text;
    if (json) {
        text = indentJson(part, longestText).text;
    } else {
        text = part.toByteArray();
    }
    // Lines stay lines here; every other control character is made visible.
    QString visible;
    visible.reserve(text.size());
    const QList<QByteArrayView> lines = [&text] {
        QList<QByteArrayView> found;
        qsizetype begin = 0;
        for (qsizetype end; (end = text.indexOf('\n', begin)) >= 0; begin = end + 1) {
            found.append(QByteArrayView(text).sliced(begin, end - begin));
        }
        found.append(QByteArrayView(text).sliced(begin));
        return found;
    }();
    for (const QByteArrayView line : lines) {
        // One endless line would be laid out in one go.
        constexpr qsizetype longestLine = 16 * 1024;
        visible += visibleText(line.endsWith('\r') ? line.chopped(1) : line, longestLine);
        visible += u'\n';
    }
    if (!visible.isEmpty()) {
        visible.chop(1);
    }
    const bool coloured = m_message.kind != RowKind::Chunk
        && !m_message.flags.testFlag(RowFlag::Malformed);
    m_text->setContent(visible, coloured ? Highlighting::instance()->definitionFor(
                                    json ? "application/json"_ba : m_contentType)
                                         : KSyntaxHighlighting::Definition {});
}

} // namespace Tailwater

#include "moc_detailpane.cpp"
