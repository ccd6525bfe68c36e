// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/draftstore.h"
#include "settings/settings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace Tailwater;

//! Drafts on disk: what is read after the process ended at any moment.
class TestDraftStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void keepsTexts_data();
    void keepsTexts();
    void notesCutTheDraft_data();
    void notesCutTheDraft();
    void saysWhatItCannotWrite();
    void noteWithoutRoomIsNone();
    void newDraftHasNoNotes();
    void whatIsGoneDoesNotComeBack();
    void passesOverWhatItCannotRead_data();
    void passesOverWhatItCannotRead();
    void takesOverThoseOfTheSettings();

private:
    QString folder() const { return m_folder->filePath(u"drafts"_s); }
    QHash<QString, KeptDraft> read() const { return DraftStore(folder()).read(); }
    //! The file of the only draft.
    QString file() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDraftStore::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestDraftStore::file() const
{
    const QFileInfoList files = QDir(folder()).entryInfoList(QDir::Files);
    return files.size() == 1 ? files.first().filePath() : u"not one"_s;
}

void TestDraftStore::keepsTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("one line") << u"{\"a\":1}"_s;
    QTest::newRow("lines") << u"\n1\n\n2\n"_s;
    QTest::newRow("marks and pairs") << u"ä\u00a0\u2028\ufeff\U0001F600\r\n\t"_s;
    QTest::newRow("what looks like a note") << u"1\n{\"left\":1}\n"_s;
    QTest::newRow("megabytes") << u"0123456789\n"_s.repeated(300'000);
}

void TestDraftStore::keepsTexts()
{
    QFETCH(const QString, text);
    const QHash<QString, KeptDraft> drafts { { u"http://a/ä"_s, { .text = text, .mode = ComposeMode::Lines } },
                                             { u"http://a/b"_s, { .text = u"other"_s } } };
    DraftStore store(folder());
    store.keepAll(drafts);
    QCOMPARE(read(), drafts);
    store.keep(u"http://a/b"_s, { .text = text });
    QCOMPARE(read().value(u"http://a/b"_s), KeptDraft { .text = text });
}

void TestDraftStore::notesCutTheDraft_data()
{
    QTest::addColumn<QByteArray>("torn");
    QTest::addColumn<QString>("left");
    QTest::addColumn<qint64>("number");
    QTest::newRow("the last one") << QByteArray() << u"3\n4"_s << 2ll;
    // It did not get to the disk, so its message did not go out.
    QTest::newRow("half a note behind it") << "{\"left\":1,\"sent\":{\"producerId\":\"i"_ba << u"3\n4"_s << 2ll;
    QTest::newRow("lines that are none behind it") << "{\"left\":1,\n\n"_ba << u"3\n4"_s << 2ll;
    QTest::newRow("an empty line behind it") << "\n"_ba << u"3\n4"_s << 2ll;
}

void TestDraftStore::notesCutTheDraft()
{
    QFETCH(const QByteArray, torn);
    QFETCH(const QString, left);
    QFETCH(const qint64, number);
    DraftStore store(folder());
    store.keep(u"s"_s, { .text = u"1\nä\n3\n4"_s, .mode = ComposeMode::Lines });
    store.noteSent(u"s"_s, { .tuple = { "id", 0, 0 }, .body = "1" }, 7);
    store.noteSent(u"s"_s, { .tuple = { "id", 0, 1 }, .body = "ä" }, 5);
    store.noteSent(u"s"_s, { .tuple = { "id", 0, 2 }, .body = "3" }, 3);
    QFile notes(file());
    QVERIFY(notes.open(QIODevice::Append) && notes.write(torn) == torn.size());
    notes.close();
    const KeptDraft draft = read().value(u"s"_s);
    QCOMPARE(draft.text, left);
    QVERIFY(draft.unsettled);
    QCOMPARE(draft.unsettled->tuple, (DurableStreams::ProducerTuple { "id", 0, number }));
    QVERIFY(draft.unsettled->isOf("3"));
    QVERIFY(!draft.unsettled->isOf("4"));
    QCOMPARE(draft.unsettled->text, left);
}

