// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "burstbar.h"

#include "connection/errortext.h"
#include "explorer/streamentry.h"
#include "sendresult.h"
#include "theme/icons.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr int MaxCount = 10'000'000;
constexpr int MaxRate = 100'000;
constexpr int MaxInFlight = 8;
constexpr int ProgressSteps = 1'000;

QString milliseconds(std::chrono::microseconds time)
{
    return QLocale().toString(double(time.count()) / 1000.0, 'f', time.count() < 10'000 ? 1 : 0);
}

} // namespace

BurstBar::BurstBar(QWidget *parent)
    : QWidget(parent)
    , m_count(new QSpinBox(this))
    , m_pace(new QComboBox(this))
    , m_rate(new QSpinBox(this))
    , m_inFlight(new QSpinBox(this))
    , m_progress(new QProgressBar(this))
    , m_line(new QLabel(this))
    , m_copy(new QToolButton(this))
{
    m_progress->setObjectName("burstProgress"_L1);
    m_progress->setAccessibleName(tr("Progress of the burst"));
    m_progress->setRange(0, ProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_line->setObjectName("burstLine"_L1);
    m_line->setWordWrap(true);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_line->hide();
    m_copy->setObjectName("burstCopy"_L1);
    m_copy->setIcon(icon("copy"_L1));
    m_copy->setText(tr("Copy Summary"));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);
    m_copy->hide();
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(summary()); });
    auto *result = new QHBoxLayout;
    result->addWidget(m_line, 1);
    result->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeFields());
    column->addWidget(m_progress);
    column->addLayout(result);
}

BurstBar::~BurstBar()
{
    if (m_run) {
        m_run->disconnect(this);
        m_run->stop();
    }
}

