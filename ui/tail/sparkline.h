// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QWidget>

namespace Tailwater {

//! \brief A minute of rates as a small picture; the newest value is at the right edge.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);
    ~Sparkline() override;

    void setValues(const QList<double> &values);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<double> m_values;
};

} // namespace Tailwater