void TestDraftStore::saysWhatItCannotWrite()
{
    DraftStore store(folder());
    QVERIFY(store.keep(u"s"_s, { .text = u"1"_s }));
    const UnsettledSend sent { .tuple = { "id", 0, 0 }, .body = "1" };
    QVERIFY(store.noteSent(u"s"_s, sent, 1));
    QFile::remove(file());
    QVERIFY(!store.noteSent(u"s"_s, sent, 1));
    QVERIFY(QDir(folder()).removeRecursively());
    QFile inTheWay(folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QVERIFY(!store.keep(u"s"_s, { .text = u"2"_s }));
}

void TestDraftStore::noteWithoutRoomIsNone()
{
    DraftStore store(folder());
    QVERIFY(store.keep(u"s"_s, { .text = u"1"_s }));
    rlimit before {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit full { .rlim_cur = rlim_t(QFileInfo(file()).size()), .rlim_max = before.rlim_max };
    signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
    const bool noted = store.noteSent(u"s"_s, { .tuple = { "id", 0, 0 }, .body = "1" }, 1);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!noted);
    QVERIFY(!read().value(u"s"_s).unsettled);
}

void TestDraftStore::newDraftHasNoNotes()
{
    DraftStore store(folder());
    const KeptDraft draft { .text = u"1"_s };
    store.keep(u"s"_s, draft);
    store.noteSent(u"s"_s, { .tuple = { "id", 0, 0 }, .body = "1" }, 1);
    QVERIFY(read().value(u"s"_s).unsettled);
    store.keep(u"s"_s, draft); // it was refused
    QCOMPARE(read().value(u"s"_s), draft);
}

void TestDraftStore::whatIsGoneDoesNotComeBack()
{
    DraftStore(folder()).keepAll({ { u"s"_s, { .text = u"1"_s } }, { u"t"_s, { .text = u"2"_s } } });
    DraftStore store(folder());
    QCOMPARE(store.read().size(), 2);
    store.keep(u"s"_s, {}); // it was sent
    QCOMPARE(read().keys(), QStringList { u"t"_s });
    store.noteSent(u"s"_s, { .tuple = { "id", 0, 0 }, .body = "1" }, 1);
    QCOMPARE(read().keys(), QStringList { u"t"_s });
    store.keepAll({});
    QVERIFY(read().isEmpty());
}

void TestDraftStore::passesOverWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no draft") << "{\"kind\":\"other\",\"version\":1,\"stream\":\"s\",\"size\":1}\n1\n"_ba;
    QTest::newRow("a newer version")
        << "{\"kind\":\"tailwater-draft\",\"version\":99,\"stream\":\"s\",\"size\":1}\n1\n"_ba;
    QTest::newRow("cut off") << "{\"kind\":\"tailwater-draft\",\"version\":1,\"stream\":\"s\",\"size\":9}\n1\n"_ba;
    QTest::newRow("a size that is none")
        << "{\"kind\":\"tailwater-draft\",\"version\":1,\"stream\":\"s\",\"size\":-5}\n1\n"_ba;
    QTest::newRow("no line") << "\x89PNG"_ba;
}

void TestDraftStore::passesOverWhatItCannotRead()
{
    QFETCH(const QByteArray, content);
    DraftStore(folder()).keep(u"s"_s, { .text = u"1"_s });
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
    damaged.write(content);
    damaged.close();
    QVERIFY(read().isEmpty());
}

void TestDraftStore::takesOverThoseOfTheSettings()
{
    const QString path = m_folder->filePath(u"settings.ini"_s);
    const KeptDraft draft { .text = u"half\nä"_s, .mode = ComposeMode::Lines };
    {
        QSettings old(path, QSettings::IniFormat);
        old.setValue("format/version"_L1, 1);
        old.beginWriteArray("drafts"_L1, 1);
        old.setArrayIndex(0);
        old.setValue("stream"_L1, u"s"_s);
        old.setValue("text"_L1, draft.text);
        old.setValue("details"_L1, detailsOf(draft));
        old.endArray();
    }
    const QHash<QString, KeptDraft> drafts { { u"s"_s, draft } };
    QCOMPARE(Settings(path).drafts(), drafts);
    QCOMPARE(read(), drafts);
    const QSettings now(path, QSettings::IniFormat);
    QVERIFY(!now.contains("drafts/size"_L1));
}

QTEST_GUILESS_MAIN(TestDraftStore)
#include "tst_draftstore.moc"
