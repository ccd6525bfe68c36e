// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/highlighting.h"
#include "highlight/linepainter.h"
#include "theme/theme.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/State>

#include <QFontDatabase>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QTextLayout>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

//! Looks for what is highlighted as wrong.
class FaultFinder : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    bool inLine(const QString &line)
    {
        m_found = false;
        highlightLine(line, {});
        return m_found;
    }

protected:
    void applyFormat(int, int length, const KSyntaxHighlighting::Format &format) override
    {
        m_found |= length > 0 && format.textStyle() == KSyntaxHighlighting::Theme::Error;
    }

private:
    bool m_found = false;
};

} // namespace

class TestHighlighting : public QObject
{
    Q_OBJECT

    std::unique_ptr<Theme> theme;

    static bool isDark()
    {
        const auto background = Highlighting::instance()->theme().editorColor(
            KSyntaxHighlighting::Theme::BackgroundColor);
        return QColor::fromRgba(background).lightness() < 128;
    }

    //! What is not white: how much of it, and where.
    struct Ink
    {
        double amount = 0;
        QRect area;
    };
    static Ink inkOf(const QImage &image)
    {
        Ink ink;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const int dark = 255 - qGray(image.pixel(x, y));
                ink.amount += dark;
                if (dark > 8) {
                    ink.area |= QRect(x, y, 1, 1);
                }
            }
        }
        return ink;
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        theme = std::make_unique<Theme>();
        theme->setAppearance(Theme::Appearance::Light);
    }

    void followsThePalette()
    {
        QTRY_VERIFY(!isDark());
        QSignalSpy changed(Highlighting::instance(), &Highlighting::themeChanged);
        theme->setAppearance(Theme::Appearance::Dark);
        QTRY_VERIFY(isDark());
        QCOMPARE(changed.size(), 1);
    }

    // A theme is chosen for light or for dark, never one for both: text must stay readable.
    void takesTheChosenTheme()
    {
        Highlighting *highlighting = Highlighting::instance();
        QTRY_VERIFY(!isDark());
        const QString usual = highlighting->theme().name();
        QStringList names = highlighting->themeNames(false);
        QVERIFY(names.removeOne(usual));
        QVERIFY(!names.isEmpty());
        QVERIFY(!highlighting->themeNames(true).contains(usual));
        highlighting->chooseTheme(false, names.first());
        QCOMPARE(highlighting->theme().name(), names.first());
        theme->setAppearance(Theme::Appearance::Dark);
        QTRY_VERIFY(isDark());
        theme->setAppearance(Theme::Appearance::Light);
        QTRY_COMPARE(highlighting->theme().name(), names.first());
        // A name that is not known any more does no harm.
        highlighting->chooseTheme(false, u"no such theme"_s);
        QCOMPARE(highlighting->theme().name(), usual);
        highlighting->chooseTheme(false, {});
    }

    // A message is a JSON value of any kind.
    void knowsEachJsonValue_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("valid");
        for (const char *value : { "1.10", "-0", "100000", "1e400", "-1.5E-7", "\"x\"", "\"\"", "true", "false",
                                   "null", "{}", "[]", " 1 ", "[1.10,\"x\",[null],{}]",
                                   "{\"a\":1,\"b\":{\"c\":[true,-2.5]},\"d\":\"e\"}", "\"\\\"\\\\\\u00e4\\n\"",
                                   "{\"\\u0041\\\"\":\"ä\"}" }) {
            QTest::addRow("%s", value) << QString::fromUtf8(value) << true;
        }
        for (const char *value : { "x", "01", "1.", ".5", "+1", "tru", "{a:1}", "[1;2]", "\"\\x\"",
                                   "{\"a\":nul}", "NaN", "1a" }) {
            QTest::addRow("%s", value) << QString::fromUtf8(value) << false;
        }
    }

    void knowsEachJsonValue()
    {
        QFETCH(const QString, line);
        QFETCH(const bool, valid);
        for (const char *type : { "application/json", "application/ndjson", "application/geo+json" }) {
            FaultFinder faults;
            faults.setTheme(Highlighting::instance()->theme());
            faults.setDefinition(Highlighting::instance()->definitionFor(type));
            QVERIFY(faults.definition().isValid());
            QCOMPARE(!faults.inLine(line), valid);
        }
    }

    // A line put together from tiles is what a painter makes of the same text.
    void paintsGlyphsAsAPainterDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("scale");
        QTest::addColumn<double>("points");
        for (const double scale : { 1.0, 1.25, 1.5, 2.0 }) {
            for (const double points : { 7.0, 10.0, 13.5 }) {
                QTest::addRow("JSON, scale %.2f, %.1f pt", scale, points)
                    << u"{\"id\":1234567,\"name\":\"Wjy|_@\",\"ok\":true}"_s << scale << points;
            }
            QTest::addRow("letters of others, scale %.2f", scale) << u"Größe ΑΩ Жщ €"_s << scale << 10.0;
        }
    }

    void paintsGlyphsAsAPainterDoes()
    {
        QFETCH(QString, text);
        QFETCH(double, scale);
        QFETCH(double, points);
        QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(points);
        LinePainter lines;
        lines.setFont(font);
        const QPointF at(12, 8);
        const auto painted = [&](const auto &paint) {
            QImage image((QSizeF(800, 60) * scale).toSize(), QImage::Format_RGB32);
            image.setDevicePixelRatio(scale);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setFont(font);
            painter.setPen(Qt::black);
            paint(&painter);
            painter.end();
            return inkOf(image);
        };
        const Ink ours
            = painted([&](QPainter *painter) { lines.paint(painter, at, text, Qt::black); });
        const Ink usual = painted([&](QPainter *painter) {
            painter->drawText(at + QPointF(0, lines.ascent()), text);
        });
        QVERIFY(usual.amount > 0);
        const double share = ours.amount / usual.amount;
        QVERIFY2(share > 0.93 && share < 1.07, qPrintable(QString::number(share)));
        QVERIFY2(usual.area.adjusted(-2, -2, 2, 2).contains(ours.area)
                     && ours.area.adjusted(-2, -2, 2, 2).contains(usual.area),
                 qPrintable(u"%1 and %2 pixels wide"_s.arg(ours.area.width()).arg(usual.area.width())));
    }

    // A long line in a narrow cell costs what the cell shows; where all fits, all is there.
    void shapesWhatThereIsRoomFor_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addRow("right to left") << u"שלום "_s.repeated(200);
        QTest::addRow("marks without width") << u"e\u0301\u0301\u0301"_s.repeated(200);
        QTest::addRow("pairs of units") << u"𝛼𝛽"_s.repeated(200);
    }
    void shapesWhatThereIsRoomFor()
    {
        QFETCH(QString, text);
        LinePainter lines;
        lines.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        const PreparedLine all = lines.prepare(text);
        QVERIFY(all.layout);
        QVERIFY(!all.cut);
        QCOMPARE(all.layout->text(), text);
        const qreal room = all.width / 10;
        const PreparedLine some = lines.prepare(text, { { 0, int(text.size()), Qt::red } }, room);
        QVERIFY(some.cut);
        QVERIFY(some.width > room);
        QVERIFY(some.glyphs < text.size() / 2);
        QVERIFY(text.startsWith(some.layout->text()));
        QVERIFY(!some.layout->text().back().isHighSurrogate());
        const PreparedLine fits = lines.prepare(text, {}, all.width);
        QVERIFY(!fits.cut);
        QCOMPARE(fits.layout->text(), text);
    }

    // Colours stay where they were given, and what is beyond the room is left out.
    void paintsColoursInTheirPlaces()
    {
        LinePainter lines;
        lines.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        const PreparedLine line = lines.prepare(u"aaaabbbb"_s, { { 4, 4, Qt::red } });
        const auto colours = [&](bool plain, qreal room) {
            QImage image(200, 40, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            lines.paint(&painter, { 0, 0 }, line, Qt::blue, plain, room);
            painter.end();
            const int border = int(lines.columnWidth() * 4);
            std::pair<bool, bool> found;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    found.first = found.first || (x < border && pixel.blue() > pixel.red() + 50);
                    found.second = found.second || (x > border && pixel.red() > pixel.blue() + 50);
                }
            }
            return found;
        };
        QCOMPARE(colours(false, 1e6), std::pair(true, true));
        QCOMPARE(colours(true, 1e6), std::pair(true, false));
        QCOMPARE(colours(false, lines.columnWidth() * 2), std::pair(true, false));
    }
};

QTEST_MAIN(TestHighlighting)
#include "tst_highlighting.moc"
