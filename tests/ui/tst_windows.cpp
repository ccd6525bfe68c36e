// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"
#include "windowtour.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTest>
#include <QTranslator>

#include <memory>
#include <support/pseudolocale.h>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

//! Roles that somebody operates: without a name a screen reader has nothing to say about them.
bool isControl(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::List:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::PageTab:
    case QAccessible::MenuItem:
    case QAccessible::Dialog:
    case QAccessible::Window:
        return true;
    default:
        return false;
    }
}

QString describe(QAccessibleInterface *interface)
{
    const QObject *object = interface->object();
    QString path = object ? QLatin1StringView(object->metaObject()->className()) : u"item"_s;
    for (; object; object = object->parent()) {
        path.prepend((object->objectName().isEmpty() ? u"?"_s : object->objectName()) + u'/');
    }
    return path;
}

//! Adds every visible control below \a interface that has no name.
void findNameless(QAccessibleInterface *interface, QStringList *found, int *controls)
{
    if (!interface || !interface->isValid() || interface->state().invisible) {
        return;
    }
    const QAccessible::Role role = interface->role();
    if (isControl(role) && (interface->state().focusable || role == QAccessible::PageTab)) {
        ++*controls;
        if (interface->text(QAccessible::Name).trimmed().isEmpty()) {
            found->append(describe(interface));
        }
    }
    // What a list or table holds is data.
    if (role == QAccessible::Table || role == QAccessible::Tree || role == QAccessible::List) {
        return;
    }
    for (int i = 0; i < interface->childCount(); ++i) {
        findNameless(interface->child(i), found, controls);
    }
}

//! True if \a widget may be smaller than it asks for: it scrolls, or tells the whole in its tool tip.
bool mayBeCut(const QWidget *widget, const QString &text)
{
    if (widget->toolTip().contains(text)) {
        return true;
    }
    for (const QWidget *parent = widget; parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(parent)) {
            return true;
        }
    }
    return false;
}

//! What is missing to show the whole text of \a widget; empty if it is all there.
QString cutOff(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const QString text = label ? label->text() : button ? button->text() : QString();
    if (!widget->isVisible() || text.isEmpty() || mayBeCut(widget, text)) {
        return {};
    }
    if (label) {
        const int needed = label->hasHeightForWidth() ? label->heightForWidth(label->width())
                                                      : label->sizeHint().height();
        if (needed > label->height()
            || (!label->wordWrap() && label->sizeHint().width() > label->width())) {
            return text;
        }
    } else if (button->minimumSizeHint().width() > button->width()) {
        return text;
    }
    return {};
}

//! A button that is lower than it asks to be.
QString tooLow(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && button->isVisible() && !button->text().isEmpty()
            && button->minimumSizeHint().height() > button->height()
        ? u"“%1” is too low"_s.arg(button->text())
        : QString();
}

//! Why the mnemonic of \a label leads nowhere; empty if it leads somewhere or there is none.
QString mnemonicFault(const QLabel *label)
{
    if (QKeySequence::mnemonic(label->text()).isEmpty()) {
        return {};
    }
    const QWidget *buddy = label->buddy();
    if (!buddy) {
        return u"“%1” shows its ampersand"_s.arg(label->text());
    }
    return buddy->focusPolicy() == Qt::NoFocus // Qt asks no further, whatever takes its focus
        ? u"“%1” leads to what takes no focus"_s.arg(label->text())
        : QString();
}

//! Which entries of a menu of \a window share one: the first press only goes from one to the other.
QStringList sharedInMenus(const QMainWindow *window, qsizetype &entries)
{
    QStringList shared;
    for (const QAction *top : window->menuBar()->actions()) {
        Q_EMIT top->menu()->aboutToShow();
        QMap<QString, QStringList> texts;
        for (const QAction *action : top->menu()->actions()) {
            const QKeySequence key = QKeySequence::mnemonic(action->text());
            if (action->isVisible() && !key.isEmpty()) {
                texts[key.toString()].append(action->text());
                ++entries;
            }
        }
        for (const QStringList &same : std::as_const(texts)) {
            shared.append(same.size() > 1 ? top->text() + u": "_s + same.join(u", "_s) : QString());
        }
    }
    shared.removeAll(QString());
    return shared;
}

//! Which texts of \a dialog share a mnemonic: the first press does nothing but focus one of them.
QStringList sharedMnemonics(const QWidget *dialog)
{
    QMap<QString, QStringList> texts;
    for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label && label->buddy() ? label->text()
            : button                                 ? button->text()
                                                     : QString();
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (widget->isVisible() && !key.isEmpty()) {
            texts[key.toString()].append(text);
        }
    }
    QStringList shared;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
        if (it->size() > 1) {
            shared.append(it.key() + u" means “"_s + it->join(u"” and “"_s) + u'”');
        }
    }
    return shared;
}

