// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <durablestreams/client.h>
#include <durablestreams/streamreader.h>

#include <QtCore/QFile>
#include <QtTest/QTest>

#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 messageCount = 200'000;
constexpr qint64 messageSize = 1000;
constexpr qint64 megabyte = 1024 * 1024;

// Writes one response of 200 MB as a single HTTP chunk, as fast as it is taken.
class Source
{
public:
    Source()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size);
        ::listen(m_listener, 8);
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~Source()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        if (m_client >= 0) {
            ::shutdown(m_client, SHUT_RDWR);
        }
        m_thread.join();
        ::close(m_listener);
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/v1/stream/large"_s.arg(m_port)); }
    qint64 sent() const { return m_sent; }

private:
    void serve()
    {
        m_client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (m_client < 0) {
            return;
        }
        char request[4096];
        if (::read(m_client, request, sizeof request) <= 0) {
            return;
        }
        const QByteArray size = QByteArray::number(messageCount * messageSize + 1, 16);
        write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nStream-Next-Offset: 1_1\r\n"
              "Stream-Up-To-Date: true\r\nTransfer-Encoding: chunked\r\n\r\n"
              + size + "\r\n");
        QByteArray block;
        for (int i = 0; i < 100; ++i) {
            block += ',' + QByteArray(1, '"') + QByteArray(messageSize - 3, 'x') + '"';
        }
        for (qint64 i = 0; i < messageCount / 100; ++i) {
            QByteArray piece = block;
            piece[0] = i == 0 ? '[' : ',';
            if (!write(piece)) {
                return;
            }
        }
        write("]\r\n0\r\n\r\n");
    }
    bool write(const QByteArray &bytes)
    {
        qint64 done = 0;
        while (done < bytes.size()) {
            const ssize_t got = ::send(m_client, bytes.constData() + done,
                                       size_t(bytes.size() - done), MSG_NOSIGNAL);
            if (got <= 0) {
                return false;
            }
            done += got;
            m_sent += got;
        }
        return true;
    }

    int m_listener = -1;
    std::atomic<int> m_client = -1;
    std::atomic<qint64> m_sent = 0;
    quint16 m_port = 0;
    std::thread m_thread;
};

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

} // namespace

// More in one response than should ever be in memory.
class LargeResponseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void memoryStaysFlat();
    void aStalledReaderHoldsTheServerBack();
};

void LargeResponseTest::memoryStaysFlat()
{
    Source source;
    Client client;
    const std::unique_ptr<StreamReader> reader(
        client.stream(source.url()).read({ .live = LiveMode::Off }, this));
    qint64 messages = 0;
    const qint64 before = residentBytes();
    qint64 highest = 0;
    connect(reader.get(), &StreamReader::batchReady, this, [&](const Batch &batch) {
        messages += batch.slices.size();
        highest = std::max(highest, residentBytes());
    });
    reader->start();
    QTRY_COMPARE_WITH_TIMEOUT(reader->state(), StreamReader::State::Ended, 120s);
    QCOMPARE(messages, messageCount);
    const qint64 growth = (highest - before) / megabyte;
    QVERIFY2(growth < 24, qPrintable(u"grew by %1 MB"_s.arg(growth)));
}

void LargeResponseTest::aStalledReaderHoldsTheServerBack()
{
    Source source;
    Client client;
    const std::unique_ptr<StreamReader> reader(
        client.stream(source.url()).read({ .live = LiveMode::Off }, this));
    qint64 messages = 0;
    connect(reader.get(), &StreamReader::batchReady, this, [&](const Batch &batch) {
        if (messages == 0) {
            reader->pause();
        }
        messages += batch.slices.size();
    });
    reader->start();
    QTRY_VERIFY(reader->isPaused());
    const qint64 atPause = messages;
    // The server goes on until the buffers between it and us are full, and no further.
    qint64 seen = -1;
    QTRY_VERIFY_WITH_TIMEOUT(std::exchange(seen, source.sent()) == source.sent() && seen > 0, 30s);
    QVERIFY2(source.sent() < 32 * megabyte, qPrintable(QString::number(source.sent())));
    QCOMPARE(messages, atPause);
    reader->resume();
    QTRY_COMPARE_WITH_TIMEOUT(reader->state(), StreamReader::State::Ended, 120s);
    QCOMPARE(messages, messageCount);
}

QTEST_GUILESS_MAIN(LargeResponseTest)
#include "tst_largeresponse.moc"
