// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QStringView>

#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

namespace Tailwater {

//! \brief A JSON pointer (RFC 6901), ready to be followed in many documents. Thread-safe.
class JsonPath
{
public:
    //! \brief The whole document.
    JsonPath() = default;
    //! \brief Nothing if \a pointer is neither empty nor begins with a slash.
    static std::optional<JsonPath> fromPointer(QStringView pointer);

    //! \brief One step down: the member \a name, or the element of that index.
    void append(const QString &name);
    //! \brief One step down: each element of an array. valueIn() follows the first one.
    void appendAnyElement();
    bool isEmpty() const { return m_steps.empty(); }

    //! \brief The value as its bytes in \a document; empty if there is none. Of duplicate keys the
    //! last wins. Takes any bytes, copies nothing, converts no number.
    QByteArrayView valueIn(QByteArrayView document) const;

    //! \brief True if \a test, which takes a QByteArrayView, says so of a value there. With duplicate
    //! keys, and with any element, there are several; the first that it says so of ends the search.
    template<typename Test>
    bool anyValueIn(QByteArrayView document, Test &&test) const
    {
        return visit(
            document,
            [](void *what, QByteArrayView value) {
                return bool((*static_cast<std::remove_reference_t<Test> *>(what))(value));
            },
            std::addressof(test));
    }

    bool operator==(const JsonPath &) const = default;

private:
    using Visitor = bool (*)(void *, QByteArrayView);
    struct Step
    {
        QByteArray name = {};
        qint64 index = -1; //!< -1: cannot be an index
        bool hasBackslash = false;
        //! With a replacement character: how people see bytes that are not UTF-8.
        bool isReplaced = false;
        bool anyElement = false;

        bool operator==(const Step &) const = default;
    };
    static bool isKey(QByteArrayView token, const Step &step);
    static QByteArrayView memberOf(QByteArrayView object, const Step &step);
    static QByteArrayView elementOf(QByteArrayView array, const Step &step);
    bool visit(QByteArrayView document, Visitor visitor, void *what) const;
    bool visitFrom(size_t step, QByteArrayView value, Visitor visitor, void *what) const;

    std::vector<Step> m_steps;
};

} // namespace Tailwater
