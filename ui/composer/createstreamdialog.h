// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>
#include <durablestreams/streaminfo.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class LargeTextBar;
class LifetimeField;
class PayloadEditor;
class Server;

//! \brief Asks for what a new stream needs, creates it, and stays open with the reason if that fails.
class CreateStreamDialog : public QDialog
{
    Q_OBJECT

public:
    CreateStreamDialog(Server *server, const QString &proposedPath, QWidget *parent = nullptr);
    ~CreateStreamDialog() override;

    void setPath(const QString &path);

Q_SIGNALS:
    //! \brief The stream is there; \a empty: it was made, without a first message.
    void created(const QByteArray &path, const DurableStreams::StreamInfo &info, bool empty);

private:
    void layOut();
    void refresh();
    void create();
    DurableStreams::CreateOptions options() const;

    Server *m_server;
    QLineEdit *m_path;
    QComboBox *m_type;
    LifetimeField *m_lifetime;
    PayloadEditor *m_body;
    QAction *m_format;
    LargeTextBar *m_largeText;
    QCheckBox *m_closed;
    QLabel *m_message;
    QPushButton *m_create = nullptr;
};

} // namespace Tailwater
