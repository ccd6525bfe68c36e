// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/highlighting.h"
#include "theme/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

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
};

QTEST_MAIN(TestHighlighting)
#include "tst_highlighting.moc"
