// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

namespace Tailwater {

//! \brief Paints a row of the explorer: icon, last part of the path, and its badge at the far side.
class StreamDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit StreamDelegate(QObject *parent = nullptr);
    ~StreamDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace Tailwater
