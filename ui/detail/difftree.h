// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTreeWidget>

namespace Tailwater {

//! \brief The table of values that differ: as wide as there is room, and with what differs in view however little
//! that is.
class DiffTree : public QTreeWidget
{
    Q_OBJECT

public:
    enum Column { KindColumn, PointerColumn, BeforeColumn, AfterColumn };

    explicit DiffTree(QWidget *parent = nullptr);
    ~DiffTree() override;

    //! \brief Lays the columns out for what is in them.
    void fitColumns();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int m_pointerWidth; //!< as it is wished, where there is room
    bool m_fitting = false;
};

} // namespace Tailwater
