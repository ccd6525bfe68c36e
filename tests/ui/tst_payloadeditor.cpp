// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/payloadeditor.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStandardPaths>
#include <QTest>
#include <QTextBlock>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Tailwater;

//! Texts too long to be laid out with every key: held as they came, and never as one line of the editor.
class TestPayloadEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_editor.reset(); }

    void longTextsAreNotLaidOut_data();
    void longTextsAreNotLaidOut();
    void shortTextsAreEdited_data();
    void shortTextsAreEdited();
    void pastingIntoATextCollapsesTheWhole();
    void typingMakesNoLongLine();
    void whatIsCollapsedIsNotChangedByKeys();
    void allOfItIsCopiedAndReplaced();
    void undoBringsBackWhatWasThere();
    void editingAnyway_data();
    void editingAnyway();
    void formatAndMinifyStayQuick();

private:
    PayloadEditor *editor() const { return m_editor.get(); }
    qsizetype longestBlock() const;

    std::unique_ptr<PayloadEditor> m_editor;
};

void TestPayloadEditor::init()
{
    QTest::failOnWarning();
    m_editor = std::make_unique<PayloadEditor>();
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setFocus();
    QTRY_VERIFY(m_editor->hasFocus());
}

qsizetype TestPayloadEditor::longestBlock() const
{
    qsizetype longest = 0;
    for (QTextBlock block = editor()->document()->begin(); block.isValid(); block = block.next()) {
        longest = std::max(longest, qsizetype(block.length()));
    }
    return longest;
}

