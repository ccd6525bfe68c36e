// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/tailpage.h"

#include "detail/findbar.h"
#include "filter/filterbar.h"
#include "highlight/highlighting.h"
#include "models/datarows.h"
#include "models/statustext.h"
#include "models/tailmodel.h"
#include "tail/messagebar.h"
#include "tail/pageaction.h"
#include "tail/pill.h"
#include "tail/placeholder.h"
#include "tail/taildelegate.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

//! Rows that are looked through for one message.
constexpr int LongestReveal = 100'000;
constexpr int PillMargin = 4;

} // namespace

TailPage::TailPage(const Connection &connection, const QUrl &url, QWidget *parent)
    : TailPage(new TailSession(connection, url), parent)
{
}

TailPage::TailPage(TailSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new TailModel(this))
    , m_currentTimer(new QTimer(this))
    , m_connectingTimer(new QTimer(this))
    , m_countdownTimer(new QTimer(this))
    , m_ageTimer(new QTimer(this))
{
    m_session->setParent(this);
    createView();
    connectView();
    createActions();
    createViewActions();
    createFilter();
    createRows();
    createRules();
    // The newest row goes to the detail pane at a pace that can be read.
    m_currentTimer->setSingleShot(true);
    m_currentTimer->setInterval(250ms);
    connect(m_currentTimer, &QTimer::timeout, this, &TailPage::updateCurrent);
    m_connectingTimer->setSingleShot(true);
    m_connectingTimer->setInterval(300ms);
    connect(m_connectingTimer, &QTimer::timeout, this, &TailPage::updatePlaceholder);
    m_countdownTimer->setInterval(500ms);
    connect(m_countdownTimer, &QTimer::timeout, this, &TailPage::updateBar);
    m_ageTimer->setInterval(1s);
    connect(m_ageTimer, &QTimer::timeout, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_session, &TailSession::published, this, &TailPage::onPublished);
    connect(m_session, &TailSession::statusChanged, this, &TailPage::onStatus);
    connect(m_session, &TailSession::stateChanged, this, &TailPage::onState);
    updatePlaceholder();
    if (m_session->status().state == TailState::File) {
        m_view->setFollowing(false);
        for (QAction *action : { m_follow, m_freeze, m_stop }) {
            action->setEnabled(false);
        }
        onStatus(m_session->status());
    }
}

TailPage::~TailPage() = default;

void TailPage::createView()
{
    m_filterBar = new FilterBar(m_model, this);
    m_bar = new MessageBar(this);
    m_bar->setGoBack([this] { focusRows(); });
    m_view = new TailView(m_model, this);
    m_view->setAccessibleName(tr("Messages"));
    m_placeholder = new Placeholder(this);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_placeholder);
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_bar);
    layout->addLayout(makeRowsLayout(), 1);
    layout->addWidget(m_findBar);

    m_pill = new Pill(m_view);
    m_pill->setObjectName(u"newRowsPill"_s);
    m_pill->hide();
    setDefaultColumns();
    setFocusProxy(m_view);
}

void TailPage::connectView()
{
    m_view->viewport()->installEventFilter(this);
    connect(m_pill, &QAbstractButton::clicked, this, [this] {
        if (m_model->isFrozen()) {
            setFrozen(false);
        } else {
            setFollowing(true);
        }
    });
    connect(m_view, &TailView::zoomRequested, this, &TailPage::zoom);
    connect(m_view, &TailView::unseenChanged, this, &TailPage::updatePill);
    connect(m_view, &TailView::followingChanged, this, [this](bool following) {
        m_follow->setChecked(following);
        m_currentTimer->start();
        updatePill();
        Q_EMIT followingChanged(following);
        Q_EMIT viewStateChanged();
    });
    connect(m_model, &TailModel::waitingChanged, this, &TailPage::updatePill);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TailPage::updateCurrent);
    const auto offerReload = [this](const QModelIndex &index) {
        const auto marker = m_model->markerAt(index.row());
        if (marker && marker->type == Marker::Type::Trimmed) {
            reload();
        }
    };
    // Not activated(): where one click activates, selecting a row must not take the focus away.
    const auto read = [this, offerReload](const QModelIndex &index) {
        if (m_model->messageAt(index.row()).isData()) {
            Q_EMIT readRequested();
        } else {
            offerReload(index);
        }
    };
    connect(m_view, &TailView::enterPressed, this, read);
    connect(m_view, &QAbstractItemView::doubleClicked, this, read);
    connect(m_view, &QAbstractItemView::clicked, this, offerReload);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TailPage::showContextMenu);
    QHeaderView *header = m_view->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &TailPage::showHeaderMenu);
    connect(header, &QHeaderView::sectionMoved, this, &TailPage::viewStateChanged);
    connect(header, &QHeaderView::sectionCountChanged, this, &TailPage::fitPreview);
    connect(header, &QHeaderView::sectionResized, this,
            [this](int column) {
                if (column != TailModel::PreviewColumn) {
                    fitPreview();
                    Q_EMIT viewStateChanged();
                }
            });
}

