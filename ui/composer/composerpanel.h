// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "appendrun.h"
#include "payload.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <chrono>

QT_BEGIN_NAMESPACE
class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTimer;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class PayloadEditor;
class Server;

//! \brief Writes messages by hand. Bound to one stream, whatever tab is shown; each stream has a draft
//! of its own, and a send that fails leaves it as it was.
class ComposerPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ComposerPanel(QWidget *parent = nullptr);
    ~ComposerPanel() override;

    //! \brief Binds the composer to \a path of \a server; null unbinds it. Drafts are kept.
    void setTarget(Server *server, const QByteArray &path, const QByteArray &contentType = {});
    Server *server() const { return m_server; }
    QByteArray path() const { return m_path; }
    //! \brief What an answer of the server said about the target.
    void setContentType(Server *server, const QByteArray &path, const QByteArray &contentType);
    void setText(const QString &text);
    QString text() const;
    //! \brief Texts that were not sent, by the address of their stream; for the session.
    QHash<QString, QString> drafts() const;
    void restoreDrafts(const QHash<QString, QString> &drafts);
    void focusEditor();

    //! \brief The tail of the stream at \a url has got as far as \a nextOffset.
    void noteTail(const QUrl &url, const DurableStreams::Offset &nextOffset);

    QAction *sendAction() const { return m_send; }
    QAction *formatAction() const { return m_format; }
    PayloadEditor *editor() const { return m_editor; }

Q_SIGNALS:
    void targetChanged();
    //! \brief \a path of \a server has grown; \a info is the last answer.
    void appended(Tailwater::Server *server, const QByteArray &path,
                  const DurableStreams::StreamInfo &info);
    void failed(Tailwater::Server *server, const QByteArray &path,
                const DurableStreams::Error &error);
    //! \brief The user wants to see what was sent in its tail.
    void revealRequested(Tailwater::Server *server, const QByteArray &path);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    //! What is kept for each stream.
    struct Desk
    {
        QString draft = {};
        ComposeMode mode = ComposeMode::One;
        QByteArray contentType = {};
        QStringList history = {}; //!< the latest last
        //! One handle for all sends: it holds the producer id that makes retries safe.
        DurableStreams::Stream stream = {};
    };

    using Clock = std::chrono::steady_clock;

    //! What was sent last and is not seen in the tail yet.
    struct Awaited
    {
        QUrl url;
        DurableStreams::Offset offset;
        QString text;
    };
    //! How far a tail has got, and when.
    struct TailMark
    {
        DurableStreams::Offset offset;
        Clock::time_point when;
    };

    void layOut();
    void createActions();
    QWidget *makeHeader();
    QWidget *makeFooter();
    Desk *desk();
    static QString deskKey(const Server *server, const QByteArray &path);
    ComposeMode mode() const;
    void check();
    void refreshTarget();
    void showTarget();
    void send();
    void onFinished(AppendRun *run, const AppendRun::Outcome &outcome, const QPointer<Server> &server,
                    const QByteArray &path);
    void showOutcome(const AppendRun::Outcome &outcome, const QUrl &url);
    void showSeen();
    void recall(int step);
    void format(bool minify);
    void copyCurl();

    QPointer<Server> m_server;
    QByteArray m_path;
    QHash<QString, Desk> m_desks;
    Payload m_payload;
    bool m_sending = false;
    int m_historyPosition = 0;
    Clock::time_point m_sentAt;
    std::optional<Awaited> m_awaited;
    //! An event may be here before the answer to the append that caused it.
    QHash<QUrl, TailMark> m_tails;

    QLabel *m_target = nullptr;
    QLabel *m_type = nullptr;
    QComboBox *m_mode = nullptr;
    QCheckBox *m_lineEnd = nullptr;
    PayloadEditor *m_editor;
    QLabel *m_check = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_sendButton = nullptr;
    QToolButton *m_reveal = nullptr;
    QTimer *m_checkTimer;
    QAction *m_send;
    QAction *m_format;
    QAction *m_minify;
    QAction *m_curl;
};

} // namespace Tailwater
