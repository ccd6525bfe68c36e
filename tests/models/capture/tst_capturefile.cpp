// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rows.h"

#include "models/capture/capturereader.h"
#include "models/capture/capturewriter.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

QList<CaptureRow> rowsOf(CaptureReader &reader)
{
    QList<CaptureRow> rows;
    for (qsizetype block = 0; block < reader.index().blockCount(); ++block) {
        for (const CaptureRow &row : reader.rows(block)) {
            rows.append(row);
        }
    }
    return rows;
}

//! Files larger than \a bytes cannot be written, for as long as it lives.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit { bytes, m_before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }

private:
    rlimit m_before {};
    void (*m_signal)(int) = nullptr;
};

} // namespace

class TestCaptureFile : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QString path;

    void write(const QList<CaptureRow> &rows)
    {
        CaptureWriter writer;
        QVERIFY(writer.open(path, { .url = QUrl(u"http://localhost/v1/stream/x"_s), .contentType = "application/json" }));
        quint64 id = 0;
        for (const CaptureRow &row : rows) {
            QVERIFY(writer.add(Rows::messageOf(row, ++id)));
        }
        QVERIFY(writer.close());
        QCOMPARE(writer.rows(), id);
        QCOMPARE(writer.bytes(), QFileInfo(path).size());
    }
    QByteArray content() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setContent(const QByteArray &bytes) const
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    // So many rows that there are several blocks, some of one huge row.
    static QList<CaptureRow> many()
    {
        QList<CaptureRow> rows;
        for (int i = 0; i < 12'000; ++i) {
            rows.append(Rows::json("{\"n\":" + QByteArray::number(i) + ",\"p\":\"" + QByteArray(i % 300, 'p') + "\"}", quint64(i)));
            if (i % 1000 == 0) {
                rows.append(Rows::marker({ .type = Marker::Type::CaughtUp }));
                rows.append(Rows::json('"' + QByteArray(400'000, 'x') + '"', quint64(i)));
            }
        }
        return rows;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        path = folder.filePath(u"file.dscap"_s);
        QFile::remove(path);
        QFile::remove(CaptureIndex::pathFor(path));
    }

    void rowsComeBack()
    {
        write(Rows::hard());
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QVERIFY(reader.isIndexed());
        QCOMPARE(reader.header().contentType, "application/json");
        QVERIFY(rowsOf(reader) == Rows::hard());
        QCOMPARE(reader.tornBytes(), 0);
        QCOMPARE(reader.index().rows(), quint64(Rows::hard().size()));
        QCOMPARE(reader.index().dataRows(), quint64(Rows::hard().size()) - 4);
    }

    // The pages that a view is given say the same as the rows.
    void pagesSayTheSame()
    {
        const QList<CaptureRow> rows = Rows::hard() + many();
        write(rows);
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QVERIFY(reader.index().blockCount() > 10);
        quint64 id = 1;
        quint64 number = 1;
        for (qsizetype block = 0; block < reader.index().blockCount(); ++block) {
            QCOMPARE(reader.index().block(block).firstRow, id);
            const auto pages = reader.pages(block);
            for (size_t p = 0; p < pages.size(); ++p) {
                const quint64 end = p + 1 < pages.size() ? pages[p + 1]->firstId() : reader.index().blockEndRow(block);
                for (; id < end; ++id) {
                    const CaptureRow &row = rows.at(qsizetype(id) - 1);
                    const Message message = pages[p]->message(qsizetype(id - pages[p]->firstId()));
                    QCOMPARE(message.id, id);
                    QCOMPARE(message.number, number);
                    QCOMPARE(message.bytes, row.bytes);
                    QVERIFY(message.kind == row.kind);
                    QCOMPARE(message.flags, row.flags);
                    QCOMPARE(message.receivedMs, row.receivedMs);
                    QCOMPARE(message.startOffset, row.startOffset);
                    QCOMPARE(message.index, row.index);
                    number += message.kind == RowKind::Marker ? 0 : 1;
                }
            }
        }
        QCOMPARE(id, quint64(rows.size()) + 1);
    }

    void indexFindsRowsAndNumbers()
    {
        write(many());
        CaptureReader reader;
        QVERIFY(reader.open(path));
        const CaptureIndex &index = reader.index();
        for (const quint64 row : { 1ull, 2ull, 5000ull, 12'024ull }) {
            const qsizetype block = index.blockOfRow(row);
            QVERIFY(index.block(block).firstRow <= row && row < index.blockEndRow(block));
        }
        const qsizetype block = index.blockOfNumber(6000);
        QVERIFY(index.block(block).firstNumber <= 6000);
        QVERIFY(block + 1 == index.blockCount() || index.block(block + 1).firstNumber > 6000);
        QCOMPARE(index.blockOfRow(0), 0);
        QCOMPARE(index.blockOfRow(1'000'000), index.blockCount() - 1);
    }

    // However it is lost, it is made again, and is the same.
    void indexIsMadeAgain_data()
    {
        QTest::addColumn<QString>("harm");
        for (const char *harm : { "missing", "empty", "foreign", "torn", "changed", "older capture", "longer capture" }) {
            QTest::newRow(harm) << QString::fromLatin1(harm);
        }
    }
    void indexIsMadeAgain()
    {
        QFETCH(const QString, harm);
        write(many());
        CaptureReader before;
        QVERIFY(before.open(path));
        QVERIFY(before.isIndexed());
        const QString kept = CaptureIndex::pathFor(path);
        QFile file(kept);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        if (harm == "missing"_L1) {
            QVERIFY(file.remove());
        } else if (harm == "empty"_L1) {
            QVERIFY(file.resize(0));
        } else if (harm == "foreign"_L1) {
            file.seek(0);
            file.write("not an index");
        } else if (harm == "torn"_L1) {
            QVERIFY(file.resize(file.size() / 2));
        } else if (harm == "changed"_L1) {
            bytes[bytes.size() / 2] = char(~bytes[bytes.size() / 2]);
            file.seek(0);
            file.write(bytes);
        } else if (harm == "older capture"_L1) {
            QFile capture(path);
            QVERIFY(capture.open(QIODevice::ReadWrite));
            QVERIFY(capture.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        } else {
            setContent(content() + R"({"received":1,"kind":"raw","text":"more"})" + '\n');
        }
        file.close();
        CaptureReader after;
        QVERIFY(after.open(path));
        QVERIFY(!after.isIndexed());
        QVERIFY(after.indexAll());
        const bool longer = harm == "longer capture"_L1;
        QCOMPARE(after.index().rows(), before.index().rows() + (longer ? 1 : 0));
        QVERIFY(longer || after.index() == before.index());
        QVERIFY(longer || rowsOf(after) == many());
        CaptureReader again; // it was kept
        QVERIFY(again.open(path));
        QVERIFY(again.isIndexed());
        QVERIFY(again.index() == after.index());
    }

    // A file that ends anywhere has all rows before that.
    void tornFilesOpen()
    {
        write(Rows::hard());
        const QByteArray whole = content();
        const qsizetype dataBegin = whole.indexOf('\n') + 1;
        for (qsizetype size = dataBegin; size < whole.size(); size += size < 6000 ? 1 + size % 53 : 20'011) {
            setContent(whole.first(size));
            CaptureReader reader;
            QVERIFY(reader.open(path));
            QVERIFY(reader.indexAll());
            const qsizetype rows = whole.first(size).count('\n') - 1;
            QCOMPARE(reader.index().rows(), quint64(rows));
            QCOMPARE(reader.tornBytes(), size - (whole.first(size).lastIndexOf('\n') + 1));
            QVERIFY(rowsOf(reader) == Rows::hard().first(rows));
        }
    }

    void saysWhatIsNoCapture_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("torn header") << "{\"dscap\":1,\"url\":\"htt"_ba;
        QTest::newRow("another file") << "hello\nworld\n"_ba;
        QTest::newRow("no line at all") << QByteArray(100'000, 'x');
    }
    void saysWhatIsNoCapture()
    {
        QFETCH(const QByteArray, bytes);
        setContent(bytes);
        CaptureReader reader;
        const auto opened = reader.open(path);
        QVERIFY(!opened);
        QVERIFY(opened.error().contains(u"file.dscap"_s));
        QVERIFY(!CaptureReader().open(folder.filePath(u"nowhere"_s)));
    }

    // The disk becomes full in the middle of a line: what is there is whole, and it is said.
    void fullDiskLeavesWholeRows()
    {
        CaptureWriter writer;
        QVERIFY(writer.open(path, {}));
        const QList<CaptureRow> rows = many();
        {
            const SmallDisk disk(1'000'000);
            qsizetype added = 0;
            while (added < rows.size() && writer.add(Rows::messageOf(rows.at(added), quint64(added) + 1))) {
                ++added;
            }
            QVERIFY(added < rows.size());
            QVERIFY(!writer.add(Rows::messageOf(rows.first(), 1)));
            QVERIFY(!writer.close());
        }
        QVERIFY2(writer.error().contains(u"file.dscap"_s), qPrintable(writer.error()));
        QCOMPARE(QFileInfo(path).size(), writer.bytes());
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QVERIFY(reader.indexAll());
        QCOMPARE(reader.tornBytes(), 0);
        QCOMPARE(reader.index().rows(), writer.rows());
        QVERIFY(writer.rows() > 0);
        QVERIFY(rowsOf(reader) == rows.first(qsizetype(writer.rows())));
    }

    void fullDeviceIsSaidAtOnce()
    {
        CaptureWriter writer;
        const auto opened = writer.open(u"/dev/full"_s, {});
        QVERIFY(!opened);
        QVERIFY2(opened.error().contains(u"The disk is full. Free some space"_s), qPrintable(opened.error()));
    }

    // As editors on Windows write it.
    void opensWithAByteOrderMark()
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\xEF\xBB\xBF" + CaptureHeader { .contentType = "text/plain", .firstNumber = 7 }.toLine());
        file.write("{\"received\":7,\"kind\":\"line\",\"text\":\"x\"}\n");
        file.close();
        for (const bool indexed : { false, true }) {
            CaptureReader reader;
            const auto opened = reader.open(path);
            QVERIFY2(opened, qPrintable(opened.error_or(QString())));
            QCOMPARE(reader.isIndexed(), indexed);
            QVERIFY(reader.indexAll());
            QCOMPARE(reader.header().firstNumber, 7);
            QCOMPARE(rowsOf(reader).size(), 1);
            QCOMPARE(rowsOf(reader).first().bytes, "x");
        }
    }

    // Killed without warning at any moment: the file opens and holds what had been flushed.
    void survivesKilling()
    {
        QRandomGenerator random(20261127);
        quint64 most = 0;
        for (int i = 0; i < 50; ++i) {
            QFile::remove(path);
            QProcess program;
            program.start(QStringLiteral(CAPTURE_WRITER), { path });
            const quint64 enough = random.bounded(1u, 20'000u);
            quint64 flushed = 0;
            while (flushed < enough) {
                QVERIFY(program.waitForReadyRead());
                const QByteArrayList said = program.readAllStandardOutput().trimmed().split('\n');
                flushed = said.last().toULongLong();
            }
            ::kill(pid_t(program.processId()), SIGKILL);
            QVERIFY(program.waitForFinished());
            QCOMPARE(program.exitStatus(), QProcess::CrashExit);
            CaptureReader reader;
            QVERIFY(reader.open(path));
            QVERIFY(reader.indexAll());
            QVERIFY(reader.index().rows() >= flushed);
            quint64 number = 0;
            for (const CaptureRow &row : rowsOf(reader)) {
                const QByteArray begin = "{\"n\":" + QByteArray::number(++number) + ',';
                QVERIFY(row.bytes.startsWith(begin));
                QVERIFY(!row.flags.testFlag(RowFlag::Malformed));
            }
            QCOMPARE(number, reader.index().rows());
            most = std::max(most, number);
        }
        QVERIFY(most > 1000);
    }

    // The death of the other one makes its claim void.
    void keepsAwayFromAnotherProgram()
    {
        QFile::remove(path);
        QProcess program;
        program.start(QStringLiteral(CAPTURE_WRITER), { path });
        QVERIFY(program.waitForReadyRead());
        {
            CaptureWriter writer;
            const auto opened = writer.open(path, {});
            QVERIFY(!opened);
            const QString process = QString::number(program.processId());
            QVERIFY2(opened.error().contains(process), qPrintable(opened.error()));
            QCOMPARE(FileClaim::fault(path), opened.error());
        }
        ::kill(pid_t(program.processId()), SIGKILL);
        QVERIFY(program.waitForFinished());
        QCOMPARE(FileClaim::fault(path), QString());
        CaptureWriter writer;
        QVERIFY(writer.open(path, {}));
        QVERIFY(writer.close());
        QVERIFY(!QFile::exists(path + u".lock"_s));
    }

    // For jq and its like each line is JSON, and the text in it is the text.
    void everyLineIsJsonElsewhere()
    {
        write(Rows::hard());
        QProcess node;
        node.start(QStringLiteral(NODE_EXECUTABLE),
                   { u"-e"_s,
                     u"const lines = require('fs').readFileSync(process.argv[1], 'utf8').split('\\n');"
                     "if (lines.pop() !== '') throw 'no line feed at the end';"
                     "const rows = lines.map(line => JSON.parse(line));"
                     "if (rows[0].dscap !== 1) throw 'no header';"
                     "for (const row of rows.slice(1)) console.log(row.marker ? 'marker ' + row.marker :"
                     " Buffer.from(row.b64 ?? row.text, row.b64 ? 'base64' : 'utf8').toString('hex'));"_s,
                     path });
        QVERIFY(node.waitForFinished());
        QCOMPARE(node.readAllStandardError(), QByteArray());
        QByteArrayList expected;
        for (const CaptureRow &row : Rows::hard()) {
            if (row.kind != RowKind::Marker) {
                expected.append(row.bytes.toHex());
            }
        }
        QByteArrayList lines = node.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.removeIf([](const QByteArray &line) { return line.startsWith("marker "); }), 4);
        QCOMPARE(lines, expected);
    }
};

QTEST_GUILESS_MAIN(TestCaptureFile)
#include "tst_capturefile.moc"
