// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "report.h"

// The targets of the transport, one function each; all of them start their own servers.
namespace Benchmark {

void measureCatchUpBytes(Report &report);
void measureCatchUpMessages(Report &report);
void measureOneResponse(Report &report);
void measureStalledReaders(Report &report);
void measureEvents(Report &report);
void measureBatchedEvents(Report &report);
void measureTls(Report &report);
void measureDelivery(Report &report);
void measureAppends(Report &report);
void measureBodySizes(Report &report);

} // namespace Benchmark
