// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailsession.h"

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QObject>

namespace Tailwater {

class Server;
class TailPage;

//! \brief Looks by HEAD, which renews no lifetime, whether a page that is held back may read.
//!
//! It reads as soon as it is known that reading renews nothing. A page whose stream has a sliding
//! lifetime, or whose HEAD failed so that nobody knows, stays held and says why. Belongs to the page,
//! and goes as soon as the page reads, whoever asked for that.
class LifetimeGate : public QObject
{
    Q_OBJECT

public:
    //! \brief Asks for \a path of \a server. \a hadTtl: it had a sliding lifetime the last time.
    LifetimeGate(TailPage *page, Server *server, const QByteArray &path, const TailStart &start,
                 bool hadTtl = false);
    ~LifetimeGate() override;

    //! \brief What the page says until the answer is there.
    static QString lookingSentence();

private:
    void onAnswer(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void ask(Server *server, const QByteArray &path);
    void hold(const QString &why, bool refused = false);

    TailPage *m_page;
    TailStart m_start;
    bool m_hadTtl;
};

} // namespace Tailwater
