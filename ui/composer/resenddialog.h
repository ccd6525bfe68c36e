// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "appendrun.h"

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class Server;

//! \brief Appends rows of a tail once more, byte for byte, after showing what and where to.
class ResendDialog : public QDialog
{
    Q_OBJECT

public:
    ResendDialog(Server *server, const QByteArray &path, const QByteArray &contentType,
                 const QList<PayloadPiece> &pieces, QWidget *parent = nullptr);
    ~ResendDialog() override;

Q_SIGNALS:
    void resent(const QByteArray &path, int count, const DurableStreams::StreamInfo &info);

private:
    void layOut();
    QString preview() const;
    void refresh();
    void send();
    void onFinished(const QByteArray &path, const AppendRun::Outcome &outcome);
    void done(int result) override;

    QPointer<Server> m_server;
    QByteArray m_contentType;
    QList<PayloadPiece> m_pieces; //!< those that are still to be sent
    QLineEdit *m_path;
    QLabel *m_headline;
    QLabel *m_message;
    QPushButton *m_send = nullptr;
    QPointer<AppendRun> m_run;
    int m_sent = 0;
    //! What the first of the pieces may be stored under already, in the stream at m_sentTo.
    std::optional<DurableStreams::ProducerTuple> m_sentBefore = {};
    QByteArray m_sentTo;
};

} // namespace Tailwater