void TailPage::createActions()
{
    m_follow = makePageAction(this, tr("&Follow"), "follow"_L1,
                              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                              tr("Keep the newest row in view"));
    // As the filter: from every pane, for the tab that is shown.
    m_follow->setShortcutContext(Qt::WindowShortcut);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    connect(m_follow, &QAction::triggered, this, &TailPage::setFollowing);

    m_freeze = makePageAction(this, tr("Free&ze"), "freeze"_L1, QKeySequence(Qt::Key_Space),
                              tr("Hold the view still; rows go on being recorded"));
    m_freeze->setCheckable(true);
    connect(m_freeze, &QAction::triggered, this, &TailPage::setFrozen);

    m_stop = makePageAction(this, tr("&Stop"), "stop"_L1, QKeySequence(Qt::CTRL | Qt::Key_Period),
                            tr("End the connection, or go on reading without a gap"));
    m_stop->setEnabled(false);
    connect(m_stop, &QAction::triggered, this, [this] {
        if (isReading(m_session->status().state)) {
            stop();
        } else {
            resume();
        }
    });

    m_clear = makePageAction(this, tr("C&lear View"), "clear"_L1, QKeySequence(Qt::CTRL | Qt::Key_L),
                             tr("Hide the rows shown now; nothing is deleted"));
    connect(m_clear, &QAction::triggered, this, &TailPage::clearView);

    m_copy = makePageAction(this, tr("&Copy"), "copy"_L1, QKeySequence(QKeySequence::Copy),
                            tr("Copy the selected rows, exactly as received"));
    connect(m_copy, &QAction::triggered, this, &TailPage::copySelection);
}

void TailPage::createViewActions()
{
    m_goToRow = makePageAction(this, tr("&Go to Row…"), {}, QKeySequence(Qt::CTRL | Qt::Key_G),
                               tr("Show the row with a number"));
    connect(m_goToRow, &QAction::triggered, this, &TailPage::askForRow);
    const auto zoomBy = [this](const QString &text, const QList<QKeySequence> &keys, int steps) {
        QAction *action = makePageAction(this, text, {}, keys.first(), text);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, [this, steps] { zoom(steps); });
    };
    m_filter = makePageAction(this, tr("F&ilter"), "filter"_L1, QKeySequence(Qt::CTRL | Qt::Key_K),
                              tr("Show only rows that pass a filter"));
    // From the composer and the other panes too: only the tab that is shown hears it.
    m_filter->setShortcutContext(Qt::WindowShortcut);
    connect(m_filter, &QAction::triggered, m_filterBar, &FilterBar::edit);
    zoomBy(tr("Larger Text"), { Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal }, 1);
    zoomBy(tr("Smaller Text"), { Qt::CTRL | Qt::Key_Minus }, -1);
    zoomBy(tr("Text in Its Usual Size"), { Qt::CTRL | Qt::Key_0 }, 0);
}

QString TailPage::title() const
{
    return m_session->title();
}

void TailPage::start(const TailStart &start)
{
    m_bar->dismiss(u"cleared"_s);
    takeFilter(start);
    m_session->start(start);
    m_stop->setEnabled(true);
    noteLeftOff();
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
    if (!frozen) {
        releaseRule();
        updateCurrent();
    }
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
    // Messages, not what is said between them.
    const StoreSnapshot &rows = m_model->snapshot();
    const quint64 first = std::max(m_model->idAt(0), m_model->idAt(1) == 0 ? 0 : m_model->idAt(1) - 1);
    const quint64 shown = first == 0 ? 0 : dataRows(rows, std::max(first, rows.firstId()), rows.endId() - 1);
    const QString count
        = QLocale().toString(m_model->hidesRows() ? quint64(m_model->rowCount()) : shown);
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
    if (m_session->startPoint().framing != framing) {
        m_session->setFraming(framing);
    }
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
    feedRules();
    // The store goes on recording; a table that nobody sees is brought up to date when it is shown.
    // What a frozen one keeps is counted all the time.
    const StoreSnapshot snapshot = m_session->snapshot();
    if (!isVisible() && !isFrozen() && !m_model->holdsDropped(snapshot)) {
        return;
    }
    m_view->keepPlace([&] { m_model->setSnapshot(snapshot); });
    feedRows();
    if (!m_columnsChosen) {
        detectStateStream();
    }
    fitNumbers();
    if (m_view->isFollowing() && !m_currentTimer->isActive()) {
        m_currentTimer->start();
    } else if (!m_view->isFollowing() && m_told.unfinished) {
        updateCurrent();
    }
    updatePlaceholder();
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
    m_stop->setIcon(icon(isReading(state) ? "stop"_L1 : "play"_L1));
    m_stop->setEnabled(state != TailState::Idle && state != TailState::Closed);
    m_follow->setEnabled(state != TailState::Idle && state != TailState::File);
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
    // Nobody chose another one since: whoever scrolls goes on reading what is open.
    return m_model->messageAt(m_model->rowOf(m_told.id));
}

