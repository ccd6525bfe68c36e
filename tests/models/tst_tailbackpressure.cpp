// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailworker.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;
constexpr quint64 mebibyte = 1024 * 1024;
constexpr int appends = 16; // of a mebibyte each
// What a reader hands out at once, and then some.
constexpr quint64 slack = mebibyte;

} // namespace

// Who does not come to see what was read gets no more of it until then, and loses nothing. The worker lives
// in the thread of the test, which plays the part of a GUI thread that stands still.
class TestTailBackpressure : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    DurableStreams::Sandbox server;
    std::unique_ptr<DurableStreams::Client> client;
    Connection connection;
    DurableStreams::Stream stream;
    std::shared_ptr<TailShared> shared;
    std::unique_ptr<TailWorker> worker;
    bool takes = false;
    bool live = false;
    bool waits = false; // for a notice to be taken
    quint64 told = 0; // bytes that were there when it was sent
    int written = 0;

    bool finish(DurableStreams::Call *call)
    {
        std::optional<bool> ok;
        connect(call, &DurableStreams::Call::finished, this,
                [&](const auto &result) { ok = result.has_value(); });
        return QTest::qWaitFor([&] { return ok.has_value(); }, patience) && *ok;
    }
    // Rows of about a kibibyte that are counted.
    bool append(int rows)
    {
        QByteArrayList list;
        for (int i = 0; i < rows; ++i) {
            const QByteArray number = QByteArray::number(written++);
            list.append("{\"n\":" + number + ",\"text\":\"" + QByteArray(1000, 'x') + "\"}");
        }
        return finish(stream.append('[' + list.join(',') + ']'));
    }
    bool appendMuch()
    {
        bool ok = true;
        for (int i = 0; ok && i < appends; ++i) {
            ok = append(1024);
        }
        return ok;
    }
    void onNotice(const TailStatus &status)
    {
        live = status.state == TailState::Live;
        told = shared->store.totalBytes();
        waits = true;
        if (takes) {
            QMetaObject::invokeMethod(this, &TestTailBackpressure::take, Qt::QueuedConnection);
        }
    }
    void take()
    {
        if (std::exchange(waits, false)) {
            shared->noticePending = false;
            worker->noticeTaken();
        }
    }
    // The numbers of all rows follow one another.
    int rowsInOrder() const
    {
        const StoreSnapshot snapshot = shared->store.snapshot();
        int count = 0;
        for (quint64 id = snapshot.firstId(); id < snapshot.endId(); ++id) {
            const Message message = snapshot.message(id);
            if (!message.isData()) {
                continue;
            }
            const QByteArray begin = "{\"n\":" + QByteArray::number(count) + ',';
            if (!message.bytes.startsWith(begin)) {
                return -1;
            }
            ++count;
        }
        return count;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder.isValid());
        const auto url = server.start({ .folder = folder.path() });
        QVERIFY(url);
        client = std::make_unique<DurableStreams::Client>();
        client->setBaseUrl(*url);
        connection.baseUrl = *url;
    }
    void init()
    {
        QTest::failOnWarning();
        written = 0;
        told = 0;
        live = waits = false;
        stream = client->stream(QString::fromLatin1(QTest::currentTestFunction()));
        DurableStreams::CreateOptions options;
        options.contentType = "application/json";
        QVERIFY(finish(stream.create(options)));
        shared = std::make_shared<TailShared>(StoreLimits {});
        worker = std::make_unique<TailWorker>(shared, connection, stream.url());
        connect(worker.get(), &TailWorker::notice, this, &TestTailBackpressure::onNotice);
    }
    void cleanup() { worker.reset(); }

    void holdsBackAHistory()
    {
        QVERIFY(appendMuch());
        takes = false;
        worker->start({ .guardBytes = 0, .guardRows = 0 });
        holdsBackWhatIsUnseen();
    }

    void holdsBackWhatComesNew()
    {
        takes = true;
        worker->start({ .guardBytes = 0, .guardRows = 0 });
        QTRY_VERIFY_WITH_TIMEOUT(live && !waits, patience);
        takes = false;
        QVERIFY(append(1));
        QTRY_VERIFY_WITH_TIMEOUT(waits, patience);
        QVERIFY(appendMuch());
        holdsBackWhatIsUnseen();
    }

    // Both reasons to wait at the same time: one of them does not end the other.
    void keepsToTheGuard()
    {
        QVERIFY(appendMuch());
        takes = false;
        worker->start({ .guardBytes = qint64(TailWorker::unseenRoom), .guardRows = 0 });
        QTRY_VERIFY_WITH_TIMEOUT(shared->store.totalBytes() >= TailWorker::unseenRoom, patience);
        takes = true;
        take();
        QVERIFY(finish(stream.head()));
        QVERIFY(shared->store.totalBytes() < TailWorker::unseenRoom + slack);
        worker->continueCatchUp();
        QTRY_COMPARE_WITH_TIMEOUT(rowsInOrder(), written, patience);
    }

private:
    void holdsBackWhatIsUnseen()
    {
        QTRY_VERIFY_WITH_TIMEOUT(worker->isHeldForUnseen(), patience);
        const quint64 bytes = shared->store.totalBytes();
        QVERIFY(waits);
        QVERIFY(bytes - told > TailWorker::unseenRoom);
        QVERIFY(bytes - told < TailWorker::unseenRoom + slack);
        // The loop turns and the server answers; of this stream nothing comes.
        for (int i = 0; i < 3; ++i) {
            QVERIFY(finish(stream.head()));
        }
        QCOMPARE(shared->store.totalBytes(), bytes);
        takes = true;
        take();
        QTRY_COMPARE_WITH_TIMEOUT(rowsInOrder(), written, patience);
        QVERIFY(!worker->isHeldForUnseen());
    }
};

QTEST_GUILESS_MAIN(TestTailBackpressure)
#include "tst_tailbackpressure.moc"
