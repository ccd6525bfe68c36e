// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <peers.h>

#include <durablestreams/httpaccessmanager.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QEventLoop>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

#include <cstdio>
#include <cstdlib>
#include <memory>

// Our engine, driven as the library drives it: signals, a bounded buffer, one reused piece of memory.
namespace Benchmark {

constexpr qint64 BufferSize = 256 * 1024;

inline void require(const QNetworkReply *reply)
{
    if (reply->error() != QNetworkReply::NoError) {
        std::fprintf(stderr, "benchmark: %s: %s\n", qUtf8Printable(reply->url().toString()),
                     qUtf8Printable(reply->errorString()));
        std::exit(2);
    }
}

//! \brief Does requests one after the other: \a next returns a reply, or null at the end; \a consume
//! sees each piece of the bodies.
template <typename Next, typename Consume> class Chain : public QObject
{
public:
    Chain(Next next, Consume consume)
        : m_next(std::move(next))
        , m_consume(std::move(consume))
        , m_buffer(std::make_unique_for_overwrite<char[]>(size_t(BufferSize)))
    {
    }

    void run()
    {
        start();
        m_loop.exec();
    }

private:
    void start()
    {
        QNetworkReply *reply = m_next();
        if (!reply) {
            m_loop.quit();
            return;
        }
        reply->setReadBufferSize(BufferSize);
        connect(reply, &QNetworkReply::readyRead, this, [this, reply] { read(reply); });
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            read(reply);
            require(reply);
            // Not deleteLater(), which wakes the event loop for every request.
            m_finished.reset(reply);
            start();
        });
    }
    void read(QNetworkReply *reply)
    {
        qint64 got = 0;
        while ((got = reply->read(m_buffer.get(), BufferSize)) > 0) {
            m_consume(QByteArrayView(m_buffer.get(), got));
        }
    }

    Next m_next;
    Consume m_consume;
    std::unique_ptr<char[]> m_buffer;
    std::unique_ptr<QNetworkReply> m_finished;
    QEventLoop m_loop;
};

//! \brief A request as the reader makes it.
inline QNetworkRequest liveRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(DurableStreams::HttpAccessManager::LiveAttribute, true);
    return request;
}

//! \brief The request with the authority trusted that TlsFront's certificate is from.
inline QNetworkRequest trusting(QNetworkRequest request)
{
    QSslConfiguration tls = request.sslConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(certificateAuthority()));
    request.setSslConfiguration(tls);
    return request;
}

//! \brief One GET.
template <typename Consume>
void fetch(QNetworkAccessManager &manager, const QNetworkRequest &request, Consume consume)
{
    bool done = false;
    Chain chain(
        [&]() -> QNetworkReply * {
            return std::exchange(done, true) ? nullptr : manager.get(request);
        },
        std::move(consume));
    chain.run();
}

} // namespace Benchmark
