// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// tailwater-soak [--appends=500] [--messages=100] [--seconds=60] [--prefilled=1000000]
// The application under load: prints a line for each figure; the exit code is 1 if one is missed.

#include "soak.h"

#include <QApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    constexpr auto writeOption = "--write="_L1;
    const bool writes = argc > 1 && QLatin1StringView(argv[1]).startsWith(writeOption);
    const std::unique_ptr<QCoreApplication> application(
        writes ? new QCoreApplication(argc, argv) : new QApplication(argc, argv));
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString url = writes ? arguments.takeFirst().sliced(writeOption.size()) : QString();
    const auto load = Soak::Load::fromArguments(arguments);
    if (!load) {
        std::fprintf(stderr, "tailwater-soak: use --appends=N --messages=N --seconds=N --prefilled=N\n");
        return 2;
    }
    if (writes) {
        return Soak::runWriter(url, *load);
    }
    return Soak::Soak(*load).run();
}
