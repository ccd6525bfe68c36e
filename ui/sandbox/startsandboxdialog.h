// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <sandbox/sandbox.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Asks where the sandbox keeps its streams, and how it starts. Stays until it has started.
class StartSandboxDialog : public QDialog
{
    Q_OBJECT

public:
    //! \brief Begins with what \a last was started with.
    explicit StartSandboxDialog(const DurableStreams::SandboxOptions &last,
                                QWidget *parent = nullptr);
    ~StartSandboxDialog() override;

    //! \brief Says why it did not start, and lets the user change something.
    void showFailure(const DurableStreams::Error &error);

Q_SIGNALS:
    void startRequested(const DurableStreams::SandboxOptions &options);

private:
    void layOut();
    QWidget *makePlaces();
    void browse();
    void refresh();
    DurableStreams::SandboxOptions options() const;

    DurableStreams::SandboxOptions m_last;
    QRadioButton *m_inMemory;
    QRadioButton *m_inFolder;
    QLineEdit *m_folder;
    QPushButton *m_browse;
    QSpinBox *m_port;
    QCheckBox *m_samples;
    QLabel *m_message;
    QPushButton *m_start = nullptr;
    bool m_starting = false;
};

} // namespace Tailwater
