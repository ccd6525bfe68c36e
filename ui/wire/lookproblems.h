// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QObject>

namespace Tailwater {

class MetadataPanel;
class ProblemsModel;
class Server;
class StreamTabs;

//! \brief What the pane “Stream” says of its stream in red is a problem as well; told once, and not
//! if the tail of the stream has said it. Belongs to the server.
class LookProblems : public QObject
{
    Q_OBJECT

public:
    //! \brief The others must outlive \a server.
    LookProblems(Server *server, const MetadataPanel *shown, const StreamTabs *tabs,
                 ProblemsModel *problems);
    ~LookProblems() override;

private:
    void note(const QByteArray &path,
              const DurableStreams::Result<DurableStreams::StreamInfo> &result);

    Server *m_server;
    const MetadataPanel *m_shown;
    const StreamTabs *m_tabs;
    ProblemsModel *m_problems;
    QString m_last; // what failed when it was looked at last
};

} // namespace Tailwater
