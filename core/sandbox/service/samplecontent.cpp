// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "samplecontent_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QtEndian>
#include <QtCore/QTimeZone>

#include <array>

namespace DurableStreams::Server::SampleContent {

using namespace Qt::StringLiterals;

namespace {

QByteArray isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::UTC)
        .toString(Qt::ISODateWithMs)
        .toLatin1();
}

QByteArray number(qint64 n)
{
    return QByteArray::number(n);
}

template <size_t N> QByteArray pick(const std::array<QByteArrayView, N> &from, quint32 n)
{
    return from[(n * 7919U >> 3) % N].toByteArray();
}

constexpr std::array<QByteArrayView, 6> Customers { "Ada",
                                                    "Bj\xC3\xB6rn",
                                                    "Chlo\xC3\xA9",
                                                    "Dvo\xC5\x99"
                                                    "\xC3\xA1k",
                                                    "\xE6\x96\x87",
                                                    "O\xE2\x80\x99Hara" };
constexpr std::array<QByteArrayView, 4> Products { "anvil", "rocket skates", "bird seed",
                                                   "magnet" };
constexpr std::array<QByteArrayView, 4> Currencies { "EUR", "USD", "JPY", "GBP" };
constexpr std::array<QByteArrayView, 4> Reasons { "damaged", "too late", "changed mind",
                                                  "wrong size" };
constexpr std::array<QByteArrayView, 4> Paths { "/", "/cart", "/api/orders", "/login" };
constexpr std::array<QByteArrayView, 4> Roles { "viewer", "editor", "owner", "guest" };

QByteArray user(qint64 id, quint32 n)
{
    return R"({"id":)"_ba + number(id) + R"(,"name":")"_ba + pick(Customers, quint32(id))
        + R"(","role":")"_ba + pick(Roles, n) + R"(","logins":)"_ba + number(n) + "}"_ba;
}

} // namespace

QByteArray order(quint32 n, qint64 now)
{
    // A number beyond 2^53 on purpose: viewers that use doubles show another one.
    const QByteArray id = number(9'007'199'254'740'993LL + n);
    const QByteArray head = R"("orderId":)"_ba + id + R"(,"at":")"_ba + isoTime(now) + '"';
    switch (n % 8) {
    case 3:
        return R"({"type":"payment.captured",)"_ba + head + R"(,"amount":)"_ba
            + number(n * 37 % 900) + R"(.50,"rate":1.0,"currency":")"_ba + pick(Currencies, n)
            + R"(","card":{"last4":"4242"}})"_ba;
    case 5:
        return R"({"type":"order.shipped",)"_ba + head
            + R"(,"carrier":"Pony Express","weightKg":1.25E1,)"_ba
            + R"("route":[52.520008,13.404954,-0.0],"fragile":)"_ba
            + (n % 16 == 5 ? "true"_ba : "false"_ba) + '}';
    case 6:
        return R"({"type":"order.refunded",)"_ba + head + R"(,"reason":")"_ba + pick(Reasons, n)
            + R"(","note":null})"_ba;
    case 7:
        return R"({"type":"inventory.checked",)"_ba + head
            + R"(,"counts":{"anvil":12,"magnet":0},"nested":[[1,2],[3,[4,[5]]]],"limit":1e400})"_ba;
    default:
        return R"({"type":"order.created",)"_ba + head + R"(,"customer":")"_ba + pick(Customers, n)
            + R"(","items":[{"product":")"_ba + pick(Products, n) + R"(","quantity":)"_ba
            + number(1 + n % 4) + R"(,"price":)"_ba + number(n * 13 % 200) + R"(.99}],"total":)"_ba
            + number((1 + n % 4) * (n * 13 % 200 + 1)) + '}';
    }
}

QByteArray firstOrders()
{
    QByteArray orders = "["_ba;
    for (quint32 n = 0; n < 40; ++n) {
        orders += (n ? ","_ba : ""_ba) + order(n, 1'767'225'600'000LL + n * 61'000LL);
    }
    return orders + ']';
}

QByteArray firstUsers()
{
    QByteArray users = R"([{"headers":{"control":"snapshot-start"}})"_ba;
    for (quint32 id = 1; id <= 8; ++id) {
        users += R"(,{"type":"user","key":")"_ba + number(id) + R"(","value":)"_ba + user(id, 0)
            + R"(,"headers":{"operation":"insert"}})"_ba;
    }
    return users + R"(,{"headers":{"control":"snapshot-end"}}])"_ba;
}

QByteArray userChange(quint32 n, qint64 now)
{
    const quint32 id = n / 3 % 12 + 1;
    const QByteArray head = R"({"type":"user","key":")"_ba + number(id) + R"(",)"_ba;
    const QByteArray headers = R"("headers":{"operation":"%1","txid":"%2","timestamp":"%3"}})"_ba;
    const auto finish = [&](const QByteArray &operation) {
        return QByteArray(headers)
            .replace("%1", operation)
            .replace("%2", number(n))
            .replace("%3", isoTime(now));
    };
    if (n % 21 == 0) {
        return head + finish("delete"_ba);
    }
    const QByteArray value = R"("value":)"_ba + user(id, n) + ',';
    return head + value + finish(id > 8 ? "upsert"_ba : "update"_ba);
}

QByteArray logLine(quint32 n, qint64 now)
{
    static constexpr std::array<QByteArrayView, 5> levels { "INFO", "INFO", "DEBUG", "WARN",
                                                            "ERROR" };
    return isoTime(now) + ' ' + pick(levels, n) + " GET "_ba + pick(Paths, n) + ' '
        + (n % 10 == 0 ? "500"_ba : "200"_ba) + ' ' + number(n * 31 % 400) + "ms\n"_ba;
}

QByteArray firstLog()
{
    QByteArray log;
    for (quint32 n = 0; n < 30; ++n) {
        log += logLine(n, 1'767'225'600'000LL + n * 1'700LL);
    }
    return log;
}

QByteArray frame(quint32 n)
{
    // Length, number, and a sine of eight steps: enough to tell frames apart in a hex view.
    QByteArray bytes(16, Qt::Uninitialized);
    qToBigEndian<quint32>(16, bytes.data());
    qToBigEndian<quint32>(n, bytes.data() + 4);
    static constexpr std::array<uchar, 8> wave { 0x80, 0xDA, 0xFF, 0xDA, 0x80, 0x25, 0x00, 0x25 };
    for (size_t i = 0; i < wave.size(); ++i) {
        bytes[qsizetype(8 + i)] = char(wave[(i + n) % wave.size()]);
    }
    return bytes;
}

QByteArray chat()
{
    return QByteArray(R"([
{"from":"ada","text":"Is the tail live?"},
{"from":"bob","text":"Since this morning \ud83d\ude80"},
{"from":"ada","text":"And it survives a restart?","replyTo":1},
{"from":"bob","text":"Every acknowledged message does."}
])");
}

QByteArray board()
{
    return QByteArray(R"([
{"type":"card","key":"c1","value":{"title":"Write the guide","column":"todo"},"headers":{"operation":"insert"}},
{"type":"card","key":"c2","value":{"title":"Draw the icons","column":"doing"},"headers":{"operation":"insert"}},
{"type":"card","key":"c2","value":{"title":"Draw the icons","column":"done"},"headers":{"operation":"update"}},
{"type":"member","key":"ada","value":{"name":"Ada","admin":true},"headers":{"operation":"insert"}}
])");
}

QByteArray report()
{
    return "Nightly report\n==============\n\nOrders  1 204\nRefunds    17\n\nEnd of report.\n"_ba;
}

} // namespace DurableStreams::Server::SampleContent
