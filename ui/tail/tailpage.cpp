// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/tailpage.h"

#include "highlight/highlighting.h"
#include "models/jsontokens.h"
#include "models/statustext.h"
#include "models/tailmodel.h"
#include "tail/messagebar.h"
#include "tail/placeholder.h"
#include "tail/taildelegate.h"
#include "tail/tailview.h"

#include <QAccessible>
#include <QAction>
#include <QDataStream>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr quint32 stateMagic = 0x54575031; // "TWP1"

QAction *makeAction(QWidget *owner, const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, owner);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    owner->addAction(action);
    return action;
}

} // namespace

TailPage::TailPage(const Connection &connection, const QUrl &url, QWidget *parent)
    : QWidget(parent)
    , m_session(new TailSession(connection, url, this))
    , m_model(new TailModel(this))
    , m_currentTimer(new QTimer(this))
    , m_connectingTimer(new QTimer(this))
    , m_countdownTimer(new QTimer(this))
{
    createView();
    createActions();
    // The newest row goes to the detail pane at a pace that can be read.
    m_currentTimer->setSingleShot(true);
    m_currentTimer->setInterval(250ms);
    connect(m_currentTimer, &QTimer::timeout, this, &TailPage::updateCurrent);
    m_connectingTimer->setSingleShot(true);
    m_connectingTimer->setInterval(300ms);
    connect(m_connectingTimer, &QTimer::timeout, this, &TailPage::updatePlaceholder);
    m_countdownTimer->setInterval(500ms);
    connect(m_countdownTimer, &QTimer::timeout, this, &TailPage::updateBar);
    connect(m_session, &TailSession::published, this, &TailPage::onPublished);
    connect(m_session, &TailSession::statusChanged, this, &TailPage::onStatus);
    connect(m_session, &TailSession::stateChanged, this, &TailPage::onState);
    updatePlaceholder();
}

TailPage::~TailPage() = default;

void TailPage::createView()
{
    m_bar = new MessageBar(this);
    m_view = new TailView(m_model, this);
    m_view->setAccessibleName(tr("Messages"));
    m_placeholder = new Placeholder(this);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_placeholder);
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(m_stack, 1);

    m_pill = new QPushButton(m_view);
    m_pill->setObjectName(u"newRowsPill"_s);
    m_pill->setFocusPolicy(Qt::NoFocus);
    m_pill->setCursor(Qt::PointingHandCursor);
    m_pill->hide();
    m_view->viewport()->installEventFilter(this);
    connect(m_pill, &QPushButton::clicked, this, [this] {
        if (m_model->isFrozen()) {
            setFrozen(false);
        } else {
            setFollowing(true);
        }
    });
    connect(m_view, &TailView::unseenChanged, this, &TailPage::updatePill);
    connect(m_view, &TailView::followingChanged, this, [this](bool following) {
        m_follow->setChecked(following);
        m_currentTimer->start();
        updatePill();
        Q_EMIT followingChanged(following);
    });
    connect(m_model, &TailModel::waitingChanged, this, &TailPage::updatePill);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TailPage::updateCurrent);
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const auto marker = m_model->markerAt(index.row());
        if (marker && marker->type == Marker::Type::Trimmed) {
            reload();
        }
    });
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TailPage::showContextMenu);
    m_view->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view->horizontalHeader(), &QWidget::customContextMenuRequested, this,
            &TailPage::showHeaderMenu);
    setDefaultColumns();
    setFocusProxy(m_view);
}