void collect(const QLayout *layout, QList<const QWidget *> *widgets)
{
    for (int i = 0; i < layout->count(); ++i) {
        const QLayoutItem *item = layout->itemAt(i);
        if (const QWidget *widget = item->widget(); widget && widget->isVisible()) {
            widgets->append(widget);
        } else if (const QLayout *inner = const_cast<QLayoutItem *>(item)->layout()) {
            collect(inner, widgets);
        }
    }
}

//! Which two of what is laid out in \a parent lie on each other.
QString meeting(const QWidget *parent)
{
    if (!parent->layout() || !parent->isVisible() || qobject_cast<const QMainWindow *>(parent)) {
        return {};
    }
    QList<const QWidget *> widgets;
    collect(parent->layout(), &widgets);
    for (qsizetype i = 0; i < widgets.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (widgets.at(i)->geometry().intersects(widgets.at(j)->geometry())) {
                return u"%1 meets %2"_s.arg(widgets.at(i)->objectName(), widgets.at(j)->objectName());
            }
        }
    }
    return {};
}

//! What can be reached by Tab; not a tail, which has no current row to show it by while it follows.
bool takesFocus(const QWidget *widget)
{
    return !widget->inherits("Tailwater::TailView") && widget->isVisible() && widget->isEnabled()
        && !widget->focusProxy() && (widget->focusPolicy() & Qt::TabFocus)
        && !widget->visibleRegion().isEmpty();
}

//! Whether \a widget looks different with the focus.
bool focusShows(QWidget *window, QWidget *widget)
{
    // Panes tell it by their titles.
    QWidget *shows = widget;
    for (QWidget *parent = widget; parent && qobject_cast<QAbstractScrollArea *>(widget); parent = parent->parentWidget()) {
        shows = qobject_cast<QDockWidget *>(parent) ? parent : shows;
    }
    const auto look = [window, shows] {
        const QRect around(shows->mapTo(window, QPoint(-4, -4)), shows->size() + QSize(8, 8));
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
        return window->grab(around).toImage();
    };
    if (QWidget *focus = window->focusWidget()) {
        focus->clearFocus();
    }
    const QImage without = look();
    widget->setFocus(Qt::TabFocusReason);
    return QTest::qWaitFor([&] { return widget->hasFocus() && look() != without; });
}

//! Everything is in a language for as long as this lives: “en”, “de”, or “pseudo” of longer words.
class Spoken
{
public:
    explicit Spoken(const QString &language)
        : m_translator(language == "pseudo"_L1 ? std::make_unique<TestSupport::PseudoLocale>()
                                               : std::make_unique<QTranslator>())
    {
        QVERIFY(language == "pseudo"_L1
                || m_translator->load(u":/i18n/tailwater_%1.qm"_s.arg(language)));
        QVERIFY(QCoreApplication::installTranslator(m_translator.get()));
    }

private:
    std::unique_ptr<QTranslator> m_translator; // leaves with its end
};

} // namespace

//! What holds for every window and dialog.
class TestWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(); }

    void controlsHaveNames();
    void mnemonicsLead_data() { addLanguages(); }
    void mnemonicsLead();
    void longTextsFit_data() { addLanguages(); }
    void longTextsFit();
    void nothingIsCutOrMeets_data() { addAppearances(); }
    void nothingIsCutOrMeets();
    void focusIsSeen_data() { addAppearances(); }
    void focusIsSeen();
    void pseudoTextsKeepWhatIsNotText_data();
    void pseudoTextsKeepWhatIsNotText();

private:
    static void addAppearances();
    static void addLanguages();
};

void TestWindows::addLanguages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("longer words") << u"pseudo"_s;
}

void TestWindows::addAppearances()
{
    QTest::addColumn<Theme::Appearance>("appearance");
    QTest::newRow("light") << Theme::Appearance::Light;
    QTest::newRow("dark") << Theme::Appearance::Dark;
}

