// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QLocalServer;
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
    QLocalServer *m_server;
};

} // namespace Tailwater
