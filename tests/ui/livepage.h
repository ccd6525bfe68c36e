// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tail/messagebar.h"
#include "tail/tailpage.h"

#include <durablestreams/client.h>

#include <QObject>

#include <memory>
#include <sandbox/sandbox.h>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace DurableStreams {
class Call;
}

namespace Tailwater {

//! \brief A window of one tail, and the stream it shows, on a sandbox of its own.
class LivePage : public QObject
{
    Q_OBJECT

public:
    LivePage();
    ~LivePage() override;

    //! \brief Starts the sandbox; once.
    bool startServer();
    //! \brief Shows a new stream that holds \a body, of \a rows rows, and waits until it is live.
    bool open(const QByteArray &body, int rows, const QByteArray &contentType = "application/json");
    bool append(const QByteArray &body);
    void close() { m_page.reset(); }

    TailPage *page() const { return m_page.get(); }
    TailView *view() const { return m_page->view(); }
    MessageBar *bar() const { return m_page->findChild<MessageBar *>(); }
    //! \brief The button of the message bar that says \a text; null if there is none.
    QPushButton *barButton(const QString &text) const;
    //! \brief The bytes of the current message.
    QByteArray current() const { return m_page->currentMessage().toByteArray(); }
    //! \brief The elements {"n":from} and on, \a count of them.
    static QByteArray numbers(int from, int count);

private:
    bool finish(DurableStreams::Call *call);

    DurableStreams::Sandbox m_server;
    std::unique_ptr<DurableStreams::Client> m_client;
    Connection m_connection;
    DurableStreams::Stream m_stream;
    std::unique_ptr<TailPage> m_page;
    int m_streams = 0;
};

} // namespace Tailwater
