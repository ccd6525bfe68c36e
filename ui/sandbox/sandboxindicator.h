// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QToolButton>

namespace Tailwater {

class SandboxControl;

//! \brief A button of the status bar that says whether the sandbox runs and where, with its commands.
//! Hidden while it is stopped.
class SandboxIndicator : public QToolButton
{
    Q_OBJECT

public:
    //! \brief \a control must outlive the button.
    explicit SandboxIndicator(SandboxControl *control, QWidget *parent = nullptr);
    ~SandboxIndicator() override;

private:
    void refresh();

    SandboxControl *m_control;
};

} // namespace Tailwater
