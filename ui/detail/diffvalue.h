// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStyledItemDelegate>

#include <functional>

namespace Tailwater {

//! \brief How many bytes two values have in common from their beginning, whole characters only.
qsizetype sharedStart(QByteArrayView a, QByteArrayView b);

//! \brief A value to look at, or a part of it around where it differs from another one.
struct ShownDifference
{
    static constexpr qsizetype longest = 300; //!< of a cell
    static constexpr int Role = Qt::UserRole; //!< begin, for DifferenceDelegate

    //! \brief The first \a shared bytes of \a value are those of the other one; of these and of what follows
    //! about \a most characters are shown.
    ShownDifference(QByteArrayView value, qsizetype shared, qsizetype most = longest);

    QString text;
    qsizetype begin = 0; //!< of what differs, in text
};

//! \brief The whole of a value for a tooltip, in lines, as markup in which nothing of it acts; of a very long
//! one the part around where it differs from another one.
QString differenceToolTip(QByteArrayView value, qsizetype shared);

//! \brief As much of \a text as \a fits, with the character at \a place in it: ellipses stand for what is left out
//! before and behind. The character alone where not even that fits.
QString elidedAround(const QString &text, qsizetype place, const std::function<bool(const QString &)> &fits);

//! \brief Where a value does not fit, what is left out is before and behind the place that differs.
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
