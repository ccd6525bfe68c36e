// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractButton>

namespace Tailwater {

//! \brief A small round-ended button that floats above a list: what is new, or what waits.
class Pill : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Pill(QWidget *parent = nullptr);
    ~Pill() override;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace Tailwater