void TailPage::createActions()
{
    m_follow = makeAction(this, tr("&Follow"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest row in view"));
    connect(m_follow, &QAction::triggered, this, &TailPage::setFollowing);

    m_freeze = makeAction(this, tr("Free&ze"), QKeySequence(Qt::Key_Space));
    m_freeze->setCheckable(true);
    m_freeze->setToolTip(tr("Hold the view still; rows go on being recorded"));
    connect(m_freeze, &QAction::triggered, this, &TailPage::setFrozen);

    m_stop = makeAction(this, tr("&Stop"), QKeySequence(Qt::CTRL | Qt::Key_Period));
    m_stop->setEnabled(false);
    connect(m_stop, &QAction::triggered, this, [this] {
        if (isReading(m_session->status().state)) {
            stop();
        } else {
            resume();
        }
    });

    m_clear = makeAction(this, tr("&Clear View"), QKeySequence(Qt::CTRL | Qt::Key_L));
    m_clear->setToolTip(tr("Hide the rows shown now; nothing is deleted"));
    connect(m_clear, &QAction::triggered, this, &TailPage::clearView);

    m_copy = makeAction(this, tr("&Copy"), QKeySequence(QKeySequence::Copy));
    m_copy->setToolTip(tr("Copy the selected rows, exactly as received"));
    connect(m_copy, &QAction::triggered, this, &TailPage::copySelection);
}

void TailPage::setDefaultColumns()
{
    QHeaderView *header = m_view->horizontalHeader();
    const double unit = m_view->tailDelegate()->painter().columnWidth();
    const auto width = [unit](int characters) { return int(unit * characters) + 14; };
    m_view->setColumnWidth(TailModel::NumberColumn, width(9));
    m_view->setColumnWidth(TailModel::ReceivedColumn, width(13));
    m_view->setColumnWidth(TailModel::OperationColumn, width(3));
    m_view->setColumnWidth(TailModel::KeyColumn, width(20));
    m_view->setColumnWidth(TailModel::SizeColumn, width(8));
    m_view->setColumnWidth(TailModel::OffsetColumn, width(14));
    m_view->setColumnWidth(TailModel::EventTimeColumn, width(24));
    header->setSectionResizeMode(TailModel::PreviewColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(24);
    for (const int column : { TailModel::OperationColumn, TailModel::KeyColumn,
                              TailModel::OffsetColumn, TailModel::EventTimeColumn }) {
        m_view->setColumnHidden(column, true);
    }
}

QTableView *TailPage::view() const
{
    return m_view;
}

QString TailPage::title() const
{
    return m_session->connection().displayPath(m_session->url());
}

void TailPage::start(const TailStart &start)
{
    m_session->start(start);
    m_stop->setEnabled(true);
}

bool TailPage::isFollowing() const
{
    return m_view->isFollowing();
}

bool TailPage::isFrozen() const
{
    return m_model->isFrozen();
}

void TailPage::setFollowing(bool following)
{
    if (following) {
        setFrozen(false);
    }
    m_view->setFollowing(following);
    m_follow->setChecked(following);
}

void TailPage::setFrozen(bool frozen)
{
    m_view->keepPlace([&] { m_model->setFrozen(frozen); });
    m_freeze->setChecked(frozen);
    updatePill();
}

void TailPage::stop()
{
    m_session->stop();
}

void TailPage::resume()
{
    m_session->resume();
    m_stop->setEnabled(true);
}

void TailPage::clearView()
{
    setFrozen(false);
    const QString count = QLocale().toString(m_model->rowCount());
    m_model->clear();
    updatePlaceholder();
    m_bar->showMessage(u"cleared"_s, MessageBar::Kind::Information,
                       tr("%1 rows cleared from the view. Nothing was deleted.").arg(count),
                       { { tr("Undo"), [this] {
                              m_view->keepPlace([this] { m_model->undoClear(); });
                              m_bar->dismiss(u"cleared"_s);
                              updatePlaceholder();
                          } } });
}

void TailPage::showAs(Framing framing)
{
    m_session->setFraming(framing);
}

void TailPage::addColumn(const QString &pointer)
{
    QStringList pointers = m_model->userColumns();
    if (pointers.contains(pointer)) {
        return;
    }
    pointers.append(pointer);
    m_model->setUserColumns(pointers);
    const int column = TailModel::FirstUserColumn + int(pointers.size()) - 1;
    m_view->setColumnHidden(column, false);
    m_view->setColumnWidth(column, int(m_view->tailDelegate()->painter().columnWidth() * 16));
}

// Read again from where it began; the guard holds before rows leave the view.
void TailPage::reload()
{
    m_bar->showMessage(
        u"reload"_s, MessageBar::Kind::Information,
        tr("Reload reads the stream again from where this view began, and pauses before rows leave it."),
        { { tr("Reload"), [this] {
               TailStart again = m_session->startPoint();
               again.guardRows = 900'000;
               again.guardBytes = 400LL * 1024 * 1024;
               m_bar->dismiss(u"reload"_s);
               m_view->setFollowing(false);
               m_session->start(again);
           } } });
}

void TailPage::onPublished()
{
    // The store goes on recording; a table that nobody sees is brought up to date when it is shown.
    const StoreSnapshot snapshot = m_session->snapshot();
    if (!isVisible() && !m_model->holdsDropped(snapshot)) {
        return;
    }
    m_view->keepPlace([&] { m_model->setSnapshot(snapshot); });
    if (!m_columnsChosen) {
        detectStateStream();
    }
    if (m_view->isFollowing() && !m_currentTimer->isActive()) {
        m_currentTimer->start();
    }
    updatePlaceholder();
}

// State Protocol messages have columns of their own; chosen once, by the first rows.
void TailPage::detectStateStream()
{
    const int rows = std::min(m_model->rowCount(), 8);
    for (int row = 0; row < rows; ++row) {
        const Message message = m_model->messageAt(row);
        if (!message.isData()) {
            continue;
        }
        m_columnsChosen = true;
        const QByteArrayView head = message.bytes.first(std::min<qsizetype>(message.bytes.size(), 65536));
        if (message.isJson()
            && (!jsonValueAt(head, u"/headers/operation").isEmpty()
                || !jsonValueAt(head, u"/headers/control").isEmpty())) {
            m_view->setColumnHidden(TailModel::OperationColumn, false);
            m_view->setColumnHidden(TailModel::KeyColumn, false);
        }
        return;
    }
}

void TailPage::onStatus(const TailStatus &status)
{
    if (std::exchange(m_contentType, status.contentType) != status.contentType) {
        m_view->tailDelegate()->setContentType(status.contentType);
    }
    updateBar();
    updatePlaceholder();
}

void TailPage::onState(TailState state)
{
    m_stop->setText(isReading(state) ? tr("&Stop") : tr("Re&sume"));
    m_stop->setEnabled(state != TailState::Idle && state != TailState::Closed);
    if (state == TailState::Connecting) {
        m_connectingTimer->start();
    }
    const bool counting = state == TailState::Reconnecting || state == TailState::RateLimited;
    if (counting) {
        m_countdownTimer->start();
    } else {
        m_countdownTimer->stop();
    }
    QAccessibleAnnouncementEvent event(m_view, stateText(m_session->status()));
    QAccessible::updateAccessibility(&event);
    Q_EMIT titleChanged(title());
}

Message TailPage::currentMessage() const
{
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid() && !m_view->isFollowing()) {
        return m_model->messageAt(current.row());
    }
    for (int row = m_model->rowCount() - 1; m_view->isFollowing() && row >= 0; --row) {
        if (const Message message = m_model->messageAt(row); message.isData()) {
            return message;
        }
    }
    return {};
}

void TailPage::selectRow(quint64 id)
{
    m_view->showRow(id);
}

void TailPage::updateCurrent()
{
    const Message message = currentMessage();
    const bool unfinished = message.flags.testFlag(RowFlag::Unfinished);
    if (std::exchange(m_currentId, message.id) != message.id || unfinished) {
        Q_EMIT currentMessageChanged(message);
    }
}

void TailPage::updatePill()
{
    const quint64 waiting = m_model->waiting();
    const quint64 unseen = m_view->unseenRows();
    if (m_model->isFrozen()) {
        m_pill->setText(tr("❄ Frozen, %1 waiting").arg(QLocale().toString(waiting)));
        m_pill->setToolTip(tr("Show what arrived (Space)"));
    } else if (unseen > 0) {
        m_pill->setText(tr("↓ %1 new").arg(QLocale().toString(unseen)));
        m_pill->setToolTip(tr("Go to the newest row and follow (End)"));
    }
    m_pill->setAccessibleName(m_pill->text());
    m_pill->setVisible(m_model->isFrozen() || unseen > 0);
    m_pill->resize(m_pill->sizeHint());
    const QRect area = m_view->viewport()->geometry();
    m_pill->move(area.right() - m_pill->width() - 12, area.bottom() - m_pill->height() - 12);
}

bool TailPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport()) {
        updatePill();
    }
    return QWidget::eventFilter(watched, event);
}

void TailPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    onPublished();
    updateBar();
}

QByteArray TailPage::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << stateMagic << m_model->userColumns() << qint32(m_model->timeFormat()) << isFollowing()
        << m_view->horizontalHeader()->saveState();
    return state;
}

bool TailPage::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_8);
    quint32 magic = 0;
    QStringList pointers;
    qint32 format = 0;
    bool following = true;
    QByteArray header;
    in >> magic >> pointers >> format >> following >> header;
    if (in.status() != QDataStream::Ok || magic != stateMagic || format < 0
        || format > int(TailModel::TimeFormat::SincePrevious)) {
        return false;
    }
    m_model->setUserColumns(pointers);
    m_model->setTimeFormat(TailModel::TimeFormat(format));
    m_view->horizontalHeader()->restoreState(header);
    m_columnsChosen = true;
    setFollowing(following);
    return true;
}

} // namespace Tailwater

#include "moc_tailpage.cpp"
