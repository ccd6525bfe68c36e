// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/rowsource.h"
#include "models/filter/filtermatcher.h"

namespace Tailwater {

//! \brief The rows of a whole capture that pass a filter, as its view would show them; markers are none of them.
class FilteredRows : public RowSource
{
public:
    FilteredRows(const QString &path, const FilterExpression &expression,
                 const std::optional<CaptureIdentity> &shown = {});

    std::expected<void, QString> open() override { return m_rows.open(); }
    Message next() override;
    QString error() const override { return m_rows.error(); }
    void skip(quint64 rows) override;
    //! \brief Those that are gone through.
    quint64 count() const override { return m_rows.count(); }
    QByteArray contentType() const override { return m_rows.contentType(); }
    void setStop(const std::function<bool()> &stop) override;
    bool tellProgress(const std::function<void(quint64)> &told) override;

private:
    CaptureRows m_rows;
    FilterMatcher m_matcher;
    std::function<bool()> m_stop;
    std::function<void(quint64)> m_told;
    quint64 m_looked = 0;
};

} // namespace Tailwater
