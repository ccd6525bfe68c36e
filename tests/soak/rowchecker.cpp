// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rowchecker.h"

#include <charconv>

namespace Soak {

using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

// The number behind \a name at the beginning of \a rest, which is cut off; false if it is not there.
bool takeNumber(QByteArrayView &rest, QByteArrayView name, quint64 &number)
{
    if (!rest.startsWith(name)) {
        return false;
    }
    const char *begin = rest.data() + name.size();
    const auto [end, error] = std::from_chars(begin, rest.data() + rest.size(), number);
    rest = rest.sliced(end - rest.data());
    return error == std::errc();
}

} // namespace

RowChecker::RowChecker(std::function<StoreSnapshot()> snapshot)
    : m_snapshot(std::move(snapshot))
{
}

RowChecker::~RowChecker()
{
    requestInterruption();
    wait();
}

void RowChecker::run()
{
    while (!isInterruptionRequested()) {
        look();
        sleep(50ms);
    }
}

void RowChecker::look()
{
    const StoreSnapshot snapshot = m_snapshot();
    const quint64 begin = std::max(m_seen, snapshot.firstId());
    snapshot.forEachPage(begin, snapshot.endId(), [this](const auto &page, auto first, auto end) {
        for (auto row = first; row < end; ++row) {
            if (page->kind(row) != RowKind::Marker) {
                check(page->payload(row));
            }
        }
        return true;
    });
    m_seen = snapshot.endId();
}

void RowChecker::check(QByteArrayView row)
{
    quint64 writer = 0;
    quint64 number = 0;
    if (!takeNumber(row, "{\"w\":", writer) || !takeNumber(row, ",\"n\":", number)
        || writer >= m_next.size()) {
        ++m_foreign;
        return;
    }
    quint64 &next = m_next[size_t(writer)];
    if (number < next) {
        ++m_repeated;
        return;
    }
    m_lost += number - next;
    next = number + 1;
    ++m_checked;
}

} // namespace Soak

#include "moc_rowchecker.cpp"
