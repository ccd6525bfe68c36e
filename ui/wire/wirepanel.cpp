// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wirepanel.h"

#include "connection/cli.h"
#include "connection/curl.h"
#include "har.h"
#include "models/connectionsecrets.h"
#include "sendagain.h"
#include "theme/icons.h"
#include "wirefilter.h"
#include "wiremodel.h"
#include "wirerequest.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QScrollBar>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// What is kept of a body may end in the middle of a secret, which nobody would find in there.
QByteArray withoutCutSecret(const QByteArray &body, const DurableStreams::SecretMask &mask)
{
    const auto spans = mask.find(body, DurableStreams::SecretMask::Extent::Beginning);
    const bool endsInOne = !spans.isEmpty() && spans.last().from + spans.last().size == body.size();
    return endsInOne ? body.first(spans.last().from) : body;
}

//! Which of two servers on one host it is, its port says.
class ServerDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideMiddle;
    }
};

} // namespace

WirePanel::WirePanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new WireModel(this))
    , m_shown(new WireFilter(this))
    , m_filter(new QLineEdit(this))
    , m_view(new QTableView(this))
    , m_headers(new QPlainTextEdit(this))
    , m_sendAgain(new SendAgain(m_model, this))
{
    layOut();
    connectModel();
}

WirePanel::~WirePanel() = default;

void WirePanel::connectModel()
{
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] {
                // Secrets are shown of one row, not of all that follow.
                m_reveal->setChecked(false);
                showCurrent();
            });
    connect(m_reveal, &QAction::toggled, this, &WirePanel::showCurrent);
    connect(m_shown, &QAbstractItemModel::modelReset, this, &WirePanel::showCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to) {
                const int row = currentRow();
                if (row >= from.row() && row <= to.row()) {
                    showCurrent();
                }
            });
    connect(m_model, &WireModel::manyServersChanged, this, &WirePanel::fitColumns);
    connect(m_filter, &QLineEdit::textChanged, m_shown, &WireFilter::setText);
    connect(m_shown, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_view->verticalScrollBar();
        m_follows = bar->value() >= bar->maximum();
    });
    connect(m_shown, &QAbstractItemModel::rowsInserted, this, [this] {
        // A row that somebody looks at, or is about to click, stays where it is.
        if (m_follows && !m_view->viewport()->underMouse()
            && !m_view->selectionModel()->hasSelection()) {
            m_view->scrollToBottom();
        }
    });
}

int WirePanel::currentRow() const
{
    return m_shown->mapToSource(m_view->currentIndex()).row();
}

void WirePanel::layOut()
{
    m_view->setObjectName("wireView"_L1);
    m_view->setAccessibleName(tr("Exchanges"));
    m_shown->setSourceModel(m_model);
    m_view->setModel(m_shown);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setItemDelegateForColumn(WireModel::Server, new ServerDelegate(m_view));
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView *header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // As wide as what stands in them; the address gets what is left, but never less than is of use.
    const QStringList widest { u"00:00:00.000"_s,   u"localhost:00000"_s, u"subscription"_s,
                               u"DELETE"_s,         u"0"_s.repeated(40),  u"not sent"_s,
                               u"000,000"_s,        u"000,000"_s,         u"000,000"_s,
                               u"000,000,000"_s };
    for (int column = 0; column < WireModel::ColumnCount; ++column) {
        // Titles are longer than what is below them in some languages.
        m_widths.append(std::max(fontMetrics().horizontalAdvance(widest.at(column)) + 14,
                                 column == WireModel::Url ? 0 : header->sectionSizeHint(column)));
        header->resizeSection(column, m_widths.last());
    }
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 5);
    header->moveSection(header->visualIndex(WireModel::Status), WireModel::Method);
    header->setSectionResizeMode(WireModel::Url, QHeaderView::Stretch);
    m_view->viewport()->installEventFilter(this);
    m_view->installEventFilter(this);

    makeActions();
    m_headers->setTabChangesFocus(true);
    m_headers->setReadOnly(true);
    m_headers->setAccessibleName(tr("The exchange, as it went over the wire"));
    m_headers->setFrameShape(QFrame::NoFrame);
    m_headers->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_headers->setPlaceholderText(tr("Select an exchange to see its headers and bodies."));

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(makeList());
    splitter->addWidget(m_headers);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

QWidget *WirePanel::makeList()
{
    m_filter->setObjectName("wireFilter"_L1);
    m_filter->setAccessibleName(tr("Filter of the exchanges"));
    m_filter->setPlaceholderText(tr("Filter: words of path, server, purpose or status"));
    m_filter->setClearButtonEnabled(true);
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_view, 1);
    return list;
}

