// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/replayflow.h"

#include "models/capture/captureindex.h"
#include "models/capture/exportrun.h"
#include "models/capture/wholecapture.h"

#include <QDir>
#include <QFile>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Tailwater {

using Outcome = ReplayRun::Outcome;

namespace {

//! Rows that somebody else holds: passed on, for the thread that exports.
class SharedRows : public RowSource
{
public:
    explicit SharedRows(std::shared_ptr<RowSource> rows)
        : m_rows(std::move(rows))
    {
    }
    std::expected<void, QString> open() override { return m_rows->open(); }
    Message next() override { return m_rows->next(); }
    void skip(quint64 rows) override { m_rows->skip(rows); }
    quint64 count() const override { return m_rows->count(); }
    QByteArray contentType() const override { return m_rows->contentType(); }

private:
    std::shared_ptr<RowSource> m_rows;
};

} // namespace

ReplayFlow::ReplayFlow(const Source &source, const ReplayJob &job, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_job(job)
{
    m_job.capture = source.capture;
    if (!m_job.capture.isEmpty()) {
        replay();
        return;
    }
    QDir().mkpath(folder);
    m_temporary = true;
    m_job.capture = u"%1/%2.dscap"_s.arg(folder, QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (source.rows) {
        captureRows(source.rows, source.url);
    } else {
        captureStream(source.connection, source.url);
    }
}

ReplayFlow::~ReplayFlow() = default;

void ReplayFlow::captureRows(const std::shared_ptr<RowSource> &rows, const QUrl &url)
{
    m_export = new ExportRun({ .path = m_job.capture, .format = ExportFormat::Capture, .url = url },
                             std::make_unique<SharedRows>(rows), this);
    connect(m_export, &ExportRun::progressed, this, [this] {
        m_prepared = m_export->progress().written;
        Q_EMIT changed();
    });
    connect(m_export, &ExportRun::finished, this, [this] {
        if (!m_export->error().isEmpty()) {
            end(Outcome::Failed, { m_export->error() });
        } else if (!m_export->isCancelled()) {
            replay();
        }
    });
}

void ReplayFlow::captureStream(const Connection &connection, const QUrl &url)
{
    m_captureRun = new WholeCapture(connection, url, m_job.capture, this);
    connect(m_captureRun, &WholeCapture::progressed, this, [this] {
        m_prepared = m_captureRun->rows();
        Q_EMIT changed();
    });
    connect(m_captureRun, &WholeCapture::finished, this, [this] {
        if (!m_captureRun->error().isEmpty()) {
            end(Outcome::Failed, { m_captureRun->error() });
        } else if (m_stage == Stage::Preparing) {
            replay();
        }
    });
}

void ReplayFlow::replay()
{
    m_stage = Stage::Replaying;
    m_replay = new ReplayRun(m_job, this);
    connect(m_replay, &ReplayRun::progressed, this, [this] {
        m_progress = m_replay->progress();
        Q_EMIT changed();
    });
    connect(m_replay, &ReplayRun::finished, this,
            [this] { end(m_replay->outcome(), m_replay->failure()); });
    Q_EMIT changed();
}

void ReplayFlow::cancel()
{
    if (m_replay) {
        m_replay->cancel();
    } else if (m_stage == Stage::Preparing) {
        if (m_export) {
            m_export->cancel();
        }
        end(Outcome::Cancelled);
    }
}

QString ReplayFlow::error() const
{
    return m_replay ? m_replay->error() : m_failure.text;
}

void ReplayFlow::end(Outcome outcome, const ReplayFailure &failure)
{
    if (m_stage == Stage::Ended) {
        return;
    }
    const bool begun = m_stage == Stage::Replaying;
    m_stage = Stage::Ended;
    m_outcome = outcome;
    m_failure = failure;
    if (m_captureRun) {
        m_captureRun->stop();
    }
    // What was begun can be gone on with.
    if (m_temporary && (outcome == Outcome::Done || !begun)) {
        QFile::remove(m_job.capture);
        QFile::remove(CaptureIndex::pathFor(m_job.capture));
    }
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace Tailwater

#include "moc_replayflow.cpp"
