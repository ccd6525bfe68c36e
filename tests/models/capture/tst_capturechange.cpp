// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rows.h"

#include "models/capture/captureidentity.h"
#include "models/capture/capturesearch.h"
#include "models/capture/capturesession.h"
#include "models/capture/capturewriter.h"
#include "models/capture/exportrun.h"
#include "models/capture/filteredrows.h"
#include "models/capture/rowsource.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using Match = CaptureIdentity::Match;

namespace {
constexpr auto patience = 60s;
}

//! A file that becomes another one while it is shown: what is read of it later is what was shown, or nothing.
class TestCaptureChange : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QString path;
    int files = 0;

    static QByteArray line(int number, const QByteArray &name)
    {
        QByteArray bytes;
        const CaptureRow row = Rows::json("{\"" + name + "\":" + QByteArray::number(number) + "}", quint64(number));
        appendCaptureLine(&bytes, Rows::messageOf(row));
        return bytes;
    }
    static QByteArray content(int rows, const QByteArray &name)
    {
        QByteArray bytes = CaptureHeader { .url = QUrl(u"http://host/s"_s), .contentType = "application/json" }.toLine();
        for (int i = 0; i < rows; ++i) {
            bytes += line(i, name);
        }
        return bytes;
    }
    static bool write(const QString &file, const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::Truncate)
    {
        QFile out(file);
        return out.open(QIODevice::ReadWrite | mode) && out.write(bytes) == bytes.size();
    }
    bool edit(qint64 at, const QByteArray &bytes) const
    {
        QFile out(path);
        return out.open(QIODevice::ReadWrite) && out.seek(at) && out.write(bytes) == bytes.size();
    }
    static QByteArrayList rest(RowSource *rows)
    {
        QByteArrayList found;
        for (Message row = rows->next(); !row.isNull(); row = rows->next()) {
            found.append(row.toByteArray());
        }
        return found;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        path = folder.filePath(u"%1.dscap"_s.arg(++files));
    }

    void isKnownAgain_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<std::optional<Match>>("match");
        const auto other = std::optional(Match::Other);
        QTest::newRow("nothing") << u"nothing"_s << std::optional(Match::Same);
        QTest::newRow("another name beside it") << u"link"_s << std::optional(Match::Same);
        QTest::newRow("more behind it") << u"append"_s << std::optional(Match::Grown);
        QTest::newRow("another in its place") << u"replace"_s << other;
        QTest::newRow("the same in its place") << u"copy"_s << other;
        QTest::newRow("another written into it") << u"rewrite"_s << other;
        QTest::newRow("edited, and longer") << u"insert"_s << other;
        QTest::newRow("shorter") << u"truncate"_s << other;
        QTest::newRow("gone") << u"remove"_s << std::optional<Match>();
    }
    void isKnownAgain()
    {
        QFETCH(const QString, change);
        QFETCH(const std::optional<Match>, match);
        QVERIFY(write(path, content(300, "apple")));
        const auto identity = CaptureIdentity::of(path);
        QVERIFY(identity);
        QVERIFY(apply(change));
        QCOMPARE(identity->compare(path), match);
        const bool readable = match == Match::Same;
        CaptureRows rows(path, identity);
        QCOMPARE(rows.open().has_value(), readable);
        FilteredRows filtered(path, *FilterExpression::parse(u"apple"_s), identity);
        QCOMPARE(filtered.open().has_value(), readable);
        // Nothing is written of another one.
        const QString out = path + u".ndjson"_s;
        ExportRun run({ .path = out, .format = ExportFormat::Ndjson }, std::make_unique<CaptureRows>(path, identity));
        QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), patience);
        QCOMPARE(run.error().isEmpty(), readable);
        QCOMPARE(QFile::exists(out), readable);
        CaptureSearch search(path, *FilterExpression::parse(u"apple"_s), identity);
        QTRY_VERIFY_WITH_TIMEOUT(search.state().ended, patience);
        QCOMPARE(search.state().complete, readable);
        QCOMPARE(search.state().matches, quint64(readable ? 300 : 0));
    }
    bool apply(const QString &change) const
    {
        const QString other = path + u".other"_s;
        if (change == u"link") {
            return ::link(path.toLocal8Bit().constData(), other.toLocal8Bit().constData()) == 0;
        }
        if (change == u"append") {
            return write(path, line(300, "pear"), QIODevice::Append);
        }
        if (change == u"replace" || change == u"copy") {
            return write(other, change == u"copy" ? content(300, "apple") : content(500, "pear")) && QFile::remove(path)
                && QFile::rename(other, path);
        }
        if (change == u"rewrite") {
            return write(path, content(500, "pear"));
        }
        if (change == u"insert") {
            return write(path, content(150, "apple") + line(7, "never") + content(300, "apple").sliced(content(150, "apple").size()));
        }
        if (change == u"truncate") {
            return QFile::resize(path, content(299, "apple").size());
        }
        return change == u"nothing" || QFile::remove(path);
    }

    // It is larger than what is read at a time, and changes while it is read: nothing of the new is taken for the old.
    void stopsWhenItChanges()
    {
        QVERIFY(write(path, content(20'000, "apple")));
        CaptureRows rows(path, CaptureIdentity::of(path));
        QVERIFY(rows.open());
        QVERIFY(!rows.next().isNull());
        // The same size, in a block that was not read yet.
        const qint64 at = content(15'000, "apple").size();
        const auto before = CaptureIdentity::of(path);
        // Times of files are of a few milliseconds.
        QTRY_VERIFY_WITH_TIMEOUT(edit(at, line(15'000, "pears")) && CaptureIdentity::of(path) != before, patience);
        const QByteArrayList found = rest(&rows);
        QVERIFY2(rows.error().contains(u"has changed"_s), qPrintable(rows.error()));
        QVERIFY(found.size() < 15'000);
        QVERIFY(!found.contains("{\"pears\":15000}"));
    }

    // More comes to the end of it all the while: what was shown is read, and no more.
    void readsWhatWasShownOfOneThatIsWritten()
    {
        CaptureWriter writer;
        QVERIFY(writer.open(path, { .url = QUrl(u"http://host/s"_s), .contentType = "application/json" }));
        const CaptureRow row = Rows::json("1");
        QVERIFY(writer.add(Rows::messageOf(row)) && writer.flush());
        const auto identity = CaptureIdentity::of(path);
        QVERIFY(writer.add(Rows::messageOf(row)) && writer.flush());
        CaptureRows rows(path, identity);
        QVERIFY(rows.open());
        QCOMPARE(rows.count(), quint64(1));
        QVERIFY(writer.add(Rows::messageOf(row)) && writer.flush());
        QCOMPARE(rest(&rows).size(), 1);
        QVERIFY2(rows.error().isEmpty(), qPrintable(rows.error()));
        // Once nobody of us writes it, nobody knows what was done to it.
        QVERIFY(writer.close());
        CaptureRows later(path, identity);
        QVERIFY(!later.open());
    }

    // An index that was made of a file which lies elsewhere by now is not that of the one in its place.
    void keepsNoIndexForAnother()
    {
        QVERIFY(write(path, content(300, "apple")));
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QVERIFY(write(path + u".other"_s, content(300, "grape")));
        QVERIFY(QFile::remove(path) && QFile::rename(path + u".other"_s, path));
        QVERIFY(reader.indexAll());
        QVERIFY(!QFile::exists(CaptureIndex::pathFor(path)));
    }

    void tellsTheTab_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<int>("state");
        QTest::newRow("another in its place") << u"replace"_s << int(CaptureOnDisk::Changed);
        QTest::newRow("another written into it") << u"rewrite"_s << int(CaptureOnDisk::Changed);
        QTest::newRow("more behind it") << u"append"_s << int(CaptureOnDisk::Grown);
        QTest::newRow("gone") << u"remove"_s << int(CaptureOnDisk::Gone);
        QTest::newRow("being written") << u"write"_s << int(CaptureOnDisk::Written);
    }
    void tellsTheTab()
    {
        QFETCH(const QString, change);
        QFETCH(const int, state);
        QVERIFY(write(path, content(300, "apple")));
        CaptureSession session(path);
        QSignalSpy opened(&session, &CaptureSession::opened);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.extent().dataRows, quint64(300), patience);
        QVERIFY(session.onDisk() == CaptureOnDisk::AsOpened);
        std::unique_ptr<FileClaim> claim;
        if (change == u"write") {
            // Of another program: this one refuses to write what it reads.
            QVERIFY(::link(path.toLocal8Bit().constData(), (path + u".same"_s).toLocal8Bit().constData()) == 0);
            auto other = FileClaim::take(path + u".same"_s, u"a test"_s);
            QVERIFY(other);
            claim = std::move(*other);
            QVERIFY(QFile::copy(path + u".same.lock"_s, path + u".lock"_s));
        } else {
            QVERIFY(apply(change));
        }
        QTRY_COMPARE_WITH_TIMEOUT(int(session.onDisk()), state, patience);
        QCOMPARE(session.writer().isEmpty(), state != int(CaptureOnDisk::Written));
        // What is shown is what was opened.
        const StoreSnapshot rows = session.snapshot();
        QCOMPARE(rows.rowCount(), 300);
        QCOMPARE(rows.message(rows.endId() - 1).toByteArray(), "{\"apple\":299}");
        QFile::remove(path + u".lock"_s);
    }
};

QTEST_GUILESS_MAIN(TestCaptureChange)
#include "tst_capturechange.moc"
