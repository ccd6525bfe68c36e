// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "highlight/highlighting.h"
#include "report.h"
#include "settings/settings.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QTemporaryDir>

// How long a long message makes the user wait in the composer: to paste it, with each key, to minify and to
// format it, and to keep it as a draft. In one line, as payloads of programs are, and in many.

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

template<typename F> double milliseconds(F act)
{
    QElapsedTimer time;
    time.start();
    act();
    return double(time.nsecsElapsed()) / 1e6;
}

//! The longest time for which events had to wait, of \a act and of what comes after it: what is put off, checked
//! after a pause, or comes from other threads.
template<typename F> double longestWait(PayloadEditor *editor, F act)
{
    double longest = milliseconds([&] {
        act();
        editor->viewport()->repaint();
    });
    QElapsedTimer time;
    time.start();
    for (qint64 quietSince = 0; time.elapsed() - quietSince < 500 && time.elapsed() < 10'000;) {
        const double turn = milliseconds([] { QCoreApplication::processEvents(); });
        longest = std::max(longest, turn);
        if (turn > 2) {
            quietSince = time.elapsed();
        }
    }
    return longest;
}

void press(PayloadEditor *editor, int key, Qt::KeyboardModifiers modifiers, const QString &text = {})
{
    QKeyEvent event(QEvent::KeyPress, key, modifiers, text);
    QCoreApplication::sendEvent(editor, &event);
}

//! Of JSON, as large as \a size, with \a separator between its elements.
QString payload(qsizetype size, const QString &separator)
{
    const QString element = u"{\"id\":1234567,\"total\":129.95,\"note\":\"to be delivered\"}"_s;
    QString text = u"["_s;
    while (text.size() < size) {
        text += element + u","_s + separator;
    }
    return text + u"1]"_s;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"s.ini"_s));
    Connection connection;
    connection.baseUrl = QUrl(u"http://127.0.0.1:9/v1/stream"_s);
    Server server(connection);
    Benchmark::Report report;
    const std::pair<QString, QString> forms[] = { { u"one line"_s, {} }, { u"lines"_s, u"\n"_s } };
    for (const qsizetype size : { 20'000, 100'000, 1'000'000, 5'000'000 }) {
        for (const auto &[form, separator] : forms) {
            const auto panel = std::make_unique<ComposerPanel>();
            panel->resize(1'000, 400);
            panel->show();
            panel->setTarget(&server, "s", "application/json");
            QGuiApplication::clipboard()->setText(payload(size, separator));
            PayloadEditor *editor = panel->editor();
            const auto row = [&](const char *what, double value) {
                report.atMost("composer", Benchmark::Gate::Soft,
                              u"%1 kB in %2: %3"_s.arg(size / 1'000)
                                  .arg(form, QLatin1StringView(what)),
                              value, 100, u"ms"_s);
            };
            row("paste", longestWait(editor, [&] { press(editor, Qt::Key_V, Qt::ControlModifier); }));
            double worst = 0;
            for (int i = 0; i < 10; ++i) {
                worst = std::max(worst, milliseconds([&] {
                    press(editor, Qt::Key_A, {}, u"a"_s);
                    QCoreApplication::processEvents();
                    editor->viewport()->repaint();
                }));
            }
            row("the slowest of 10 keys", worst);
            row("kept as a draft", milliseconds([&] {
                    settings.setDrafts(panel->drafts());
                    settings.sync();
                }));
            editor->replaceText(payload(size, separator));
            QCoreApplication::processEvents();
            for (QAction *action : panel->actions()) {
                if (action->objectName() == "compose.minify"_L1) {
                    row("minify", longestWait(editor, [action] { action->trigger(); }));
                }
            }
            row("format", longestWait(editor, [&] { panel->formatAction()->trigger(); }));
            row("another theme", longestWait(editor, [] {
                    Highlighting::instance()->chooseTheme(false, u"Breeze Dark"_s);
                    Highlighting::instance()->chooseTheme(false, {});
                }));
        }
    }
    return report.exitCode();
}
