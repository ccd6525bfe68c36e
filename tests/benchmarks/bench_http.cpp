// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The transport: targets 1 to 4, 6 to 9, 11 and 12, against a blocking socket, curl and the TypeScript
// client in the same run. Arguments are the targets to measure; none means all.

#include "http/targets.h"

#include <QtCore/QCoreApplication>

int main(int argc, char **argv)
{
    using namespace Benchmark;
    const QCoreApplication application(argc, argv);
    const QStringList wanted = QCoreApplication::arguments().sliced(1);
    struct Target
    {
        int number;
        void (*measure)(Report &);
    };
    constexpr Target targets[] = {
        { 1, measureCatchUpBytes },  { 2, measureCatchUpMessages }, { 3, measureOneResponse },
        { 4, measureStalledReaders }, { 6, measureEvents },         { 7, measureBatchedEvents },
        { 8, measureTls },           { 9, measureDelivery },        { 11, measureAppends },
        { 12, measureBodySizes },
    };
    Report report;
    for (const Target &target : targets) {
        if (wanted.isEmpty() || wanted.contains(QString::number(target.number))) {
            target.measure(report);
        }
    }
    return report.exitCode();
}
