// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "http/bodybuffer_p.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cstring>

using namespace DurableStreams;

//! \brief What waits between sockets and readers: the right bytes, and not much more memory than they need.
class tst_HttpBodyBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void keepsBytesInOrder();
    void aStalledReaderKeepsFewBlocks_data();
    void aStalledReaderKeepsFewBlocks();
};

namespace {

//! \brief Reads into a block source as a socket would, and remembers the blocks that it saw.
class Socket
{
public:
    void receive(BodyBuffer &buffer, QByteArrayView bytes)
    {
        const BlockSource::Room room = m_source.reserve();
        std::memcpy(room.data, bytes.data(), size_t(bytes.size()));
        m_source.commit(bytes.size());
        if (m_blocks.empty() || m_blocks.back().lock() != m_source.block()) {
            m_blocks.emplace_back(m_source.block());
        }
        buffer.append(m_source, room.data, bytes.size());
    }
    //! \brief Blocks that are still in memory.
    qsizetype blocks() const
    {
        return std::ranges::count_if(m_blocks, [](const auto &block) { return !block.expired(); });
    }

private:
    BlockSource m_source;
    std::vector<std::weak_ptr<InputBlock>> m_blocks;
};

QByteArray take(BodyBuffer &buffer, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    bytes.resize(buffer.read(bytes.data(), size));
    return bytes;
}

} // namespace

// Several readers at different paces on the same blocks.
void tst_HttpBodyBuffer::keepsBytesInOrder()
{
    Socket socket;
    BodyBuffer buffers[3];
    QByteArray sent[3];
    QByteArray got[3];
    QRandomGenerator random(7);
    for (int i = 0; i < 5'000; ++i) {
        const auto who = size_t(random.bounded(3));
        const QByteArray piece(1 + random.bounded(random.bounded(10) == 0 ? 16'000 : 300),
                               char('a' + random.bounded(26)));
        socket.receive(buffers[who], piece);
        sent[who] += piece;
        const auto reader = size_t(random.bounded(3));
        got[reader] += take(buffers[reader], random.bounded(2'000));
    }
    for (size_t who = 0; who < 3; ++who) {
        QCOMPARE(buffers[who].size(), sent[who].size() - got[who].size());
        got[who] += take(buffers[who], sent[who].size());
        QVERIFY(got[who] == sent[who]);
        QVERIFY(buffers[who].isEmpty());
    }
}

void tst_HttpBodyBuffer::aStalledReaderKeepsFewBlocks_data()
{
    QTest::addColumn<qsizetype>("piece");
    for (const qsizetype piece : { 1, 100, 5'000, 16'000 }) {
        QTest::addRow("%lld bytes at a time", qlonglong(piece)) << piece;
    }
}

// Little comes for it at a time, and much for others in between.
void tst_HttpBodyBuffer::aStalledReaderKeepsFewBlocks()
{
    QFETCH(const qsizetype, piece);
    constexpr qsizetype Limit = 256 * 1024;
    Socket socket;
    BodyBuffer stalled;
    BodyBuffer busy;
    const QByteArray much(16'000, 'x');
    for (int round = 0; round < 500 && stalled.size() + piece <= Limit; ++round) {
        socket.receive(stalled, QByteArray(piece, 'y'));
        for (int i = 0; i < 20; ++i) {
            socket.receive(busy, much);
            QCOMPARE(take(busy, much.size()).size(), much.size());
        }
    }
    QVERIFY2(socket.blocks() <= 3, QByteArray::number(socket.blocks()).constData());
    const qsizetype waiting = stalled.size();
    QCOMPARE(take(stalled, Limit).count('y'), waiting);
}

QTEST_GUILESS_MAIN(tst_HttpBodyBuffer)
#include "tst_httpbodybuffer.moc"