bool WirePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport()) {
        fitColumns();
    }
    if (event->type() == QEvent::KeyPress && watched == m_view
        && goToEnd(static_cast<QKeyEvent *>(event))) {
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

// Rows are what one goes through here; a table would go to the first or last cell of one.
bool WirePanel::goToEnd(const QKeyEvent *event)
{
    const bool isEnd = event->key() == Qt::Key_End;
    if ((!isEnd && event->key() != Qt::Key_Home) || event->modifiers() != Qt::NoModifier
        || m_shown->rowCount() == 0) {
        return false;
    }
    const int row = isEnd ? m_shown->rowCount() - 1 : 0;
    const int column = qMax(0, m_view->currentIndex().column());
    m_view->setCurrentIndex(m_shown->index(row, column));
    return true;
}

// An address that is cut tells nothing: what is of less use makes room for it.
void WirePanel::fitColumns()
{
    int room = m_view->viewport()->width() - fontMetrics().averageCharWidth() * 30;
    for (const int column :
         { WireModel::Method, WireModel::Status, WireModel::Server, WireModel::Purpose,
           WireModel::Time, WireModel::Duration, WireModel::Bytes, WireModel::Headers,
           WireModel::Receive }) {
        if (column == WireModel::Server && !m_model->hasManyServers()) {
            m_view->setColumnHidden(column, true);
            continue;
        }
        const bool shown = m_widths.at(column) <= room || column == WireModel::Method
            || column == WireModel::Status || column == WireModel::Server;
        m_view->setColumnHidden(column, !shown);
        room = shown ? room - m_widths.at(column) : 0; // nothing of less use in its place
    }
}

void WirePanel::makeActions()
{
    const auto add = [this](const char *id, const QString &text, auto act) {
        auto *action = new QAction(text, this);
        action->setObjectName(QLatin1StringView(id));
        connect(action, &QAction::triggered, this, act);
        m_view->addAction(action);
        return action;
    };
    m_view->addAction(m_sendAgain->action());
    add("wire.copyCurl", tr("Copy as &curl"), [this] { copyCurl(); })->setIcon(icon("copy"_L1));
    m_copyCli = add("wire.copyCli", tr("Copy as &durable-stream Command"),
                    [this] { QGuiApplication::clipboard()->setText(cliCommand()); });
    add("wire.copyText", tr("Copy &Exchange"),
        [this] { QGuiApplication::clipboard()->setText(m_headers->toPlainText()); });
    m_reveal = add("wire.reveal", tr("&Reveal Secrets of This Exchange"), [] {});
    m_reveal->setCheckable(true);
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_view->addAction(separator);
    add("wire.exportHar", tr("Export as &HAR…"), [this] { exportHar(); });
    add("wire.clear", tr("C&lear List"), [this] { m_model->clear(); })->setIcon(icon("clear"_L1));
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void WirePanel::showCurrent()
{
    const int row = currentRow();
    m_reveal->setEnabled(row >= 0);
    m_copyCli->setEnabled(!cliCommand().isEmpty());
    m_sendAgain->setRow(m_model->index(row, 0));
    const QString text = row < 0    ? QString()
        : m_reveal->isChecked() ? textOf(m_model->revealedAt(row))
                                : textOf(m_model->maskedAt(row));
    if (text == m_headers->toPlainText()) {
        return;
    }
    // A live answer grows while it is read.
    const int place = m_headers->verticalScrollBar()->value();
    const bool same = text.startsWith(m_headers->toPlainText().first(
        qMin(m_headers->toPlainText().size(), qsizetype(200))));
    m_headers->setPlainText(text);
    if (same) {
        m_headers->verticalScrollBar()->setValue(place);
    }
}

void WirePanel::select(const std::function<bool(const DurableStreams::RequestTrace &)> &isWanted)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (isWanted(m_model->traceAt(row))) {
            m_follows = false;
            m_filter->clear(); // it may hide the row
            m_view->setCurrentIndex(m_shown->mapFromSource(m_model->index(row, WireModel::Method)));
            m_view->scrollTo(m_view->currentIndex(), QAbstractItemView::PositionAtCenter);
            return;
        }
    }
}

void WirePanel::copyCurl()
{
    const int row = currentRow();
    if (row < 0) {
        return;
    }
    const Connection &connection = m_model->connectionAt(row);
    WireRequest request = WireRequest::of(m_model->traceAt(row), connection);
    if (!request.whole && !m_reveal->isChecked()) {
        request.body = withoutCutSecret(request.body, secretMaskOf(connection));
    }
    QString command = curlCommand(request.method, request.url, connection, request.headers,
                                  request.body,
                                  m_reveal->isChecked() ? CurlSecrets::Shown
                                                        : CurlSecrets::Variables);
    if (!request.whole) {
        command.prepend(
            tr("# Only the first %1 bytes of the body are known.").arg(request.body.size())
            + u'\n');
    }
    QGuiApplication::clipboard()->setText(command);
}

QString WirePanel::cliCommand() const
{
    const int row = currentRow();
    if (row < 0) {
        return {};
    }
    const Connection &connection = m_model->connectionAt(row);
    const WireRequest request = WireRequest::of(m_model->traceAt(row), connection);
    return request.whole ? Tailwater::cliCommand(request.method, request.url, connection,
                                                 request.headers, request.body)
                         : QString();
}

void WirePanel::exportHar()
{
    auto *dialog = new QFileDialog(this, tr("Export as HAR, Secrets Masked"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"har"_s);
    dialog->selectFile(u"tailwater.har"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QSaveFile file(name);
        const bool written = file.open(QIODevice::WriteOnly)
            && file.write(toHar(m_model->traces())) >= 0 && file.commit();
        if (!written) {
            QMessageBox *box = new QMessageBox(
                QMessageBox::Warning, tr("Export as HAR"),
                tr("%1 cannot be written: %2").arg(name, file.errorString()), QMessageBox::Ok, this);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
        }
    });
    dialog->open();
}

} // namespace Tailwater

#include "moc_wirepanel.cpp"
