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
    if (QApplication::arguments().size() != 2) {
        QTextStream(stderr) << "usage: tailwater-screenshots DIR\n";
        return 2;
    }
    Tailwater::Application::installTranslations();
    Tailwater::Gallery gallery(QApplication::arguments().at(1));
    return gallery.takeAll() ? 0 : 1;
}
