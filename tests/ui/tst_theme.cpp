// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/connectdialog.h"
#include "highlight/highlighting.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPalette>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

double luminance(const QColor &colour)
{
    const auto channel = [](float c) {
        return c <= 0.03928F ? c / 12.92 : std::pow((double(c) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void contrast_data();
    void contrast();
    void everyIconDraws();
    void iconsFollowPalette();
    void messageIsAsHighAsItsText_data();
    void messageIsAsHighAsItsText();
    void warningLeavesTheDialogAsItIs_data() { messageIsAsHighAsItsText_data(); }
    void warningLeavesTheDialogAsItIs();
    void syntaxIsLegible_data();
    void syntaxIsLegible();
};

void TestTheme::contrast_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("paper");
    for (const bool dark : { false, true }) {
        const QPalette p = dark ? Theme::darkPalette() : Theme::lightPalette();
        const Colours &c = Theme::colours(p);
        const auto row = [dark](const char *name, const QColor &ink, const QColor &paper) {
            QTest::addRow("%s, %s", dark ? "dark" : "light", name) << ink << paper;
        };
        row("text on window", p.color(QPalette::WindowText), p.color(QPalette::Window));
        row("text on base", p.color(QPalette::Text), p.color(QPalette::Base));
        row("text on rows", p.color(QPalette::Text), p.color(QPalette::AlternateBase));
        row("button text", p.color(QPalette::ButtonText), p.color(QPalette::Button));
        row("selected text", p.color(QPalette::HighlightedText), p.color(QPalette::Highlight));
        row("placeholder on base", p.color(QPalette::PlaceholderText), p.color(QPalette::Base));
        row("placeholder on window", p.color(QPalette::PlaceholderText), p.color(QPalette::Window));
        row("link", p.color(QPalette::Link), p.color(QPalette::Window));
        row("tool tip", p.color(QPalette::ToolTipText), p.color(QPalette::ToolTipBase));
        row("on accent", c.onAccent, c.accent);
        row("good", c.good, p.color(QPalette::Window));
        row("warning", c.warning, p.color(QPalette::Window));
        row("bad", c.bad, p.color(QPalette::Window));
        row("text on good", p.color(QPalette::WindowText), c.goodTint);
        row("text on warning", p.color(QPalette::WindowText), c.warningTint);
        row("text on bad", p.color(QPalette::WindowText), c.badTint);
        row("good on its tint", c.good, c.goodTint);
        row("warning on its tint", c.warning, c.warningTint);
        row("bad on its tint", c.bad, c.badTint);
    }
}

void TestTheme::contrast()
{
    QFETCH(const QColor, ink);
    QFETCH(const QColor, paper);
    QCOMPARE_GE(::contrast(ink, paper), 4.5);
}

void TestTheme::everyIconDraws()
{
    const QStringList files = QDir(u":/icons"_s).entryList();
    QCOMPARE_GT(files.size(), 40);
    for (const QString &file : files) {
        const QByteArray name = file.chopped(4).toLatin1();
        const QImage image = icon(QLatin1StringView(name)).pixmap(QSize(16, 16), 1.0).toImage();
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                inked += image.pixelColor(x, y).alpha() > 128;
            }
        }
        QVERIFY2(inked > 4, name.constData());
    }
}

void TestTheme::iconsFollowPalette()
{
    const QIcon stop = icon("freeze"_L1);
    const auto ink = [&stop] {
        return stop.pixmap(QSize(32, 32), 1.0).toImage().pixelColor(11, 16);
    };
    QGuiApplication::setPalette(Theme::lightPalette());
    QCOMPARE(ink(), Theme::lightPalette().color(QPalette::ButtonText));
    QGuiApplication::setPalette(Theme::darkPalette());
    QCOMPARE(ink(), Theme::darkPalette().color(QPalette::ButtonText));
}

