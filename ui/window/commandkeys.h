// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace Tailwater {

//! \brief Keeps the keys of the window's commands for the commands.
//!
//! Text fields take some of them as editing keys of other programs: Ctrl+K deletes the rest of the
//! line there, and Ctrl+D the next letter. Here they go to the command, and where it is not to be had
//! they do nothing.
class CommandKeys : public QObject
{
    Q_OBJECT

public:
    explicit CommandKeys(QObject *parent = nullptr);
    ~CommandKeys() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace Tailwater
