// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "enginebody_p.h"

#include <QtNetwork/QNetworkRequest>

#include <algorithm>

namespace DurableStreams {

EngineBody::EngineBody(QIODevice *source, qint64 size, QObject *parent)
    : QIODevice(parent)
    , m_source(source)
    , m_left(source ? size : 0)
{
    open(ReadOnly | Unbuffered);
    if (source) {
        connect(source, &QIODevice::readyRead, this, &QIODevice::readyRead);
    }
}

qint64 EngineBody::readData(char *data, qint64 maxSize)
{
    if (m_left == 0) {
        return -1;
    }
    const qint64 got = m_source->read(data, std::min(maxSize, m_left));
    m_left -= std::max<qint64>(got, 0);
    return got;
}

qint64 bodySize(const QNetworkRequest &request, const QIODevice *body)
{
    if (!body) {
        return 0;
    }
    if (!body->isSequential()) {
        return body->size() - body->pos();
    }
    bool ok = false;
    const QByteArrayView value = request.headers().value(QHttpHeaders::WellKnownHeader::ContentLength);
    const qint64 length = value.trimmed().toLongLong(&ok);
    return ok && length >= 0 ? length : -1;
}

} // namespace DurableStreams

#include "moc_enginebody_p.cpp"
