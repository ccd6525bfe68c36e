// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>

QT_BEGIN_NAMESPACE
class QNetworkRequest;
QT_END_NAMESPACE

namespace DurableStreams {

//! \brief A request body that can be read once: without a way back, Qt's engine cannot send it again.
class EngineBody : public QIODevice
{
    Q_OBJECT

public:
    //! \brief Reads \a size bytes of \a source, which must live as long; null is an empty body.
    EngineBody(QIODevice *source, qint64 size, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    qint64 size() const override { return m_left; }
    qint64 bytesAvailable() const override { return m_left + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return m_left == 0; }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QIODevice *m_source = nullptr;
    qint64 m_left = 0;
};

//! \brief How many bytes a body has: the rest of a random-access device, else the Content-Length of
//! the request; -1 if nobody knows.
qint64 bodySize(const QNetworkRequest &request, const QIODevice *body);

} // namespace DurableStreams
