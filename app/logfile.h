// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFile>
#include <QMutex>
#include <QString>

namespace Tailwater {

//! \brief A log on disk that never takes more than twice its limit.
//!
//! When `tailwater.log` is full it becomes `tailwater.1.log` in place of the one before. A log that
//! cannot be written is left alone: the program does not depend on it. Used from any thread.
class LogFile
{
public:
    static constexpr qint64 DefaultLimit = 1 << 20;

    //! \brief Logs to \a folder, which is made if needed; \a limit in bytes.
    explicit LogFile(const QString &folder, qint64 limit = DefaultLimit);
    ~LogFile();
    Q_DISABLE_COPY_MOVE(LogFile)

    //! \brief One line with the time in front; without payloads and without secrets.
    void write(QtMsgType type, const QByteArray &category, const QString &message);

    //! \brief From now on Qt's messages from warnings on are kept here, besides going where they
    //! went. One log at a time.
    void install();

private:
    void turn();

    QMutex m_mutex;
    QFile m_file;
    QString m_previous;
    qint64 m_limit;
    bool m_installed = false;
};

} // namespace Tailwater
