// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sandboxguard.h"

#include "connection/server.h"
#include "explorer/streamentry.h"
#include "sandboxcontrol.h"
#include "window/mainwindow.h"

#include <durablestreams/streamcatalog.h>

#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr qsizetype NamedStreams = 5;
}

SandboxGuard::SandboxGuard(SandboxControl *control, MainWindow *window)
    : QObject(window)
    , m_control(control)
    , m_window(window)
{
    window->installEventFilter(this);
}

SandboxGuard::~SandboxGuard() = default;

QList<QByteArray> SandboxGuard::atStake() const
{
    const DurableStreams::Sandbox *sandbox = m_control->sandbox();
    QList<QByteArray> streams;
    if (sandbox->state() != DurableStreams::Sandbox::State::Running
        || !sandbox->options().folder.isEmpty()) {
        return streams;
    }
    const QList<QByteArray> samples = DurableStreams::Sandbox::samplePaths();
    for (const Server *server : m_window->servers()) {
        if (server->connection().baseUrl != sandbox->url()) {
            continue;
        }
        for (const DurableStreams::StreamEntry &entry : server->catalog()->entries()) {
            // Its registry names what there is; by hand something may be listed that is not.
            if (entry.sources.testFlag(DurableStreams::StreamSource::Registry)
                && !samples.contains(entry.path) && !DurableStreams::isReserved(entry.path)) {
                streams.append(entry.path);
            }
        }
    }
    std::ranges::sort(streams);
    return streams;
}

bool SandboxGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Close) {
        return QObject::eventFilter(watched, event);
    }
    const QList<QByteArray> streams = atStake();
    const bool agreed = std::ranges::all_of(
        streams, [this](const QByteArray &stream) { return m_givenUp.contains(stream); });
    if (agreed) {
        return false;
    }
    event->ignore();
    if (m_question) {
        m_question->raise();
    } else {
        ask(streams);
    }
    return true;
}

void SandboxGuard::ask(const QList<QByteArray> &streams)
{
    m_question = new QMessageBox(
        QMessageBox::Question, tr("Quit"),
        tr("Quit, and lose %n stream(s) in the sandbox?", nullptr, int(streams.size())),
        QMessageBox::Cancel, m_window);
    m_question->setObjectName("sandboxQuitQuestion"_L1);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setTextFormat(Qt::PlainText);
    QStringList names;
    for (const QByteArray &stream : streams.first(std::min(streams.size(), NamedStreams))) {
        names.append(displayPath(stream));
    }
    if (streams.size() > NamedStreams) {
        names.append(u"…"_s);
    }
    m_question->setInformativeText(
        tr("The sandbox keeps its streams in memory. Gone for good: %1.").arg(names.join(u", "_s)));
    QPushButton *quit = m_question->addButton(tr("&Quit"), QMessageBox::DestructiveRole);
    quit->setObjectName("quitAndLose"_L1);
    m_question->setDefaultButton(QMessageBox::Cancel);
    connect(quit, &QPushButton::clicked, this, [this, streams] {
        m_givenUp = QSet<QByteArray>(streams.begin(), streams.end());
        m_window->close();
    });
    m_question->open();
}

} // namespace Tailwater

#include "moc_sandboxguard.cpp"
