// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "theme/icons.h"
#include "theme/theme.h"

#include <QDir>
#include <QPalette>
#include <QTest>

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

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
