// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "gallery.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTextStream>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"tailwater"_s);
    QStandardPaths::setTestModeEnabled(true);
    const QStringList arguments = QApplication::arguments();
    const QString part = arguments.value(2);
    const bool filters = part == "filters"_L1;
    const bool writing = part == "writing"_L1;
    if (arguments.size() != 2 && !(arguments.size() == 3 && (filters || writing))) {
        QTextStream(stderr) << "usage: tailwater-screenshots DIR [filters|writing]\n";
        return 2;
    }
    Tailwater::Application::installTranslations();
    Tailwater::Gallery gallery(arguments.at(1));
    return (filters ? gallery.takeFilters() : writing ? gallery.takeWriting() : gallery.takeAll()) ? 0 : 1;
}
