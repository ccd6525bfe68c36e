// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailstatus.h"

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QObject>

namespace Tailwater {

class Server;
class TailSession;

//! \brief Carries what the tail of a stream learns to the rest of what is known of the stream, and what
//! a HEAD learns to the tail: so that the list, the metadata and the tab say the same.
//!
//! It asks by HEAD, and only after something has changed. Belongs to the session; the server must
//! outlive that.
class TailNews : public QObject
{
    Q_OBJECT

public:
    TailNews(TailSession *session, Server *server, const QByteArray &path);
    ~TailNews() override;

private:
    void onState(TailState state);
    void onAnswer(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void tellReached();

    TailSession *m_session;
    Server *m_server;
    QByteArray m_path;
    //! What it reads now may not be what was known before.
    bool m_wasAway = false;
    bool m_mayBeAnother = false;
    //! HEAD and tail do not agree, and both were asked already.
    bool m_disagrees = false;
};

//! \brief \a server is reached again: what was asked for in vain meanwhile is asked for anew.
void askUnreached(Server *server);

} // namespace Tailwater
