// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "burstrun.h"
#include "theme/inlinemessage.h"

#include <QHash>
#include <QPointer>
#include <QUrl>
#include <QWidget>

#include <chrono>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QProgressBar;
class QSpinBox;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief How many messages a burst sends and how fast; while it runs and afterwards, how it goes.
class BurstBar : public QWidget
{
    Q_OBJECT

public:
    explicit BurstBar(QWidget *parent = nullptr);
    ~BurstBar() override;

    //! \brief How many messages are wanted; with setFixedCount() that many.
    quint64 count() const;
    //! \brief The count is that of the source; 0: the user chooses.
    void setFixedCount(quint64 count);
    bool isRunning() const { return !m_run.isNull(); }
    //! \brief Shows how many are wanted and what came out for the stream at \a url; each has its own.
    void setStream(const QUrl &url);
    //! \brief The last burst went to the stream that is shown.
    bool isOfStreamShown() const { return m_url == m_shownUrl; }
    //! \brief Sends to \a stream, whose address is \a url, what \a source makes.
    void start(const DurableStreams::Stream &stream, const QUrl &url, const QByteArray &contentType,
               bool json, const QHttpHeaders &headers, BurstRun::Source source);
    void stop();
    //! \brief A line about a burst that runs, or ran, to the stream shown is in view.
    bool saysHowItGoes() const;
    //! \brief What is known of the last burst to the stream shown, as a text to paste.
    QString summary() const { return m_states.value(m_shownUrl).summary; }

Q_SIGNALS:
    void changed();
    //! \brief So many messages are acknowledged.
    void progressed(quint64 stored);
    void finished(const Tailwater::BurstRun::Outcome &outcome);

private:
    using Clock = std::chrono::steady_clock;
    //! What belongs to one stream.
    struct State
    {
        int count = 1'000;
        MessageKind kind = MessageKind::Neutral;
        QString line = {};
        QString summary = {};
    };

    QWidget *makeFields();
    void keepCount();
    void showState();
    QString retryWords() const;
    void showFigures(const BurstRun::Figures &figures);
    void showOutcome(const BurstRun::Outcome &outcome);
    QString lineOf(const BurstRun::Figures &figures) const;
    QString summaryOf(const BurstRun::Outcome &outcome) const;

    QSpinBox *m_count;
    QComboBox *m_pace;
    QSpinBox *m_rate;
    QSpinBox *m_inFlight;
    QProgressBar *m_progress;
    QLabel *m_line;
    QToolButton *m_copy;
    QPointer<BurstRun> m_run;
    QUrl m_url;
    QUrl m_shownUrl;
    QHash<QUrl, State> m_states;
    //! The last attempt that failed, until something is stored again.
    QString m_retryText;
    Clock::time_point m_retryAt;
    quint64 m_storedAtRetry = 0;
    quint64 m_fixedCount = 0;
};

} // namespace Tailwater
