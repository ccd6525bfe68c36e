// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/replayflow.h"

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace Tailwater {

class Server;

//! \brief Asks into which stream rows are replayed, and how fast; then shows how far that is.
//!
//! Closing it stops the replay, which can be gone on with. Not modal: a replay may take hours.
class ReplayDialog : public QDialog
{
    Q_OBJECT

public:
    //! \brief \a what says in words what is replayed. \a servers are those that are connected to.
    ReplayDialog(const ReplayFlow::Source &source, const QString &what, const QList<Server *> &servers,
                 QWidget *parent = nullptr);
    ~ReplayDialog() override;

    bool isBusy() const;

    void reject() override;

private:
    void layOut(const QString &what);
    void addSpeed(QFormLayout *form);
    void refresh();
    void refreshProgress();
    void onFinished();
    void begin();
    Server *server() const;
    QUrl target() const;
    //! What speaks against it, in a sentence; empty if nothing does.
    QString fault() const;
    QString lastSegment() const;

    ReplayFlow::Source m_source;
    QComboBox *m_server;
    QLineEdit *m_path;
    QCheckBox *m_create;
    QComboBox *m_speed;
    QDoubleSpinBox *m_factor;
    QSpinBox *m_limit;
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QLabel *m_message;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_begin = nullptr;
    QPushButton *m_close = nullptr;
    QWidget *m_fields = nullptr;
    ReplayFlow *m_flow = nullptr;
};

} // namespace Tailwater
