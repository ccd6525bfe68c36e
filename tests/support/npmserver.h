// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

namespace TestSupport {

//! \brief The reference server from npm in a process of its own, on a free port of 127.0.0.1.
//!
//! File-backed servers keep their streams over kill() and startAgain(), which uses the same port.
class NpmServer
{
public:
    enum class Store { Memory, File };
    //! \brief Whether the server announces its streams in `__registry__`; plain ones do not.
    enum class Registry { None, Kept };

    //! \brief \a script is npmserver.mjs beside a node_modules folder with the packages.
    NpmServer(const QString &node, const QString &script, Store store,
              Registry registry = Registry::None);
    ~NpmServer();

    //! \brief Empty if the server runs; otherwise why not, in words that help.
    QString start();
    //! \brief SIGKILL.
    void kill();
    QUrl url(const QByteArray &path) const;
    qint64 processId() const { return m_process.processId(); }

private:
    QString m_node;
    QString m_script;
    Store m_store;
    Registry m_registry;
    QTemporaryDir m_data;
    QProcess m_process;
    QUrl m_root;
};

} // namespace TestSupport
