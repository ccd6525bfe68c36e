// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "about/components.h"
#include "application.h"
#include "capture/capturerequests.h"
#include "commandline.h"
#include "connection/server.h"
#include "crashtrace.h"
#include "logfile.h"
#include "models/connectionclient.h"
#include "quitsignals.h"
#include "singleinstance.h"
#include "snapshot.h"
#include "window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTextStream>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

//! Help and version come without a display as well.
std::unique_ptr<QCoreApplication> createApplication(int &argc, char *argv[])
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--version" || argument == "-v" || argument == "--help"
            || argument == "-h") {
            return std::make_unique<QCoreApplication>(argc, argv);
        }
    }
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

int main(int argc, char *argv[])
{
    const auto application = createApplication(argc, argv);
    QCoreApplication::setApplicationName(u"tailwater"_s);
    QCoreApplication::setApplicationVersion(Tailwater::version());
    QGuiApplication::setApplicationDisplayName(u"Tailwater"_s);
    QGuiApplication::setDesktopFileName(u"io.github.tailwater.Tailwater"_s);
    Tailwater::Application::installTranslations();

    const auto line = Tailwater::parseCommandLine(QCoreApplication::arguments());
    if (!line) {
        QTextStream(stderr) << "tailwater: " << line.error() << '\n';
        return 2;
    }
    if (!line->print.isEmpty()) {
        QTextStream(stdout) << line->print;
        return 0;
    }
    // Said here too when another instance is to capture: scripts see it.
    if (!line->capture.isEmpty()) {
        const QString fault = Tailwater::CaptureRequests::fault(line->capture, line->overwrite);
        if (!fault.isEmpty()) {
            QTextStream(stderr) << "tailwater: " << fault << '\n';
            return 3;
        }
    }
    const QString settings = Tailwater::Settings::defaultPath();
    Tailwater::SingleInstance instance(settings);
    if (Tailwater::canHandOver(*line)) {
        instance.beginStart();
        if (instance.handOver(Tailwater::withAbsoluteFiles(QApplication::arguments()))) {
            return 0;
        }
        instance.listen();
    }
    const QString state = QStandardPaths::writableLocation(QStandardPaths::StateLocation);
    const QString lastCrash = Tailwater::installCrashTrace(state);
    Tailwater::LogFile log(state);
    log.install();
    Tailwater::useSystemProxies();
    Tailwater::Application tailwater(settings, Tailwater::Keychain::ofSystem());
    QObject::connect(&instance, &Tailwater::SingleInstance::argumentsReceived, &tailwater,
                     &Tailwater::Application::onSecondStart);
    QObject::connect(tailwater.window()->findChild<QAction *>("file.newWindow"_L1),
                     &QAction::triggered, &tailwater, [] {
                         QProcess::startDetached(QCoreApplication::applicationFilePath(),
                                                 { u"--new-window"_s });
                     });
    std::optional<Tailwater::Snapshot> snapshot;
    if (!line->snapshot.isEmpty()) {
        snapshot.emplace(&tailwater, line->snapshot);
    }
    // Gone before the application is: a second signal while captures are finished ends it at once.
    const Tailwater::QuitSignals quitSignals;
    tailwater.start(*line);
    if (!lastCrash.isEmpty()) {
        tailwater.sayThatItCrashed(lastCrash);
    }
    QMetaObject::invokeMethod(&instance, &Tailwater::SingleInstance::endStart, Qt::QueuedConnection);
    return QApplication::exec();
}
