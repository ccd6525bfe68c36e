// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace DurableStreams {
class Call;
}

namespace Tailwater {

class Server;

//! \brief Asks before what cannot be undone, closing and deleting a stream; then does it, and stays
//! open with the reason if that fails. Cancel is the default. On production
//! the last part of the path must be typed first.
class StreamQuestion : public QDialog
{
    Q_OBJECT

public:
    enum class Deed { Close, Delete };

    StreamQuestion(Deed deed, Server *server, const QByteArray &path, QWidget *parent = nullptr);
    ~StreamQuestion() override;

Q_SIGNALS:
    void done(Tailwater::StreamQuestion::Deed deed, const QByteArray &path,
              const DurableStreams::StreamInfo &info);

private:
    void layOut(const QString &question, const QString &consequence, const QString &button);
    QWidget *makeNameCheck();
    void carryOut();

    Deed m_deed;
    Server *m_server;
    QByteArray m_path;
    QLabel *m_message;
    QPushButton *m_do = nullptr;
};

} // namespace Tailwater
