// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "logfile.h"

#include <QDateTime>
#include <QDir>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

LogFile *installed = nullptr;
QtMessageHandler before = nullptr;

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg) {
        installed->write(type, context.category, message);
    }
    before(type, context, message);
}

QByteArrayView nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

} // namespace

LogFile::LogFile(const QString &folder, qint64 limit)
    : m_file(folder + "/tailwater.log"_L1)
    , m_previous(folder + "/tailwater.1.log"_L1)
    , m_limit(limit)
{
    QDir().mkpath(folder);
}

LogFile::~LogFile()
{
    if (m_installed) {
        qInstallMessageHandler(before);
        installed = nullptr;
    }
}

void LogFile::write(QtMsgType type, const QByteArray &category, const QString &message)
{
    QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' '
        + nameOf(type) + ' ' + category + ": " + message.toUtf8().replace('\n', ' ');
    // One line alone must not break the limit.
    line.truncate(m_limit - 1);
    line += '\n';
    const QMutexLocker lock(&m_mutex);
    // Opened by the first line: most starts have nothing to log.
    if (!m_file.isOpen() && !m_file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        return;
    }
    if (m_file.size() + line.size() > m_limit) {
        turn();
    }
    if (!m_file.isOpen()) {
        return; // a warning about it would come back here
    }
    m_file.write(line);
    m_file.flush();
}

void LogFile::turn()
{
    const QString name = m_file.fileName();
    m_file.close();
    QFile::remove(m_previous);
    QFile::rename(name, m_previous);
    // What could not be moved away makes room where it is.
    m_file.open(QIODevice::WriteOnly | QIODevice::Truncate);
}

void LogFile::install()
{
    installed = this;
    m_installed = true;
    before = qInstallMessageHandler(handle);
}

} // namespace Tailwater