void TestWindows::nothingIsCutOrMeets()
{
    QFETCH(const Theme::Appearance, appearance);
    QStringList faults;
    WindowTour tour;
    tour.app()->theme()->setAppearance(appearance);
    const bool walked = tour.walk([&faults](QWidget *window, const QString &name) {
        // Texts of a live tail have just changed: first as they are laid out, then as they fit.
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        }
        QList<QWidget *> widgets = window->findChildren<QWidget *>();
        widgets.prepend(window);
        for (const QWidget *widget : std::as_const(widgets)) {
            for (const QString &fault : { cutOff(widget), tooLow(widget), meeting(widget) }) {
                if (!fault.isEmpty()) {
                    faults.append(name + u": "_s + widget->objectName() + u" "_s + fault);
                }
            }
        }
    });
    QVERIFY2(walked, qPrintable(tour.problem()));
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void TestWindows::focusIsSeen()
{
    QFETCH(const Theme::Appearance, appearance);
    QStringList unseen;
    int controls = 0;
    WindowTour tour;
    tour.app()->theme()->setAppearance(appearance);
    const bool walked = tour.walk([&](QWidget *window, const QString &name) {
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        for (QWidget *widget : window->findChildren<QWidget *>()) {
            if (!takesFocus(widget)) {
                continue;
            }
            ++controls;
            if (!focusShows(window, widget)) {
                unseen.append(u"%1: %2 %3"_s.arg(name, QLatin1StringView(widget->metaObject()->className()),
                                                 widget->objectName()));
            }
        }
    });
    QVERIFY2(walked, qPrintable(tour.problem()));
    unseen.removeDuplicates();
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
    QCOMPARE_GE(controls, 60);
}

void TestWindows::controlsHaveNames()
{
    QStringList nameless;
    int controls = 0;
    WindowTour tour;
    const bool walked = tour.walk([&](QWidget *window, const QString &name) {
        QStringList here;
        findNameless(QAccessible::queryAccessibleInterface(window), &here, &controls);
        for (const QString &control : std::as_const(here)) {
            nameless.append(name + u": "_s + control);
        }
    });
    QVERIFY2(walked, qPrintable(tour.problem()));
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    QCOMPARE_GE(tour.visited(), 12);
    QCOMPARE_GE(controls, 200);
}

void TestWindows::longTextsFit()
{
    QFETCH(const QString, language);
    const Spoken spoken(language);
    QStringList cut;
    WindowTour tour;
    const bool walked = tour.walk([&cut](QWidget *window, const QString &name) {
        for (const QWidget *widget : window->findChildren<QWidget *>()) {
            if (const QString text = cutOff(widget); !text.isEmpty()) {
                cut.append(u"%1: %2 “%3”"_s.arg(name, widget->objectName(), text));
            }
        }
    });
    QVERIFY2(walked, qPrintable(tour.problem()));
    cut.removeDuplicates();
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

void TestWindows::mnemonicsLead()
{
    QFETCH(const QString, language);
    const Spoken spoken(language);
    QStringList faults;
    qsizetype labels = 0;
    qsizetype entries = 0;
    WindowTour tour;
    const bool walked = tour.walk([&](QWidget *window, const QString &name) {
        for (const QLabel *label : window->findChildren<QLabel *>()) {
            labels += label->buddy() ? 1 : 0;
            const QString fault = mnemonicFault(label);
            faults.append(fault.isEmpty() ? QStringList() : QStringList { name + u": "_s + fault });
        }
        for (const QString &twice :
             qobject_cast<QDialog *>(window) ? sharedMnemonics(window) : QStringList()) {
            faults.append(name + u": "_s + twice);
        }
    });
    QVERIFY2(walked, qPrintable(tour.problem()));
    // At the end, because menus are filled anew as they are shown.
    faults.append(sharedInMenus(tour.app()->window(), entries));
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QCOMPARE_GE(labels, 20);
    QCOMPARE_GE(entries, 70);
}

void TestWindows::pseudoTextsKeepWhatIsNotText_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("pseudo");
    QTest::newRow("words") << u"Connection"_s << u"Çøññéööçtîøñöö"_s;
    QTest::newRow("short") << u"Ok"_s << u"Øköö"_s;
    QTest::newRow("placeholder") << u"%1 of %n"_s << u"%1 øf %nöö"_s;
    QTest::newRow("markup") << u"<b>on</b>"_s << u"<b>øñ</b>öö"_s;
    QTest::newRow("mnemonic") << u"&Open…"_s << u"&Øpéñöö…"_s;
    QTest::newRow("comparison") << u"a < b"_s << u"å < böö"_s;
}

void TestWindows::pseudoTextsKeepWhatIsNotText()
{
    QFETCH(QString, source);
    QTEST(TestSupport::PseudoLocale::pseudo(source), "pseudo");
}

QTEST_MAIN(TestWindows)
#include "tst_windows.moc"
