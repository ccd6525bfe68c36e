// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStyledItemDelegate>

namespace Tailwater {

//! \brief How many bytes two values have in common from their beginning, whole characters only.
qsizetype sharedStart(QByteArrayView a, QByteArrayView b);

//! \brief A value to look at, or a part of it around where it differs from another one.
struct ShownDifference
{
    static constexpr qsizetype longest = 300;
    static constexpr int Role = Qt::UserRole; //!< begin, for DifferenceDelegate

    //! \brief The first \a shared bytes of \a value are those of the other one.
    ShownDifference(QByteArrayView value, qsizetype shared);

    QString text;
    qsizetype begin = 0; //!< of what differs, in text
};

//! \brief Where a value does not fit, its beginning is left out rather than what differs.
class DifferenceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    ~DifferenceDelegate() override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace Tailwater
