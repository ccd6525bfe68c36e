// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/replayflow.h"

#include "models/capture/exportrun.h"
#include "models/capture/wholecapture.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>

#include <utility>

namespace Tailwater {

using Outcome = ReplayRun::Outcome;

namespace {

void addTo(QCryptographicHash *hash, const Message &row)
{
    // Where each begins and ends.
    const QByteArray begin = QByteArray::number(int(row.kind)) + ' ' + QByteArray::number(row.bytes.size()) + ' ';
    hash->addData(begin);
    hash->addData(row.bytes);
}

QByteArray keyOf(const QCryptographicHash &hash)
{
    return hash.result().first(16).toHex();
}

} // namespace

//! Rows on their way into a file, and what they are known by when they have gone by.
class ReplayFlow::Rows : public RowSource
{
public:
    struct Seen
    {
        QCryptographicHash hash { QCryptographicHash::Sha256 };
        quint64 rows = 0;
    };

    Rows(const SnapshotRows &rows, std::shared_ptr<Seen> seen)
        : m_rows(rows)
        , m_seen(std::move(seen))
    {
    }
    Message next() override
    {
        const Message row = m_rows.next();
        if (row.isData()) {
            addTo(&m_seen->hash, row);
            ++m_seen->rows;
        }
        return row;
    }
    void skip(quint64 rows) override { m_rows.skip(rows); }
    quint64 count() const override { return m_rows.count(); }
    QByteArray contentType() const override { return m_rows.contentType(); }

private:
    SnapshotRows m_rows;
    std::shared_ptr<Seen> m_seen;
};

QByteArray ReplayFlow::keyOf(const SnapshotRows &rows, const std::function<bool()> &stop)
{
    SnapshotRows all = rows;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (Message row = all.next(); !row.isNull() && !(stop && stop()); row = all.next()) {
        if (row.isData()) {
            addTo(&hash, row);
        }
    }
    return Tailwater::keyOf(hash);
}

ReplayFlow::ReplayFlow(const Source &source, const ReplayJob &job, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_job(job)
    , m_kept(folder)
{
    m_job.capture = source.capture;
    m_job.shown = source.shown;
    m_copy = m_job.capture.isEmpty() || m_kept.holds(m_job.capture);
    if (m_job.capture.isEmpty()) {
        prepare(source);
        return;
    }
    if (m_copy) {
        m_hold = KeptHold::take(m_job.capture);
        if (!m_hold) {
            m_copy = false;
            // Whoever made this is told once it is made.
            QMetaObject::invokeMethod(
                this, [this] { end(Outcome::Failed, { tr("Another window goes on with this already.") }); },
                Qt::QueuedConnection);
            return;
        }
    }
    replay();
}

void ReplayFlow::prepare(const Source &source)
{
    auto added = m_kept.add();
    if (!added) {
        m_copy = false;
        QMetaObject::invokeMethod(
            this, [this, why = added.error()] { end(Outcome::Failed, { why }); }, Qt::QueuedConnection);
        return;
    }
    m_hold = std::move(*added);
    m_job.capture = m_hold->capture();
    if (source.rows) {
        captureRows(*source.rows, source.url);
    } else {
        captureStream(source.connection, source.url);
    }
}

ReplayFlow::~ReplayFlow()
{
    // Before a copy is dropped, nobody works with it any more.
    delete m_export;
    delete m_captureRun;
    delete m_replay;
    dropCopy();
}

// Unless there is something to go on with.
void ReplayFlow::dropCopy()
{
    if (m_copy && m_hold && !KeptReplays::isWanted(m_job.capture)) {
        KeptReplays::remove(m_job.capture);
    }
    m_hold.reset();
    m_copy = false;
}

QString ReplayFlow::takeCopy()
{
    if (!m_copy || !m_hold || !asks()) {
        return {};
    }
    m_hold.reset();
    m_copy = false;
    return m_job.capture;
}

void ReplayFlow::captureRows(const SnapshotRows &rows, const QUrl &url)
{
    const auto seen = std::make_shared<Rows::Seen>();
    m_export = new ExportRun({ .path = m_job.capture, .format = ExportFormat::Capture, .url = url },
                             std::make_unique<Rows>(rows, seen), this);
    connect(m_export, &ExportRun::progressed, this, [this] {
        m_prepared = m_export->progress().written;
        Q_EMIT changed();
    });
    connect(m_export, &ExportRun::finished, this, [this, seen, url] {
        if (!m_export->error().isEmpty()) {
            end(Outcome::Failed, { m_export->error() });
        } else if (!m_export->isCancelled()) {
            replayCopy({ .stream = url, .rowsKey = Tailwater::keyOf(seen->hash), .rows = seen->rows });
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
    connect(m_captureRun, &WholeCapture::finished, this, [this, url] {
        if (!m_captureRun->error().isEmpty()) {
            end(Outcome::Failed, { m_captureRun->error() });
        } else if (m_stage == Stage::Preparing) {
            replayCopy({ .stream = url, .rows = m_captureRun->rows() });
        }
    });
}

// What is not known again cannot be gone on with.
void ReplayFlow::replayCopy(const KeptOrigin &origin)
{
    KeptOrigin whole = origin;
    whole.begunMs = QDateTime::currentMSecsSinceEpoch();
    if (KeptReplays::describe(m_job.capture, whole)) {
        replay();
    } else {
        end(Outcome::Failed, { tr("%1 cannot be written.").arg(QDir::toNativeSeparators(m_job.capture)) });
    }
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

// Nothing was sent: the user is to say something first.
bool ReplayFlow::asks() const
{
    return m_outcome == Outcome::NotEmpty || m_outcome == Outcome::OtherType;
}

void ReplayFlow::end(Outcome outcome, const ReplayFailure &failure)
{
    if (m_stage == Stage::Ended) {
        return;
    }
    m_stage = Stage::Ended;
    m_outcome = outcome;
    m_failure = failure;
    if (m_captureRun) {
        m_captureRun->stop();
    }
    // What waits for an answer is held; what has to be gone on with is for whoever does.
    if (!asks() && (m_replay || outcome == Outcome::Failed)) {
        dropCopy();
    }
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace Tailwater

#include "moc_replayflow.cpp"
