// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "npmserver.h"

namespace TestSupport {

using namespace Qt::StringLiterals;

NpmServer::NpmServer(const QString &node, const QString &script, Store store, Registry registry)
    : m_node(node)
    , m_script(script)
    , m_store(store)
    , m_registry(registry)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

NpmServer::~NpmServer()
{
    kill();
}

QString NpmServer::start()
{
    QStringList arguments { m_script, QString::number(m_root.port(0)) };
    if (m_registry == Registry::Kept) {
        arguments.append(u"--registry"_s);
    }
    if (m_store == Store::File) {
        arguments.append(m_data.path());
    }
    m_process.start(m_node, arguments);
    if (!m_process.waitForStarted()) {
        return u"cannot start %1 (is Node 20 installed?): %2"_s.arg(m_node,
                                                                    m_process.errorString());
    }
    // A file-backed server talks before it tells its address.
    QByteArray line;
    while (!line.startsWith("http")) {
        if (!m_process.canReadLine() && !m_process.waitForReadyRead(60'000)) {
            return u"the reference server does not start; run 'npm ci' in tests/npm"_s;
        }
        if (m_process.canReadLine()) {
            line = m_process.readLine().trimmed();
        }
    }
    m_root = QUrl(QString::fromUtf8(line));
    return {};
}

void NpmServer::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

QUrl NpmServer::url(const QByteArray &path) const
{
    return QUrl::fromEncoded(QByteArray(m_root.toEncoded() + path));
}

} // namespace TestSupport