QWidget *BurstBar::makeFields()
{
    auto *fields = new QWidget(this);
    m_count->setObjectName("burstCount"_L1);
    m_count->setAccessibleName(tr("How many messages"));
    m_count->setRange(1, MaxCount);
    m_count->setValue(1'000);
    m_count->setGroupSeparatorShown(true);
    m_pace->setObjectName("burstPace"_L1);
    m_pace->setAccessibleName(tr("How fast"));
    m_pace->addItem(tr("as fast as possible"));
    m_pace->addItem(tr("at a rate of"));
    m_rate->setObjectName("burstRate"_L1);
    m_rate->setAccessibleName(tr("Messages a second"));
    m_rate->setRange(1, MaxRate);
    m_rate->setValue(100);
    m_rate->setSuffix(tr(" /s"));
    m_rate->setGroupSeparatorShown(true);
    m_rate->hide();
    m_inFlight->setObjectName("burstInFlight"_L1);
    m_inFlight->setRange(1, MaxInFlight);
    m_inFlight->setValue(5);
    m_inFlight->setToolTip(tr("Requests that are on their way at the same time"));
    auto *messages = new QLabel(tr("Messages"), fields);
    messages->setBuddy(m_count);
    auto *parallel = new QLabel(tr("in parallel"), fields);
    parallel->setBuddy(m_inFlight);
    auto *row = new QHBoxLayout(fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(messages);
    row->addWidget(m_count);
    row->addWidget(m_pace);
    row->addWidget(m_rate);
    row->addSpacing(8);
    row->addWidget(parallel);
    row->addWidget(m_inFlight);
    row->addStretch(1);
    connect(m_pace, &QComboBox::currentIndexChanged, m_rate,
            [this](int index) { m_rate->setVisible(index == 1); });
    connect(m_count, &QSpinBox::valueChanged, this, &BurstBar::changed);
    return fields;
}

quint64 BurstBar::count() const
{
    return m_fixedCount ? m_fixedCount : quint64(m_count->value());
}

bool BurstBar::saysHowItGoes() const
{
    return isVisible() && m_line->isVisible();
}

void BurstBar::setFixedCount(quint64 count)
{
    keepCount();
    const bool wasFixed = std::exchange(m_fixedCount, count) > 0;
    m_count->setEnabled(count == 0);
    const QSignalBlocker blocker(m_count);
    if (count > 0) {
        m_count->setValue(int(qMin(count, quint64(MaxCount))));
    } else if (wasFixed) {
        m_count->setValue(m_states.value(m_shownUrl).count);
    }
}

void BurstBar::start(const DurableStreams::Stream &stream, const QUrl &url,
                     const QByteArray &contentType, bool json, const QHttpHeaders &headers,
                     BurstRun::Source source)
{
    m_url = url;
    const BurstRun::Plan plan { .count = count(),
                                .perSecond = m_pace->currentIndex() == 1 ? double(m_rate->value()) : 0,
                                .inFlight = m_inFlight->value(),
                                .contentType = contentType,
                                .json = json,
                                .headers = headers };
    m_run = new BurstRun(stream, plan, std::move(source), this);
    connect(m_run, &BurstRun::progressed, this, &BurstBar::showFigures);
    connect(m_run, &BurstRun::progressed, this,
            [this](const BurstRun::Figures &figures) { Q_EMIT progressed(figures.stored); });
    connect(m_run, &BurstRun::retrying, this,
            [this](int attempt, std::chrono::milliseconds delay, const DurableStreams::Error &error) {
                m_retryText = SendResult::failedAttempt(attempt, error);
                m_retryAt = Clock::now() + delay;
                m_storedAtRetry = m_run->figures().stored;
                showFigures(m_run->figures());
            });
    connect(m_run, &BurstRun::finished, this, [this, run = m_run.data()](
                                                  const BurstRun::Outcome &outcome) {
        run->deleteLater();
        m_run.clear();
        showOutcome(outcome);
        Q_EMIT finished(outcome);
    });
    m_retryText.clear();
    m_copy->hide();
    m_run->start();
    showFigures(m_run->figures());
}

void BurstBar::stop()
{
    if (m_run) {
        m_run->stop();
    }
}

void BurstBar::setStream(const QUrl &url)
{
    if (m_shownUrl == url) {
        return;
    }
    keepCount();
    m_shownUrl = url;
    const QSignalBlocker blocker(m_count);
    m_count->setValue(m_states.value(url).count);
    if (m_run) {
        showFigures(m_run->figures());
    } else {
        showState();
    }
}

void BurstBar::keepCount()
{
    // That of a file is not the user's.
    if (m_fixedCount == 0) {
        m_states[m_shownUrl].count = m_count->value();
    }
}

void BurstBar::showState()
{
    const State state = m_states.value(m_shownUrl);
    m_progress->hide();
    m_copy->setVisible(!state.summary.isEmpty());
    setInlineMessage(m_line, state.kind, state.line);
}

QString BurstBar::retryWords() const
{
    return m_retryText.isEmpty() ? QString()
                                 : m_retryText + u' ' + SendResult::nextAttempt(m_retryAt);
}

QString BurstBar::lineOf(const BurstRun::Figures &figures) const
{
    const QLocale locale;
    QString line = tr("%1 of %2 stored · %3 /s")
                       .arg(locale.toString(figures.stored), locale.toString(figures.total),
                            locale.toString(figures.perSecond(), 'f', 0));
    if (figures.requests > 0) {
        line += u" · "_s
            + tr("batches p50 %1 ms, p95 %2 ms").arg(milliseconds(figures.p50), milliseconds(figures.p95));
    }
    return line;
}

void BurstBar::showFigures(const BurstRun::Figures &figures)
{
    m_progress->setValue(int(double(figures.stored) * ProgressSteps / double(figures.total)));
    m_progress->show();
    m_copy->hide();
    if (figures.stored > m_storedAtRetry) {
        m_retryText.clear();
    }
    QStringList parts { lineOf(figures) + u'.' };
    if (!isOfStreamShown()) {
        parts.prepend(tr("Burst to %1:").arg(displayPath(m_url.path(QUrl::FullyEncoded).toLatin1())));
    }
    if (!m_retryText.isEmpty()) {
        parts.append(retryWords());
    }
    setInlineMessage(m_line, m_retryText.isEmpty() ? MessageKind::Neutral : MessageKind::Warning,
                     parts.join(u' '));
}

void BurstBar::showOutcome(const BurstRun::Outcome &outcome)
{
    const BurstRun::Figures &figures = outcome.figures;
    const QLocale locale;
    QStringList parts { lineOf(figures) + u'.' };
    if (outcome.stopped) {
        parts.prepend(tr("Stopped."));
    }
    if (outcome.error) {
        parts.prepend(causeOf(*outcome.error) + u' ' + remedyOf(*outcome.error));
    }
    if (figures.unknown > 0) {
        parts.append(tr("%1 were on their way: they may or may not be stored.")
                         .arg(locale.toString(figures.unknown)));
    }
    if (figures.notStored() > 0) {
        parts.append(tr("%1 were not sent.").arg(locale.toString(figures.notStored())));
    }
    if (!outcome.error && !outcome.stopped) {
        parts.append(tr("It took %1 s.").arg(
            locale.toString(double(figures.elapsed.count()) / 1000.0, 'f', 2)));
    }
    State &state = m_states[m_url];
    state.kind = outcome.error ? MessageKind::Bad
        : outcome.stopped      ? MessageKind::Warning
                               : MessageKind::Good;
    state.line = parts.join(u' ');
    state.summary = summaryOf(outcome);
    showState();
}

QString BurstBar::summaryOf(const BurstRun::Outcome &outcome) const
{
    const BurstRun::Figures &f = outcome.figures;
    const QLocale locale;
    QStringList lines {
        tr("Burst to %1").arg(m_url.toDisplayString()),
        tr("Wanted: %1, stored: %2, perhaps stored: %3, not sent: %4")
            .arg(locale.toString(f.total), locale.toString(f.stored), locale.toString(f.unknown),
                 locale.toString(f.notStored())),
        tr("Time: %1 s, %2 messages a second, %3 in %4 requests")
            .arg(locale.toString(double(f.elapsed.count()) / 1000.0, 'f', 3),
                 locale.toString(f.perSecond(), 'f', 0),
                 locale.formattedDataSize(f.bytes, 1, QLocale::DataSizeIecFormat),
                 locale.toString(f.requests)),
        tr("Latency of a batch: p50 %1 ms, p95 %2 ms (steps of five per cent)")
            .arg(milliseconds(f.p50), milliseconds(f.p95)),
    };
    if (outcome.error) {
        lines.append(tr("Ended by: %1").arg(causeOf(*outcome.error)));
    } else if (outcome.stopped) {
        lines.append(tr("Stopped by hand"));
    }
    return lines.join(u'\n');
}

} // namespace Tailwater

#include "moc_burstbar.cpp"
