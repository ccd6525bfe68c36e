// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "singleinstance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr auto Patience = 2s;
constexpr auto StartPatience = 10s;
constexpr qint64 MaxMessage = 1024 * 1024;

// Where only this user can put something, and nothing outlives the log-in. An address of a socket has
// 108 bytes; without a folder, or with a long one, Qt takes the one for temporary files.
QString folder()
{
    const QString path = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QFileInfo info(path);
    return info.isAbsolute() && info.isDir() && path.toUtf8().size() < 64 ? path + u'/' : QString();
}

int milliseconds(std::chrono::milliseconds time)
{
    return int(time.count());
}

} // namespace

SingleInstance::SingleInstance(const QString &settingsPath, QObject *parent)
    : QObject(parent)
    , m_name(folder() + u"tailwater-"_s
             + QString::fromLatin1(
                 QCryptographicHash::hash((QFileInfo(settingsPath).absoluteFilePath() + u'|'
                                           + qEnvironmentVariable("USER"))
                                              .toUtf8(),
                                          QCryptographicHash::Sha256)
                     .toHex()
                     .first(24)))
    , m_starting(std::make_unique<QLockFile>(QDir(QDir::tempPath()).absoluteFilePath(m_name + ".start"_L1)))
    , m_server(new QLocalServer(this))
{
    m_starting->setStaleLockTime(StartPatience);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

SingleInstance::~SingleInstance() = default;

// Two that start at the same moment would each find nobody, and the second would take the place of the first.
void SingleInstance::beginStart()
{
    m_starting->tryLock(StartPatience);
}

void SingleInstance::endStart()
{
    m_starting->unlock();
}

bool SingleInstance::handOver(const QStringList &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(milliseconds(Patience))) {
        return false;
    }
    QByteArray message;
    QDataStream out(&message, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << arguments;
    socket.write(message);
    // The answer says that it was understood: an instance that hangs is none.
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(milliseconds(Patience))) { }
    return socket.waitForReadyRead(milliseconds(Patience)) && socket.readAll() == "ok";
}

void SingleInstance::listen()
{
    if (!m_server->listen(m_name)) {
        // What a crash left behind.
        QLocalServer::removeServer(m_name);
        m_server->listen(m_name);
    }
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(Patience, socket, &QLocalSocket::abort);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > MaxMessage) {
                socket->abort();
                return;
            }
            QDataStream in(socket);
            in.setVersion(QDataStream::Qt_6_8);
            in.startTransaction();
            QStringList arguments;
            in >> arguments;
            if (in.commitTransaction()) {
                socket->write("ok");
                socket->flush();
                socket->disconnectFromServer();
                Q_EMIT argumentsReceived(arguments);
            }
        });
    }
}

} // namespace Tailwater

#include "moc_singleinstance.cpp"