void TestPayloadEditor::longTextsAreNotLaidOut_data()
{
    QTest::addColumn<QString>("text");
    const QString line(PayloadEditor::LongestLine + 1, u'x');
    QTest::newRow("a long line") << line;
    QTest::newRow("among short ones") << u"{\n"_s + line + u"\n}\n"_s;
    QTest::newRow("the last of several") << u"a\nb\n"_s + line;
    QTest::newRow("a megabyte of JSON") << u"["_s + u"{\"a\":1.0},"_s.repeated(100'000) + u"2]"_s;
    QTest::newRow("many short lines") << u"0123456789\n"_s.repeated(200'000);
    QTest::newRow("line ends and marks that an editor changes")
        << line + u"\r\n\u2028\u00a0\ufeff"_s + line;
    QTest::newRow("pairs where it is cut")
        << QString(PayloadEditor::BeginningSize - 1, u'x') + u"\U0001F600"_s + line;
}

void TestPayloadEditor::longTextsAreNotLaidOut()
{
    QFETCH(const QString, text);
    for (const bool replaced : { true, false }) {
        if (replaced) {
            editor()->replaceText(text);
        } else {
            editor()->setText(text);
        }
        QVERIFY(editor()->isCollapsed());
        QCOMPARE_LE(editor()->document()->characterCount(), PayloadEditor::BeginningSize + 1);
        QVERIFY(text.startsWith(editor()->document()->toPlainText().first(100)));
        QVERIFY(editor()->text() == text);
        QCOMPARE(editor()->textSize(), text.size());
    }
    QVERIFY(editor()->document()->toRawText().isValidUtf16());
    editor()->setText(u"short"_s);
    QVERIFY(!editor()->isCollapsed());
    QCOMPARE(editor()->text(), u"short"_s);
}

void TestPayloadEditor::shortTextsAreEdited_data()
{
    QTest::addColumn<QString>("text");
    const QString line(PayloadEditor::LongestLine, u'x');
    QTest::newRow("as long as a line may be") << line;
    QTest::newRow("several of them") << line + u'\n' + line + u'\n' + line;
    QTest::newRow("nothing") << QString();
}

void TestPayloadEditor::shortTextsAreEdited()
{
    QFETCH(const QString, text);
    editor()->replaceText(text);
    QVERIFY(!editor()->isCollapsed());
    QVERIFY(!editor()->isReadOnly());
    QVERIFY(editor()->text() == text);
}

void TestPayloadEditor::pastingIntoATextCollapsesTheWhole()
{
    const QString pasted(PayloadEditor::LongestLine, u'y');
    editor()->setText(u"one two"_s);
    QTextCursor cursor = editor()->textCursor();
    cursor.setPosition(4);
    cursor.setPosition(7, QTextCursor::KeepAnchor);
    editor()->setTextCursor(cursor);
    QGuiApplication::clipboard()->setText(pasted);
    QTest::keyClick(editor(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(editor()->isCollapsed());
    QVERIFY(editor()->text() == u"one "_s + pasted);
    // Short ones are pasted as ever.
    editor()->setText(u"one two"_s);
    QGuiApplication::clipboard()->setText(u"x\n"_s.repeated(2'000));
    QTest::keyClick(editor(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!editor()->isCollapsed());
    QCOMPARE(editor()->text().size(), 4'007);
}

void TestPayloadEditor::typingMakesNoLongLine()
{
    const QString line(PayloadEditor::LongestLine - 2, u'x');
    editor()->setText(line + u"\nnext"_s);
    editor()->moveCursor(QTextCursor::EndOfBlock);
    QTest::keyClicks(editor(), u"ab"_s);
    QVERIFY(!editor()->isCollapsed());
    // Joined with the next line it is too long.
    QTest::keyClick(editor(), Qt::Key_Delete);
    QTRY_VERIFY(editor()->isCollapsed());
    QCOMPARE_LE(longestBlock(), PayloadEditor::BeginningSize + 1);
    QVERIFY(editor()->text() == line + u"abnext"_s);
}

void TestPayloadEditor::whatIsCollapsedIsNotChangedByKeys()
{
    const QString text(PayloadEditor::LongestLine * 2, u'x');
    editor()->setText(text);
    for (const int key : { Qt::Key_A, Qt::Key_Return, Qt::Key_Delete, Qt::Key_Backspace }) {
        QTest::keyClick(editor(), Qt::Key(key));
    }
    QGuiApplication::clipboard()->setText(u"pasted"_s);
    QTest::keyClick(editor(), Qt::Key_V, Qt::ControlModifier);
    editor()->insertText(u"{{now}}"_s);
    QVERIFY(editor()->text() == text);
}

void TestPayloadEditor::allOfItIsCopiedAndReplaced()
{
    const QString text(PayloadEditor::LongestLine * 2, u'x');
    editor()->setText(text);
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text() == text);
    QGuiApplication::clipboard()->setText(u"short"_s);
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(editor()->text(), u"short"_s);
    editor()->setText(text);
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor(), Qt::Key_Delete);
    QCOMPARE(editor()->text(), QString());
}

void TestPayloadEditor::undoBringsBackWhatWasThere()
{
    const QString text(PayloadEditor::LongestLine * 2, u'x');
    editor()->setText(u"before"_s);
    editor()->replaceText(text);
    QTest::keyClick(editor(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor()->text(), u"before"_s);
    editor()->replaceText(text);
    editor()->replaceText(u"after"_s);
    QTest::keyClick(editor(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(editor()->text() == text);
    // Not into the text of another stream.
    editor()->setText(u"another"_s);
    QTest::keyClick(editor(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor()->text(), u"another"_s);
}

void TestPayloadEditor::editingAnyway_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("can");
    QTest::newRow("slow, but no standstill") << QString(PayloadEditor::LongestLine + 1, u'x') << true;
    QTest::newRow("a standstill") << QString(PayloadEditor::LongestLineAnyway + 1, u'x') << false;
    QTest::newRow("bytes that an editor changes")
        << QString(PayloadEditor::LongestLine + 1, u'x') + u"\r\n"_s << false;
}

void TestPayloadEditor::editingAnyway()
{
    QFETCH(const QString, text);
    QFETCH(const bool, can);
    editor()->setText(text);
    QCOMPARE(editor()->canEditAnyway(), can);
    editor()->editAnyway();
    QCOMPARE(editor()->isCollapsed(), !can);
    QVERIFY(editor()->text() == text);
    QTest::keyClicks(editor(), u"a"_s);
    QCOMPARE(editor()->text().size(), text.size() + (can ? 1 : 0));
}

void TestPayloadEditor::formatAndMinifyStayQuick()
{
    // What Format and Minify do with it, without a stream.
    const QString minified = u"["_s + u"{\"a\":1.0},"_s.repeated(500'000) + u"2]"_s;
    editor()->setText(u"[1]"_s);
    editor()->replaceText(minified);
    QCOMPARE_LE(longestBlock(), PayloadEditor::BeginningSize + 1);
    const QString formatted = QString(minified).replace(u',', u",\n"_s);
    editor()->replaceText(formatted);
    QVERIFY(editor()->isCollapsed());
    QCOMPARE_LE(editor()->document()->blockCount(), 2'000);
    QVERIFY(editor()->text() == formatted);
}

QTEST_MAIN(TestPayloadEditor)
#include "tst_payloadeditor.moc"
