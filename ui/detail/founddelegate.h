// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

namespace Tailwater {

class FoundText;

//! \brief Items with a frame around what is sought, in what is shown of them.
class FoundDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    //! \brief \a found is not owned.
    FoundDelegate(FoundText *found, QObject *parent);
    ~FoundDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    FoundText *m_found;
};

} // namespace Tailwater
