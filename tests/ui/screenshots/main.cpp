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
    const bool writing = arguments.value(2) == u"writing"_s;
    if (arguments.size() != 2 && !(arguments.size() == 3 && writing)) {
        QTextStream(stderr) << "usage: tailwater-screenshots DIR [writing]\n";
        return 2;
    }
    Tailwater::Application::installTranslations();
    Tailwater::Gallery gallery(QApplication::arguments().at(1));
    return (writing ? gallery.takeWriting() : gallery.takeAll()) ? 0 : 1;
}
