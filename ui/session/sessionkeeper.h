// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailsession.h"
#include "models/versionedfile.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QSet>

#include <optional>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class ConnectionStore;
class MainWindow;
class Server;
class TailPage;

//! \brief Keeps what is open, as it changes, so that it is there again after quitting and after a crash
//! alike. No secret is part of it.
//!
//! How a stream is looked at and how far it was read is kept by the StreamMemory. Only streams of
//! connections that are kept come back. One whose lifetime reading would renew comes back without
//! being read.
class SessionKeeper : public QObject
{
    Q_OBJECT

public:
    static constexpr int FormatVersion = 1;

    //! \brief Reads the file at \a path; the others must outlive the keeper.
    SessionKeeper(const QString &path, MainWindow *window, ConnectionStore *connections,
                  QObject *parent = nullptr);
    ~SessionKeeper() override;

    const QString &setAside() const { return m_file.setAside(); }
    //! \brief Opens the tabs of the last session; returns how many there are.
    int restore();
    //! \brief From now on what changes is saved, at most once a second.
    void startSaving();
    void saveNow();

private:
    struct Tab
    {
        QString connection;
        QByteArray path;
        TailStart start; //!< where the reading began
        bool stopped = false;
        bool hasTtl = false;
        //! The file that the stream is captured to.
        QString capture = {};
        //! Not a stream: a capture that was opened, and the row that was current.
        QString file = {};
        quint64 row = 0;
    };

    static Tab tabFromJson(const QJsonObject &object);
    static QJsonObject toJson(const Tab &tab);
    void reopen(Server *server, const Tab &tab, qsizetype place);
    void reopenFile(const Tab &tab, qsizetype place);
    void putInPlace(TailPage *page, qsizetype place);
    std::optional<Tab> tabOf(TailPage *page) const;
    bool mayComeBack(const Tab &tab) const;
    void bindComposer();
    void watch(TailPage *page);
    void saveLater();
    QJsonObject content() const;

    VersionedFile m_file;
    MainWindow *m_window;
    ConnectionStore *m_connections;
    QTimer *m_timer;
    QList<Tab> m_lastTabs;
    int m_lastCurrent = 0;
    //! Only its connection and path count.
    Tab m_lastComposer;
    //! Came back stopped, and nobody has read on since.
    QSet<const TailPage *> m_stillStopped;
    //! Where tabs stood in the last session, as far as they are back; and the others.
    QHash<const TailPage *, qsizetype> m_places;
    QSet<qsizetype> m_awaited;
    QJsonObject m_written;
    bool m_saving = false;
};

} // namespace Tailwater
