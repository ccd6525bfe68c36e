// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filterexpression.h"

#include <QHash>
#include <QList>

#include <functional>
#include <optional>
#include <utility>

namespace Tailwater {

//! \brief Where in the text of a row stands what is looked for. Looked for once in each row that is
//! painted, and in what is shown of it only. GUI thread.
class FoundText
{
public:
    struct Place
    {
        int begin = 0; //!< in UTF-16 units
        int length = 0;

        bool operator==(const Place &) const = default;
    };
    //! More are not told of one row.
    static constexpr int most = 100;

    //! \brief Nothing, to begin with.
    void setSought(const std::optional<FilterTextTest> &test);
    bool isSought() const { return m_sought.has_value(); }
    //! \brief The places in \a text, in order; they do not overlap.
    QList<Place> placesIn(const QString &text);
    //! \brief Those of the row \a id, whose text \a text makes if it was not looked at before. A row
    //! that is not \a fixed is looked at each time.
    QList<Place> placesOf(quint64 id, bool fixed, const std::function<QString()> &text);
    //! \brief Where it stands first in \a bytes, and where it ends there; nothing if it does not.
    std::optional<std::pair<qsizetype, qsizetype>> firstIn(QByteArrayView bytes);
    //! \brief What \a make says of the row \a id, which is \a fixed; asked once.
    QString excerptOf(quint64 id, bool fixed, const std::function<QString()> &make);

private:
    std::optional<FilterTextTest> m_sought;
    std::optional<BytePattern::Matcher> m_matcher;
    QHash<quint64, QList<Place>> m_known;
    QHash<quint64, QString> m_excerpts;
};

} // namespace Tailwater
