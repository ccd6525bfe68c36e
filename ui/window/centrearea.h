// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

namespace Tailwater {

//! \brief The middle of the window. What is said in it takes room from the rows, and never makes the
//! window grow: not the notices above the tabs, and not a page that nobody looks at.
class CentreArea : public QWidget
{
public:
    using QWidget::QWidget;

    QSize minimumSizeHint() const override
    {
        // Always the same, whatever is in it.
        return { fontMetrics().averageCharWidth() * 50, fontMetrics().height() * 18 };
    }
};

} // namespace Tailwater
