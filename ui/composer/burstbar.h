// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "burstrun.h"

#include <QPointer>
#include <QUrl>
#include <QWidget>

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
    //! \brief Sends to \a stream, whose address is \a url, what \a source makes.
    void start(const DurableStreams::Stream &stream, const QUrl &url, const QByteArray &contentType,
               bool json, const QHttpHeaders &headers, BurstRun::Source source);
    void stop();
    //! \brief What is known of the last burst, as a text to paste.
    QString summary() const { return m_summary; }
    void forget();

Q_SIGNALS:
    void changed();
    void finished(const Tailwater::BurstRun::Outcome &outcome);

private:
    QWidget *makeFields();
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
    QString m_summary;
    quint64 m_fixedCount = 0;
};

} // namespace Tailwater
