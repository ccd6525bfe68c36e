// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "faultrelay.h"

#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>

using namespace TestSupport;
using namespace std::chrono_literals;

FaultRelay::FaultRelay(const QUrl &upstream)
    : m_upstream(upstream)
{
    m_server.otherwise([this](const Exchange &exchange) { handle(exchange); });
}

void FaultRelay::trouble(const QByteArray &path, const Trouble &trouble, quint32 seed)
{
    m_troubles.insert(path, { trouble, QRandomGenerator(seed) });
}

FaultRelay::Fate FaultRelay::draw(Route &route) const
{
    int dice = route.random.bounded(100);
    const std::pair<int, Fate> fates[] = { { route.trouble.refused, Fate::Refuse },
                                           { route.trouble.dropped, Fate::Drop },
                                           { route.trouble.unanswered, Fate::Unanswered },
                                           { route.trouble.gateway, Fate::Gateway },
                                           { route.trouble.late, Fate::Late } };
    for (const auto &[share, fate] : fates) {
        if (dice < share) {
            return fate;
        }
        dice -= share;
    }
    return Fate::Pass;
}

void FaultRelay::handle(const Exchange &exchange)
{
    const auto route = m_troubles.find(exchange.request().path);
    if (route == m_troubles.end()) {
        forward(exchange, Fate::Pass);
        return;
    }
    const Fate fate = draw(*route);
    auto delay = 0ms;
    if (fate == Fate::Late) {
        exchange.drop(Drop::Rst);
        delay = std::chrono::milliseconds(route->random.bounded(40));
    } else if (route->random.bounded(100) < route->trouble.delayed) {
        delay = std::chrono::milliseconds(route->random.bounded(8));
    }
    if (fate == Fate::Refuse) {
        exchange.reply(Reply(route->random.bounded(2) ? 503 : 429));
    } else if (fate == Fate::Drop) {
        exchange.drop(route->random.bounded(2) ? Drop::Rst : Drop::Fin);
    } else if (delay == 0ms) {
        forward(exchange, fate);
    } else {
        ++m_underWay[exchange.request().path];
        QTimer::singleShot(delay, &m_server, [this, exchange, fate] {
            --m_underWay[exchange.request().path];
            forward(exchange, fate);
        });
    }
}

void FaultRelay::forward(const Exchange &exchange, Fate fate)
{
    const Request &from = exchange.request();
    QUrl url = m_upstream;
    url.setPath(QString::fromUtf8(from.path));
    url.setQuery(QString::fromUtf8(from.query));
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const char *name :
         { "Content-Type", "Producer-Id", "Producer-Epoch", "Producer-Seq", "Stream-Closed" }) {
        if (from.headers.contains(name)) {
            request.setRawHeader(name, from.header(name));
        }
    }
    ++m_underWay[from.path];
    QNetworkReply *reply = m_manager.sendCustomRequest(request, from.method, from.body);
    QObject::connect(reply, &QNetworkReply::finished, &m_server, [this, exchange, fate, reply] {
        --m_underWay[exchange.request().path];
        reply->deleteLater();
        if (fate == Fate::Unanswered) {
            exchange.drop(Drop::Rst);
        } else if (fate == Fate::Gateway) {
            exchange.reply(Reply(504));
        } else if (fate == Fate::Pass) {
            Reply answer(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                         reply->readAll());
            for (const auto &[name, value] : reply->rawHeaderPairs()) {
                if (name.toLower().startsWith("stream-")
                    || name.toLower().startsWith("producer-")) {
                    answer.header(name, value);
                }
            }
            exchange.reply(answer);
        }
    });
}
