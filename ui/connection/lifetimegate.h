// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QObject>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class Server;
class TailPage;

//! \brief Looks by HEAD, which renews no lifetime, whether a page that is held back may read.
//!
//! It reads as soon as it is known that reading renews nothing. A server that is not reached is asked
//! again and again, as a live tail would, and the page says so. A page whose stream has a sliding
//! lifetime, or whose HEAD was refused so that nobody knows, stays held and says why. Belongs to the
//! page, and goes as soon as the page reads or is stopped, whoever asked for that.
class LifetimeGate : public QObject
{
    Q_OBJECT

public:
    //! \brief Asks for \a path of \a server. \a hadTtl: it had a sliding lifetime the last time.
    LifetimeGate(TailPage *page, Server *server, const QByteArray &path, bool hadTtl = false);
    ~LifetimeGate() override;

    //! \brief What the page says until the answer is there.
    static QString lookingSentence();

private:
    void onAnswer(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void ask(Server *server, const QByteArray &path);
    void hold(const QString &why, bool refused = false);
    void begin();
    void tryLater(const DurableStreams::Error &error);

    TailPage *m_page;
    bool m_hadTtl;
    QTimer *m_retry;
    int m_failures = 0;
};

} // namespace Tailwater
