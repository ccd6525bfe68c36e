// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "appendrun.h"

#include <QDialog>
#include <QPointer>

#include <functional>

QT_BEGIN_NAMESPACE
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class SendResult;
class Server;

//! \brief Appends rows of a tail once more, byte for byte, after showing what and where to; then it says
//! what became of them.
class ResendDialog : public QDialog
{
    Q_OBJECT

public:
    ResendDialog(Server *server, const QByteArray &path, const QByteArray &contentType,
                 const QList<PayloadPiece> &pieces, QWidget *parent = nullptr);
    ~ResendDialog() override;

    //! \brief What became of it; shown until the dialog is closed.
    SendResult *result() const { return m_result; }
    //! \brief All of it is stored.
    bool isDone() const { return m_pieces.isEmpty(); }
    //! \brief Stops what is being sent, and says what became of it; else closes the dialog.
    void reject() override;

Q_SIGNALS:
    void resent(const QByteArray &path, int count, const DurableStreams::StreamInfo &info);
    //! \brief The user wants to see the last message, \a body, in the tail of \a path; it ends at \a offset.
    void revealRequested(const QByteArray &path, const DurableStreams::Offset &offset,
                         const QByteArray &body);
    void editConnectionRequested();
    void forkRequested(const QByteArray &path);

private:
    void layOut();
    void layOutButtons();
    void connectResult();
    void leaveFor(const std::function<void()> &next);
    QString preview() const;
    void refresh();
    void send();
    void onFinished(const QByteArray &path, const AppendRun::Outcome &outcome);
    void showDone();
    void done(int result) override;

    QPointer<Server> m_server;
    QByteArray m_contentType;
    QList<PayloadPiece> m_pieces; //!< those that are still to be sent
    QLineEdit *m_path;
    QLabel *m_headline;
    QLabel *m_message;
    SendResult *m_result;
    QDialogButtonBox *m_buttons;
    QPushButton *m_send = nullptr;
    QPointer<AppendRun> m_run;
    int m_sent = 0;
    //! What the first of the pieces may be stored under already, in the stream at m_sentBeforeTo.
    std::optional<DurableStreams::ProducerTuple> m_sentBefore = {};
    QByteArray m_sentBeforeTo;
    //! Where they went last.
    QByteArray m_sentTo;
    //! Of all that was to be sent last.
    QString m_curl;
};

} // namespace Tailwater
