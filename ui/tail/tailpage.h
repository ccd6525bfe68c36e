// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "models/message.h"
#include "models/tailsession.h"

#include <QUrl>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QPushButton;
class QStackedLayout;
class QTableView;
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class MessageBar;
class Placeholder;
class TailModel;
class TailView;

//! \brief The tab of one stream: its rows, following or not, and what is to be said about it.
//!
//! The page reads only once start() or session()->start() is called. It never writes to the stream.
class TailPage : public QWidget
{
    Q_OBJECT

public:
    explicit TailPage(const Connection &connection, const QUrl &url, QWidget *parent = nullptr);
    ~TailPage() override;

    TailSession *session() const { return m_session; }
    TailModel *model() const { return m_model; }
    QTableView *view() const;
    //! \brief The name of the stream for a tab, and the state as a word, for its tooltip.
    QString title() const;

    //! \brief Begins to read.
    void start(const TailStart &start = {});

    //! \brief The row that is current, or the last one while following; null if there is none.
    Message currentMessage() const;
    void selectRow(quint64 id);

    bool isFollowing() const;
    bool isFrozen() const;

    //! \name For menus and tool bars; enabled and checked as the page's state is.
    //! \{
    QAction *followAction() const { return m_follow; }
    QAction *freezeAction() const { return m_freeze; }
    //! \brief Stop or Resume.
    QAction *stopAction() const { return m_stop; }
    QAction *clearAction() const { return m_clear; }
    //! \brief Copies the selected rows, exactly as received.
    QAction *copyAction() const { return m_copy; }
    //! \}

    //! \brief Columns shown, their widths and order, user columns, time format, follow.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

public Q_SLOTS:
    void setFollowing(bool following);
    void setFrozen(bool frozen);
    void stop();
    void resume();
    void clearView();
    void addColumn(const QString &pointer);
    //! \brief What becomes a row; reads the same range again.
    void showAs(Framing framing);

Q_SIGNALS:
    void currentMessageChanged(const Tailwater::Message &message);
    void titleChanged(const QString &title);
    //! \brief A button of the message bar asks for what other parts of the window do.
    void editConnectionRequested();
    void composeRequested();
    void forkRequested(const Tailwater::Message &message);
    //! \brief A row is to be sent again, to a stream the user chooses.
    void resendRequested(const Tailwater::Message &message);
    void followingChanged(bool following);
    //! \brief Before the context menu of \a message opens: add actions to \a menu.
    void contextMenuAboutToShow(QMenu *menu, const Tailwater::Message &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void createActions();
    void createView();
    void onPublished();
    void onStatus(const TailStatus &status);
    void onState(TailState state);
    void updateCurrent();
    void updatePill();
    void updatePlaceholder();
    void updateBar();
    void showStateMessage(const TailStatus &status);
    void setDefaultColumns();
    void detectStateStream();
    void reload();
    void showContextMenu(const QPoint &position);
    void showHeaderMenu(const QPoint &position);
    void addCopyActions(QMenu *menu, const Message &message);
    void copySelection();

    TailSession *m_session;
    TailModel *m_model;
    TailView *m_view = nullptr;
    MessageBar *m_bar = nullptr;
    Placeholder *m_placeholder = nullptr;
    QPushButton *m_pill = nullptr;
    QStackedLayout *m_stack = nullptr;
    QTimer *m_currentTimer = nullptr;
    QTimer *m_connectingTimer = nullptr;
    QTimer *m_countdownTimer = nullptr;
    QAction *m_follow = nullptr;
    QAction *m_freeze = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_copy = nullptr;
    QByteArray m_contentType;
    quint64 m_currentId = 0;
    bool m_columnsChosen = false;
};

} // namespace Tailwater