void TestTheme::messageIsAsHighAsItsText_data()
{
    QTest::addColumn<bool>("exposed");
    QTest::newRow("in a dialog that is open") << true;
    QTest::newRow("in a dialog that opens") << false;
}

void TestTheme::messageIsAsHighAsItsText()
{
    QFETCH(const bool, exposed);
    QDialog dialog;
    auto *message = new QLabel(&dialog);
    message->setWordWrap(true);
    message->hide();
    auto *layout = new QVBoxLayout(&dialog);
    layout->addWidget(new QTextEdit, 1);
    layout->addWidget(message);
    dialog.setMinimumWidth(600);
    dialog.show();
    if (exposed) {
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    }
    const int before = dialog.height();
    setInlineMessage(message, MessageKind::Warning,
                     u"Some words that fill a line and a half. "_s.repeated(4));
    QTRY_COMPARE_GT(message->width(), 500);
    QTRY_COMPARE_LE(message->height(), message->fontMetrics().lineSpacing() * 3 + 12);
    QCOMPARE_GE(message->height(), message->fontMetrics().lineSpacing() * 2 + 12);
    QCOMPARE_LE(dialog.height(), before + message->height() + layout->spacing());
    // And less of it with less text.
    setInlineMessage(message, MessageKind::Warning, u"Few words."_s);
    QTRY_COMPARE_LE(message->height(), message->fontMetrics().lineSpacing() * 2 + 12);
}

// A real one, whose pages are of different heights.
void TestTheme::warningLeavesTheDialogAsItIs()
{
    QFETCH(const bool, exposed);
    Theme theme;
    ConnectDialog dialog({}, SecretStore::Place::UntilQuit, false);
    dialog.open();
    if (exposed) {
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    }
    dialog.findChild<QLineEdit *>("connectUrl"_L1)->setText(u"http://streams.example.com"_s);
    dialog.findChild<QComboBox *>("connectCredentials"_L1)->setCurrentIndex(1);
    dialog.findChild<QLineEdit *>("connectSecret"_L1)->setText(u"a token"_s);
    dialog.findChild<QPushButton *>("connectButton"_L1)->click();
    const auto *message = dialog.findChild<QLabel *>("connectMessage"_L1);
    QTRY_VERIFY(message->isVisible());
    QTRY_COMPARE_LE(message->height(), message->fontMetrics().lineSpacing() * 3 + 12);
    QCOMPARE_GE(message->height(), message->fontMetrics().lineSpacing() * 2 + 12);
}

void TestTheme::syntaxIsLegible_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << Theme::lightPalette();
    QTest::newRow("dark") << Theme::darkPalette();
}

// Whatever theme is chosen, for a light background or a dark one.
void TestTheme::syntaxIsLegible()
{
    QFETCH(const QPalette, palette);
    QApplication::setPalette(palette);
    Highlighting *highlighting = Highlighting::instance();
    int checked = 0;
    for (const KSyntaxHighlighting::Theme &theme : highlighting->repository().themes()) {
        for (const auto style :
             { KSyntaxHighlighting::Theme::Normal, KSyntaxHighlighting::Theme::String,
               KSyntaxHighlighting::Theme::DecVal, KSyntaxHighlighting::Theme::Keyword,
               KSyntaxHighlighting::Theme::DataType, KSyntaxHighlighting::Theme::Function,
               KSyntaxHighlighting::Theme::Error, KSyntaxHighlighting::Theme::Comment }) {
            const QColor made = QColor::fromRgba(theme.textColor(style));
            const QColor shown = highlighting->legible(made);
            const double reached = ::contrast(shown, palette.color(QPalette::Base));
            QVERIFY2(reached >= 4.5,
                     qPrintable(u"%1: %2 → %3"_s.arg(theme.name(), made.name(), shown.name())));
            QVERIFY(shown == made || ::contrast(made, palette.color(QPalette::Base)) < 4.5);
            ++checked;
        }
    }
    QCOMPARE_GE(checked, 80);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
