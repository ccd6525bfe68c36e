// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>

#include <optional>

namespace DurableStreams {

//! \brief A request body that can be read once only.
//!
//! The stock network manager sends a request again by itself when a connection breaks before the
//! answer, unless the body cannot be rewound; then an append cannot be stored twice behind our back.
class UnrepeatableBody : public QIODevice
{
    Q_OBJECT

public:
    explicit UnrepeatableBody(QByteArray bytes, QObject *parent = nullptr);
    //! \brief The rest of \a source, which must outlive this, from its current position.
    explicit UnrepeatableBody(QIODevice *source, QObject *parent = nullptr);

    //! \brief All bytes without a copy, if they are in memory: counts as reading them. Nothing, if
    //! they come from a device or were read already.
    std::optional<QByteArray> takeAll();
    bool isSequential() const override { return true; }
    //! \brief Refuses without the warning of the base class.
    bool reset() override { return false; }
    qint64 bytesAvailable() const override;
    qint64 size() const override { return m_size; }
    bool atEnd() const override { return m_position >= m_size; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    QIODevice *m_source = nullptr;
    qint64 m_size = 0;
    qint64 m_position = 0;
};

} // namespace DurableStreams
