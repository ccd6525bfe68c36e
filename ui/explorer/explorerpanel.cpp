// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "explorerpanel.h"

#include "connection/server.h"
#include "models/missingsecrets.h"
#include "streamdelegate.h"
#include "streamentry.h"
#include "streamtreemodel.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/registryfollower.h>

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

using DurableStreams::RegistryFollower;

namespace {
//! More folders than this are not opened by themselves.
constexpr qsizetype AutoExpandLimit = 2'000;
}

ExplorerPanel::ExplorerPanel(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_view(new QTreeView(this))
    , m_note(new QLabel(this))
    , m_menu(new QMenu(this))
    , m_options(new QMenu(this))
    , m_headTimer(new QTimer(this))
{
    layOut();
    m_headTimer->setSingleShot(true);
    m_headTimer->setInterval(150ms);
    connect(m_headTimer, &QTimer::timeout, this, &ExplorerPanel::askForVisible);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, m_headTimer,
            qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_model) {
            m_model->setFilter(text);
            // While filtering the first hit is current, so that Enter opens it.
            if (!text.isEmpty() && currentPath().isEmpty()) {
                m_view->setCurrentIndex(m_model->firstStream());
            }
        }
    });
    connect(m_filter, &QLineEdit::returnPressed, this, &ExplorerPanel::openCurrent);
    connect(m_view, &QTreeView::activated, this, &ExplorerPanel::openCurrent);
    connect(m_view, &QTreeView::pressed, this, &ExplorerPanel::pointed);
    connect(m_view, &QTreeView::customContextMenuRequested, this, &ExplorerPanel::showMenu);
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_restoring) {
            m_collapsed.insert(index.data(StreamTreeModel::PathRole).toByteArray());
        }
    });
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_restoring) {
            m_collapsed.remove(index.data(StreamTreeModel::PathRole).toByteArray());
        }
        m_headTimer->start();
    });
    connect(m_note, &QLabel::linkActivated, this, &ExplorerPanel::followLink);
    refreshNote();
}

ExplorerPanel::~ExplorerPanel() = default;

void ExplorerPanel::layOut()
{
    m_filter->setObjectName("explorerFilter"_L1);
    m_filter->setPlaceholderText(tr("Filter streams"));
    m_filter->setAccessibleName(tr("Filter streams"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon("search"_L1), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);

    m_view->setObjectName("explorerView"_L1);
    m_view->setAccessibleName(tr("Streams"));
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setItemDelegate(new StreamDelegate(m_view));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setExpandsOnDoubleClick(false);

    m_note->setObjectName("explorerNote"_L1);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::RichText);
    m_note->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_note->setContentsMargins(10, 8, 10, 10);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->installEventFilter(this);

    auto *more = new QToolButton(this);
    more->setObjectName("explorerOptions"_L1);
    more->setIcon(icon("settings"_L1));
    more->setToolTip(tr("How the streams are listed, and how more are found"));
    more->setAccessibleName(tr("Options of the list of streams"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setAutoRaise(true);
    more->setMenu(m_options);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(8, 8, 8, 8);
    filterRow->addWidget(m_filter, 1);
    filterRow->addWidget(more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(filterRow);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    setFocusProxy(m_view);
}

void ExplorerPanel::setServer(Server *server)
{
    if (m_server == server && (m_model != nullptr) == (server != nullptr)) {
        return;
    }
    if (m_server) {
        m_server->registry()->disconnect(this);
        m_server->disconnect(this);
    }
    if (m_server && server) {
        m_filter->clear(); // it was for the streams of the other one
    }
    m_view->setModel(nullptr);
    delete std::exchange(m_model, nullptr);
    m_server = server;
    m_current.clear();
    m_sought.clear();
    m_collapsed.clear();
    if (server) {
        m_model = new StreamTreeModel(server->catalog(), server->shelf(), this);
        m_model->setFilter(m_filter->text());
        m_model->setFlat(m_flat);
        m_model->setShowsReserved(m_showsReserved);
        m_view->setModel(m_model);
        connect(m_model, &StreamTreeModel::modelAboutToBeReset, this, &ExplorerPanel::rememberView);
        connect(m_model, &StreamTreeModel::modelReset, this, &ExplorerPanel::restoreView);
        connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
            if (!m_restoring && std::exchange(m_current, currentPath()) != m_current) {
                m_sought.clear();
                Q_EMIT currentChanged(m_current);
            }
        });
        connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
                &ExplorerPanel::selectionChanged);
        connect(server->registry(), &RegistryFollower::stateChanged, this,
                &ExplorerPanel::refreshNote);
        connect(server, &Server::connectionChanged, this, &ExplorerPanel::refreshNote);
        restoreView();
    }
    m_filter->setEnabled(server != nullptr);
    refreshNote();
    Q_EMIT currentChanged(QByteArray());
}

QByteArray ExplorerPanel::currentPath() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.data(StreamTreeModel::IsStreamRole).toBool()
        ? index.data(StreamTreeModel::PathRole).toByteArray()
        : QByteArray();
}

