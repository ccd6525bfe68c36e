// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QProcess>
#include <QtCore/QUrl>

#include <chrono>
#include <optional>

namespace Benchmark {

//! \brief What the paced server answers at one address.
struct PacedScript
{
    int history = 0; //!< messages that a catch-up finds, in one response
    int rate = 0; //!< messages a second, live
    int batch = 1; //!< messages in one append
    std::chrono::milliseconds duration {}; //!< how long the live messages come; 0: without end
};

//! \brief A server of JSON messages of about 200 bytes, in a process of its own, so that the
//! processor time of this one is that of the reader alone.
//!
//! Each message has its number in `id` and when it was sent in `t`: steady clock, in microseconds.
class PacedServer
{
public:
    PacedServer();
    ~PacedServer();
    Q_DISABLE_COPY_MOVE(PacedServer)

    bool isValid() const { return m_root.isValid(); }
    QUrl url(const PacedScript &script) const;

private:
    QProcess m_process;
    QUrl m_root;
};

//! \brief The program is this server if its first argument is `--serve`: then its exit code.
std::optional<int> runPacedServer(int argc, char **argv);

//! \brief One message, as the server sends it.
QByteArray pacedMessage(quint64 id, qint64 sentMicroseconds);
qint64 steadyMicroseconds();

} // namespace Benchmark
