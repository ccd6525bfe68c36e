// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "lookproblems.h"

#include "connection/connectiontrouble.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "metadata/metadatapanel.h"
#include "problemsmodel.h"
#include "tail/tailpage.h"
#include "window/streamtabs.h"

#include <durablestreams/headqueue.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

LookProblems::LookProblems(Server *server, const MetadataPanel *shown, const StreamTabs *tabs,
                           ProblemsModel *problems)
    : QObject(server)
    , m_server(server)
    , m_shown(shown)
    , m_tabs(tabs)
    , m_problems(problems)
{
    connect(server->heads(), &DurableStreams::HeadQueue::answered, this, &LookProblems::note);
}

LookProblems::~LookProblems() = default;

void LookProblems::note(const QByteArray &path,
                        const DurableStreams::Result<DurableStreams::StreamInfo> &result)
{
    if (m_shown->server() != m_server || m_shown->path() != path) {
        return; // one of many in the list, which shows it there
    }
    const QString failure = result ? QString()
                                   : u"%1 %2 %3"_s.arg(QString::fromLatin1(path))
                                         .arg(int(result.error().code))
                                         .arg(result.error().httpStatus);
    if (std::exchange(m_last, failure) == failure) {
        return;
    }
    m_problems->end(this);
    if (result) {
        return;
    }
    const TailPage *page = m_tabs->page(m_server, path);
    const auto told = page ? page->session()->status().error : std::nullopt;
    if (!told || told->code != result.error().code) {
        m_problems->add(displayPath(path), result.error(),
                        { causeOf(result.error(), m_server->connection()),
                          remedyOf(result.error(), m_server->connection()) },
                        this);
    }
}

} // namespace Tailwater

#include "moc_lookproblems.cpp"
