// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/producerlink_p.h"

#include <durablestreams/client.h>

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace DurableStreams {

class Exchange;
struct ExchangeRequest;

//! \brief Carries a producer's requests with the headers, the provider and the traces of a client.
class ExchangeLink : public QObject, public ProducerLink
{
    Q_OBJECT

public:
    ExchangeLink(Client *client, const QUrl &url, const ProducerOptions &options);
    ~ExchangeLink() override;

    void send(const ProducerActions::Send &request) override;
    void abandon(quint64 request) override;

private:
    ExchangeRequest exchangeRequest(const ProducerActions::Send &request) const;
    void onFinished(quint64 request, Exchange *exchange);

    QPointer<Client> m_client;
    QUrl m_url;
    QByteArray m_producerId;
    RequestOptions m_options;
    QHash<quint64, Exchange *> m_exchanges;
};

} // namespace DurableStreams
