// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "appendrun.h"

#include <QHash>
#include <QUrl>
#include <QWidget>

#include <chrono>

QT_BEGIN_NAMESPACE
class QLabel;
class QTimer;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief One line about the last send: the answer and when the tail had it, or cause and remedy.
class SendResult : public QWidget
{
    Q_OBJECT

public:
    //! \brief The names of its parts begin with \a prefix.
    explicit SendResult(QWidget *parent = nullptr, const QString &prefix = QStringLiteral("composer"));
    ~SendResult() override;

    void clear();
    //! \brief Something is said.
    bool isSaying() const;
    //! \brief It is said what sending the same again leads to.
    bool saysSendAgain() const { return m_saysSendAgain; }
    //! \brief Whether the curl commands of what was sent are offered; yes unless set.
    void setOffersCurl(bool offers) { m_offersCurl = offers; }
    //! \brief Nothing was sent, because of \a why, a sentence.
    void showNotSent(const QString &why);
    //! \brief A send has begun now: latencies are counted from here.
    void begin();
    //! \brief An attempt failed; the next one comes after \a delay.
    void showRetry(int attempt, std::chrono::milliseconds delay,
                   const DurableStreams::Error &error);
    //! \brief What is said of an attempt that failed, and of the next one, which comes \a at.
    static QString failedAttempt(int attempt, const DurableStreams::Error &error);
    static QString nextAttempt(std::chrono::steady_clock::time_point at);
    //! \brief What sending again what may be stored leads to.
    static QString sendAgain();
    //! \brief What is on its way could not be noted on disk.
    void showNotKept();
    //! \brief So many of \a total are stored, and the next one is on its way.
    void showProgress(qsizetype stored, qsizetype total);
    //! \brief How the send of \a pieces to \a url ended.
    void show(const AppendRun::Outcome &outcome, const QList<PayloadPiece> &pieces,
              const QUrl &url);
    //! \brief The tail of the stream at \a url has got as far as \a nextOffset.
    void noteTail(const QUrl &url, const DurableStreams::Offset &nextOffset);

    //! \brief A message that is stored, the server did not say where.
    struct Sought
    {
        QByteArray body;
        //! When its send began, in milliseconds since the epoch: it is in no older row.
        qint64 since = 0;
    };
    //! \brief What is looked for among the rows of the stream at \a url.
    std::optional<Sought> sought(const QUrl &url) const;
    //! \brief It is among them.
    void noteFound();

Q_SIGNALS:
    //! \brief The user wants to see the last message, \a body, which ends at \a offset.
    void revealRequested(const DurableStreams::Offset &offset, const QByteArray &body);
    void curlRequested();
    void editConnectionRequested();
    void forkRequested();

private:
    using Clock = std::chrono::steady_clock;
    struct TailMark
    {
        DurableStreams::Offset offset;
        Clock::time_point when;
    };

    void showFailure(const AppendRun::Outcome &outcome);
    void showSuccess(const AppendRun::Outcome &outcome);
    void showSeen();
    void countDown();
    void showButtons(bool stored);

    QLabel *m_text;
    QToolButton *m_reveal;
    QToolButton *m_curl;
    QToolButton *m_edit;
    QToolButton *m_fork;
    QTimer *m_countDown;
    QString m_retryText;
    Clock::time_point m_retryAt;
    Clock::time_point m_sentAt;
    DurableStreams::Offset m_offset;
    QByteArray m_body;
    QUrl m_url;
    QString m_answer;
    bool m_offersCurl = true;
    bool m_saysSendAgain = false;
    bool m_awaited = false;
    bool m_sought = false;
    qint64 m_sentAtMs = 0;
    //! An event may be here before the answer to the append that caused it.
    QHash<QUrl, TailMark> m_tails;
};

} // namespace Tailwater
