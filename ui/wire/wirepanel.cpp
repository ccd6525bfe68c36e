// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wirepanel.h"

#include "connection/curl.h"
#include "theme/icons.h"
#include "wiremodel.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

void addHeaders(QStringList &lines, const QHttpHeaders &headers)
{
    for (qsizetype i = 0; i < headers.size(); ++i) {
        lines.append(u"%1: %2"_s.arg(headers.nameAt(i),
                                     QString::fromLatin1(headers.valueAt(i))));
    }
}

QString textOf(const DurableStreams::RequestTrace &trace)
{
    QStringList lines;
    lines.append(u"%1 %2"_s.arg(QString::fromLatin1(trace.method),
                                trace.url.toString(QUrl::FullyEncoded)));
    addHeaders(lines, trace.requestHeaders);
    lines.append(QString());
    if (trace.status > 0) {
        lines.append(QString::number(trace.status));
        addHeaders(lines, trace.responseHeaders);
    }
    if (!trace.failure.isEmpty()) {
        lines.append(trace.failure);
    }
    return lines.join(u'\n');
}

} // namespace

WirePanel::WirePanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new WireModel(this))
    , m_view(new QTableView(this))
    , m_headers(new QPlainTextEdit(this))
{
    layOut();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &WirePanel::showCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to) {
                const int row = m_view->currentIndex().row();
                if (row >= from.row() && row <= to.row()) {
                    showCurrent();
                }
            });
    connect(m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_view->verticalScrollBar();
        m_follows = bar->value() >= bar->maximum();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_follows) {
            m_view->scrollToBottom();
        }
    });
}

WirePanel::~WirePanel() = default;

void WirePanel::layOut()
{
    m_view->setObjectName("wireView"_L1);
    m_view->setAccessibleName(tr("Exchanges"));
    m_view->setModel(m_model);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView *header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int em = fontMetrics().averageCharWidth();
    const QList<int> widths { 15, 14, 9, 60, 9, 13, 12, 12 };
    for (int column = 0; column < WireModel::ColumnCount; ++column) {
        header->resizeSection(column, widths.at(column) * em);
    }
    header->setSectionResizeMode(WireModel::Url, QHeaderView::Stretch);

    auto *curl = new QAction(icon("copy"_L1), tr("Copy as &curl"), this);
    connect(curl, &QAction::triggered, this, &WirePanel::copyCurl);
    auto *copy = new QAction(tr("Copy &Headers"), this);
    connect(copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_headers->toPlainText()); });
    auto *clear = new QAction(tr("C&lear List"), this);
    connect(clear, &QAction::triggered, m_model, &WireModel::clear);
    m_view->addActions({ curl, copy, clear });
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);

    m_headers->setReadOnly(true);
    m_headers->setAccessibleName(tr("Headers of the exchange"));
    m_headers->setFrameShape(QFrame::NoFrame);
    m_headers->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_headers->setPlaceholderText(tr("Select an exchange to see its headers."));

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_view);
    splitter->addWidget(m_headers);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setFocusProxy(m_view);
}

void WirePanel::showCurrent()
{
    const QModelIndex index = m_view->currentIndex();
    m_headers->setPlainText(index.isValid() ? textOf(m_model->traceAt(index.row())) : QString());
}

void WirePanel::copyCurl()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid()) {
        return;
    }
    const DurableStreams::RequestTrace &trace = m_model->traceAt(index.row());
    QHttpHeaders headers = trace.requestHeaders;
    // curl makes its own of these.
    for (const auto name : { "host"_L1, "content-length"_L1, "connection"_L1 }) {
        headers.removeAll(name);
    }
    QGuiApplication::clipboard()->setText(curlCommand(trace.method, trace.url, {}, headers));
}

} // namespace Tailwater

#include "moc_wirepanel.cpp"