void TailPage::selectRow(quint64 id)
{
    m_view->showRow(id);
}

void TailPage::reveal(const DurableStreams::Offset &offset, const QByteArray &body)
{
    quint64 nearest = 0;
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        const Message message = m_model->messageAt(row);
        const bool isBefore = offset.isNull() || message.startOffset.isSentinel()
            || message.startOffset < offset;
        if (!message.isData() || !isBefore) {
            continue;
        }
        nearest = nearest || offset.isNull() ? nearest : message.id;
        // Rows before the answer hold the message, byte for byte unless the server writes it anew.
        if (message.bytes == body) {
            nearest = message.id;
            break;
        }
        if (m_model->rowCount() - row > LongestReveal) {
            break;
        }
    }
    if (nearest) {
        setFollowing(false);
        m_view->showRow(nearest);
        m_view->setFocus(Qt::OtherFocusReason);
    } else {
        setFollowing(true);
    }
}

bool TailPage::hasRow(QByteArrayView body, qint64 since) const
{
    const StoreSnapshot rows = m_session->snapshot();
    const quint64 oldest = rows.endId() - qMin(rows.endId() - rows.firstId(), quint64(LongestReveal));
    for (quint64 id = rows.endId(); id > oldest; --id) {
        const Message message = rows.message(id - 1);
        if (message.receivedMs > 0 && message.receivedMs < since) {
            break;
        }
        if (message.isData() && message.bytes == body) {
            return true;
        }
    }
    return false;
}

void TailPage::updateCurrent()
{
    const Message message = currentMessage();
    const Told told { message.id, message.bytes.size(), message.fullSize,
                      message.flags.testFlag(RowFlag::Unfinished) };
    if (std::exchange(m_told, told) != told) {
        Q_EMIT currentMessageChanged(message);
    }
}

void TailPage::updatePill()
{
    const quint64 waiting = m_model->waiting();
    // Nothing of a file is new.
    const quint64 unseen = m_session->status().state == TailState::File ? 0 : m_view->unseenRows();
    const QColor onAccent = Theme::colours(palette()).onAccent;
    if (m_model->isFrozen()) {
        m_pill->setText(tr("Frozen, %1 waiting").arg(QLocale().toString(waiting)));
        m_pill->setIcon(icon("freeze"_L1, onAccent));
        const qint64 kept = m_model->pinnedBytes();
        m_pill->setToolTip(
            kept > 0 ? tr("Show what arrived (Space). Rows that left the record meanwhile are kept for this view: %1.")
                           .arg(QLocale().formattedDataSize(kept, 0, QLocale::DataSizeIecFormat))
                     : tr("Show what arrived (Space)"));
    } else if (unseen > 0) {
        m_pill->setText(tr("%1 new").arg(QLocale().toString(unseen)));
        m_pill->setIcon(icon("follow"_L1, onAccent));
        m_pill->setToolTip(tr("Go to the newest row and follow (End)"));
    }
    m_pill->setAccessibleName(m_pill->text());
    m_pill->setVisible(m_model->isFrozen() || unseen > 0);
    m_pill->resize(m_pill->sizeHint());
    // The rows end above it: it covers none.
    m_view->setFooterHeight(m_pill->isHidden() ? 0 : m_pill->height() + 2 * PillMargin);
    const QRect area = m_view->viewport()->geometry();
    m_pill->move(area.center().x() - m_pill->width() / 2, area.bottom() + 1 + PillMargin);
}

// Space presses the button that has the focus; elsewhere it freezes.
bool TailPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space
        && qobject_cast<QAbstractButton *>(QApplication::focusWidget())) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool TailPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport()) {
        fitPreview();
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

} // namespace Tailwater

#include "moc_tailpage.cpp"
