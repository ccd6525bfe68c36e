// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace Tailwater {

//! \brief The exchanges in whose row every word that was typed occurs, in any case.
class WireFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit WireFilter(QObject *parent = nullptr);
    ~WireFilter() override;

    //! \brief Empty: all of them.
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

} // namespace Tailwater
