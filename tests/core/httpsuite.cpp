// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpsuite.h"

#include "http/stockengine_p.h"

#include <QNetworkProxy>

using namespace DurableStreams;

namespace {

//! \brief Qt's engine as HttpAccessManager uses it behind a proxy, without the proxy.
class StockManager : public QNetworkAccessManager
{
protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *body) override
    {
        const StockEngine::Prepared p = StockEngine::prepare(
            operation, request, body, QNetworkProxy(QNetworkProxy::NoProxy));
        QNetworkReply *reply = QNetworkAccessManager::createRequest(p.operation, p.request, p.body);
        StockEngine::watch(reply, request, p.body);
        return reply;
    }
};

} // namespace

std::unique_ptr<QNetworkAccessManager> makeManager()
{
    if constexpr (Stock) {
        return std::make_unique<StockManager>();
    } else {
        return std::make_unique<HttpAccessManager>();
    }
}
