// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QStringList>

#include <memory>

QT_BEGIN_NAMESPACE
class QLocalServer;
class QLockFile;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief One running application a user and settings file: a second start hands its arguments over
//! to the first, which shows itself.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    //! \brief \a settingsPath tells instances apart that have nothing to do with each other.
    explicit SingleInstance(const QString &settingsPath, QObject *parent = nullptr);
    ~SingleInstance() override;

    //! \brief Waits, some seconds at most, until another start that is under way can be handed over to. From here to
    //! endStart(), others wait.
    void beginStart();
    //! \brief What others hand over is received: the event loop runs.
    void endStart();
    //! \brief Hands \a arguments to the instance that runs; false if there is none. Waits at most two
    //! seconds, before the event loop.
    bool handOver(const QStringList &arguments);
    //! \brief Becomes the instance that others hand over to.
    void listen();

Q_SIGNALS:
    //! \brief A second start asked for \a arguments, the program's name first.
    void argumentsReceived(const QStringList &arguments);

private:
    void accept();

    QString m_name;
    std::unique_ptr<QLockFile> m_starting;
    QLocalServer *m_server;
};

} // namespace Tailwater
