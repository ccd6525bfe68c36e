// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class Server;

//! \brief Asks for the path of a stream and where to begin; looks by HEAD whether it is there, and
//! stays open with the reason if not.
class OpenStreamDialog : public QDialog
{
    Q_OBJECT

public:
    explicit OpenStreamDialog(Server *server, QWidget *parent = nullptr);
    ~OpenStreamDialog() override;

    void setPath(const QString &path);
    //! \brief Chooses “From an offset” and puts the cursor there.
    void askForOffset();

Q_SIGNALS:
    void openRequested(const QByteArray &path, const DurableStreams::Offset &from);
    //! \brief An address that is not below this server.
    void urlEntered(const QString &url);
    void createRequested(const QString &path);

private:
    enum class Start { Beginning, Now, AtOffset };

    void layOut();
    void refresh();
    void tryIt();
    DurableStreams::Offset offset() const;

    Server *m_server;
    QLineEdit *m_path;
    QComboBox *m_start;
    QLineEdit *m_offset;
    QLabel *m_message;
    QPushButton *m_create = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace Tailwater
