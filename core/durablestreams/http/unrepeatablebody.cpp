// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "unrepeatablebody_p.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace DurableStreams {

UnrepeatableBody::UnrepeatableBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
    , m_size(m_bytes.size())
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

UnrepeatableBody::UnrepeatableBody(QIODevice *source, QObject *parent)
    : QIODevice(parent)
    , m_source(source)
    , m_size(source->isSequential() ? source->bytesAvailable() : source->size() - source->pos())
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 UnrepeatableBody::bytesAvailable() const
{
    return m_size - m_position + QIODevice::bytesAvailable();
}

std::optional<QByteArray> UnrepeatableBody::takeAll()
{
    if (m_source || m_position > 0) {
        return std::nullopt;
    }
    m_position = m_size;
    return std::exchange(m_bytes, {});
}

qint64 UnrepeatableBody::readData(char *data, qint64 maxSize)
{
    const qint64 wanted = std::min(maxSize, m_size - m_position);
    if (wanted <= 0) {
        return -1;
    }
    if (m_source) {
        const qint64 got = m_source->read(data, wanted);
        if (got > 0) {
            m_position += got;
        }
        return got;
    }
    std::memcpy(data, m_bytes.constData() + m_position, size_t(wanted));
    m_position += wanted;
    return wanted;
}

} // namespace DurableStreams

#include "moc_unrepeatablebody_p.cpp"
