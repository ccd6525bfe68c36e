// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "soakwriter.h"

#include "benchmarks/report.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace Tailwater {
class Application;
class TailPage;
} // namespace Tailwater

namespace Soak {

class Responsiveness;
class RowChecker;

//! \brief The whole application in front of a sandbox that is written to, for as long as asked.
//!
//! The sandbox and the writer are processes of their own; the window is the real one, with a tab that
//! follows the stream, and keys are pressed in it all the time. At the end it reports: no row lost or
//! repeated, memory, gaps of the GUI thread, and the time from a key to what it paints.
class Soak : public QObject
{
    Q_OBJECT

public:
    explicit Soak(const Load &load);
    ~Soak() override;

    //! \brief Runs to the end; the exit code of the program.
    int run();

private:
    bool startSandbox();
    bool startWriter();
    bool openStream();
    void sampleMemory();
    bool waitForRows();
    void judge();
    bool fail(const QString &reason);

    const Load m_load;
    QTemporaryDir m_folder;
    QProcess m_sandbox;
    QProcess m_writer;
    QUrl m_root;
    std::unique_ptr<Tailwater::Application> m_application;
    Tailwater::TailPage *m_page = nullptr;
    std::unique_ptr<RowChecker> m_checker;
    std::unique_ptr<Responsiveness> m_responsiveness;
    QTimer m_memoryTimer;
    //! Resident megabytes, one a second.
    std::vector<double> m_memory;
    //! Set when the writer has finished.
    std::optional<Written> m_written;
    Benchmark::Report m_report;
};

} // namespace Soak
