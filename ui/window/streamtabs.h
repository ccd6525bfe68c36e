// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailsession.h"

#include <QHash>
#include <QList>
#include <QPointer>
#include <QTabWidget>

#include <functional>

namespace Tailwater {

class Server;
class TailPage;

//! \brief The open streams. Closing a tab ends its reading, and writes nothing anywhere.
class StreamTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit StreamTabs(QWidget *parent = nullptr);
    ~StreamTabs() override;

    //! \brief The tab of \a path, opened from \a start if it was not open, and made current.
    TailPage *open(Server *server, const QByteArray &path, const TailStart &start = {});
    //! \brief A further tab of the same stream.
    TailPage *openAnother(Server *server, const QByteArray &path, const TailStart &start = {});
    //! \brief A tab that does not read yet; it says \a why, and offers to.
    TailPage *openHeld(Server *server, const QByteArray &path, const TailStart &start,
                       const QString &why);
    //! \brief A tab of \a page, which belongs to no server: of the capture \a file.
    void add(TailPage *page, const QString &file);
    TailPage *page(Server *server, const QByteArray &path) const;
    TailPage *currentPage() const;
    QList<TailPage *> pages() const;
    Server *serverOf(const TailPage *page) const;
    QByteArray pathOf(const TailPage *page) const;

    //! \brief Asked before the user closes a tab: false keeps it, for now.
    void setCloseGuard(const std::function<bool(TailPage *)> &guard) { m_closeGuard = guard; }
    //! \brief Closes \a page, if the guard has nothing against it.
    void requestClose(TailPage *page);
    void closePage(TailPage *page);
    bool canReopen() const { return !m_closed.isEmpty(); }
    void reopenLast();

Q_SIGNALS:
    void currentPageChanged(Tailwater::TailPage *page);
    //! \brief The tab that is current already was clicked.
    void currentPagePointed();
    void pageAdded(Tailwater::TailPage *page);
    void pageClosed();
    //! \brief reopenLast(): the tab is to be there again.
    void reopenRequested(Tailwater::Server *server, const QByteArray &path,
                         const Tailwater::TailStart &start);
    void reopenFileRequested(const QString &file);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Place
    {
        QPointer<Server> server = {};
        QByteArray path = {};
        TailStart start = {};
        QString file = {};
        //! Rows that there were when the tab was looked at last, and whether there are more now.
        quint64 seenRows = 0;
        bool unread = false;
    };

    TailPage *makePage(Server *server, const QByteArray &path, const TailStart &start);
    bool isElsewhereToo(const Place &place) const;
    void refreshAll();
    void refreshTab(TailPage *page);
    void noteRows(TailPage *page, const TailStatus &status);

    QHash<const TailPage *, Place> m_places;
    QList<Place> m_closed;
    std::function<bool(TailPage *)> m_closeGuard;
};

} // namespace Tailwater