QList<QByteArray> ExplorerPanel::selectedPaths() const
{
    QModelIndexList rows = m_view->selectionModel() ? m_view->selectionModel()->selectedRows()
                                                    : QModelIndexList();
    std::ranges::sort(rows, {}, [this](const QModelIndex &row) { return m_view->visualRect(row).top(); });
    QList<QByteArray> paths;
    for (const QModelIndex &row : std::as_const(rows)) {
        const QByteArray path = row.data(StreamTreeModel::PathRole).toByteArray();
        if (row.data(StreamTreeModel::IsStreamRole).toBool() && !paths.contains(path)) {
            paths.append(path);
        }
    }
    return paths;
}

void ExplorerPanel::select(const QByteArray &path)
{
    // The same stream may be current in another place, such as among the favourites.
    m_sought.clear();
    if (!m_model || currentPath() == path) {
        return;
    }
    if (const QModelIndex index = m_model->indexOf(path); index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
        return;
    }
    // Rather none than another one, which the next command would be taken to be about.
    m_view->clearSelection();
    m_view->setCurrentIndex({});
    m_sought = path;
}

void ExplorerPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ExplorerPanel::setFlat(bool flat)
{
    m_flat = flat;
    m_view->setRootIsDecorated(!flat);
    if (m_model) {
        m_model->setFlat(flat);
    }
}

void ExplorerPanel::setShowsReserved(bool shows)
{
    m_showsReserved = shows;
    if (m_model) {
        m_model->setShowsReserved(shows);
    }
}

bool ExplorerPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note) {
        // A label marks the link that has the focus only from the second key on.
        if (event->type() == QEvent::Paint && m_note->hasFocus()) {
            QPainter painter(m_note);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(Theme::colours(palette()).accent, 2));
            painter.drawRoundedRect(QRectF(m_note->rect()).adjusted(2, 2, -2, -2), 5, 5);
        } else if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
            m_note->update();
        }
        return QWidget::eventFilter(watched, event);
    }
    if (watched == m_filter && event->type() == QEvent::KeyPress && m_model) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down) {
            m_view->setFocus(Qt::TabFocusReason);
            if (!m_view->currentIndex().isValid()) {
                m_view->setCurrentIndex(m_model->firstStream());
            }
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ExplorerPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // The colour of a link is fixed when its text is set.
    if (event->type() == QEvent::PaletteChange && m_note) {
        m_note->clear();
        refreshNote();
    }
}

void ExplorerPanel::rememberView()
{
    m_restoring = true;
}

void ExplorerPanel::restoreView()
{
    m_restoring = true;
    const bool filtering = !m_model->filter().isEmpty();
    if (m_model->shownCount() <= AutoExpandLimit) {
        m_view->expandAll();
        for (const QByteArray &path : std::as_const(m_collapsed)) {
            if (const QModelIndex index = m_model->indexOf(path); index.isValid() && !filtering) {
                m_view->collapse(index);
            }
        }
    }
    const QByteArray wanted = m_sought.isEmpty() ? m_current : m_sought;
    if (const QModelIndex index = m_model->indexOf(wanted); !wanted.isEmpty() && index.isValid()) {
        m_sought.clear();
        m_view->setCurrentIndex(index);
    } else if (filtering) {
        m_view->setCurrentIndex(m_model->firstStream());
    }
    m_restoring = false;
    if (std::exchange(m_current, currentPath()) != m_current) {
        Q_EMIT currentChanged(m_current);
    }
    m_headTimer->start();
    refreshNote();
}

void ExplorerPanel::askForVisible()
{
    if (!m_model || !m_server || !isVisible() || !m_asksForVisible
        || !MissingSecrets::of(m_server->connection()).isEmpty()) {
        return;
    }
    m_server->heads()->dropWaiting();
    const int height = m_view->viewport()->height();
    for (QModelIndex index = m_view->indexAt(QPoint(2, 0)); index.isValid();
         index = m_view->indexBelow(index)) {
        if (m_view->visualRect(index).top() > height) {
            break;
        }
        const bool unknown = index.data(StreamTreeModel::EntryStateRole).toInt()
            == int(StreamEntry::State::Unknown);
        if (unknown && index.data(StreamTreeModel::IsStreamRole).toBool()) {
            m_server->heads()->ask(index.data(StreamTreeModel::PathRole).toByteArray());
        }
    }
}

void ExplorerPanel::openCurrent()
{
    if (const QByteArray path = currentPath(); !path.isEmpty()) {
        Q_EMIT openRequested(path);
    } else if (const QModelIndex index = m_view->currentIndex(); index.isValid()) {
        m_view->setExpanded(index, !m_view->isExpanded(index));
    }
}

void ExplorerPanel::showMenu(const QPoint &position)
{
    if (const QModelIndex index = m_view->indexAt(position); index.isValid()) {
        // A menu on one of several selected rows is about them all.
        if (!m_view->selectionModel()->isSelected(index)) {
            m_view->setCurrentIndex(index);
        }
        if (!currentPath().isEmpty()) {
            m_menu->popup(m_view->viewport()->mapToGlobal(position));
        }
    }
}

} // namespace Tailwater

#include "moc_explorerpanel.cpp"
