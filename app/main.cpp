// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "commandline.h"
#include "snapshot.h"

#include <QApplication>
#include <QTextStream>

#include <optional>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"tailwater"_s);
    QApplication::setApplicationDisplayName(u"Tailwater"_s);
    QApplication::setApplicationVersion(QStringLiteral(TAILWATER_VERSION));
    QApplication::setDesktopFileName(u"io.github.tailwater.Tailwater"_s);
    Tailwater::Application::installTranslations();

    const auto line = Tailwater::parseCommandLine(QApplication::arguments());
    if (!line) {
        QTextStream(stderr) << "tailwater: " << line.error() << '\n';
        return 2;
    }
    if (!line->print.isEmpty()) {
        QTextStream(stdout) << line->print;
        return 0;
    }
    Tailwater::Application tailwater;
    std::optional<Tailwater::Snapshot> snapshot;
    if (!line->snapshot.isEmpty()) {
        snapshot.emplace(&tailwater, line->snapshot);
    }
    tailwater.start(*line);
    return QApplication::exec();
}
