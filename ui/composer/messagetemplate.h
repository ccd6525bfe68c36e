// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QString>

#include <optional>

namespace Tailwater {

//! \brief A text with variables such as `{{now}}`, which are filled in anew for each message.
class MessageTemplate
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::MessageTemplate)

public:
    //! \brief A variable, as it is written, and what it becomes.
    struct Variable
    {
        QString text;
        QString meaning;
    };
    //! \brief Every variable there is, for a menu.
    static QList<Variable> variables();

    explicit MessageTemplate(const QByteArray &utf8);

    //! \brief Whether there is something to fill in.
    bool hasVariables() const { return m_variables > 0; }
    //! \brief Why it cannot be filled in, and at which byte.
    struct Fault
    {
        QString reason;
        qsizetype position = 0;
    };
    const std::optional<Fault> &fault() const { return m_fault; }

    //! \brief The text of message number \a index, counted from 1.
    QByteArray fill(quint64 index) const;
    //! \brief The byte of the template that byte \a position of the last fill() came from.
    qsizetype originOf(qsizetype position) const;

private:
    enum class Kind { Text, Index, Now, UnixMs, Uuid, Random, RandomInt, Pick, Environment, File };
    struct Part
    {
        Kind kind = Kind::Text;
        qsizetype position = 0; //!< in the template
        QByteArray text = {};
        QList<QByteArray> arguments = {};
        qint64 low = 0;
        qint64 high = 0;
    };

    bool addVariable(const QByteArray &inside, qsizetype position);
    bool addFile(const QByteArray &path, qsizetype position);
    static QByteArray valueOf(const Part &part, quint64 index);

    QList<Part> m_parts;
    int m_variables = 0;
    std::optional<Fault> m_fault;
    mutable QList<qsizetype> m_starts; //!< of the parts in the last fill()
};

} // namespace Tailwater
