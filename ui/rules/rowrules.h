// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/matchcontext.h"

#include <QColor>
#include <QHash>
#include <QList>
#include <QObject>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QPalette;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What becomes of rows that pass a filter.
struct RowRule
{
    enum class Colour { None, Red, Orange, Green, Blue, Violet };

    QString filter = {};
    Colour colour = Colour::Orange;
    bool bold = false;
    bool notify = false; //!< say so when one comes in
    bool freeze = false; //!< hold the view still when one comes in
    bool enabled = true;

    bool watches() const { return enabled && (notify || freeze); }
    bool operator==(const RowRule &) const = default;
};

//! \brief The rules for rows of all tails, in order: of several that fit, the first counts. GUI
//! thread only.
class RowRules : public QObject
{
    Q_OBJECT

public:
    //! More are not kept.
    static constexpr qsizetype mostRules = 50;

    explicit RowRules(QObject *parent = nullptr);
    ~RowRules() override;
    //! \brief The ones that all tails use.
    static RowRules *instance();

    const QList<RowRule> &rules() const { return m_rules; }
    void setRules(const QList<RowRule> &rules);
    //! \brief What is kept around a row that is told of, or that the view stops at.
    const MatchContext::Extent &extent() const { return m_extent; }
    void setExtent(const MatchContext::Extent &extent);

    //! \brief Notes that the rule with \a filter does not do what it should, and why: until the rules are
    //! others.
    void noteTooHard(const QString &filter, const QString &why) { m_tooHard.insert(filter, why); }
    //! \brief Empty if it does.
    QString whyTooHard(const QString &filter) const { return m_tooHard.value(filter); }

    //! \brief For the settings; what is not understood is left out.
    static QStringList toStrings(const QList<RowRule> &rules);
    static QList<RowRule> fromStrings(const QStringList &strings);

    static QString nameOf(RowRule::Colour colour);
    //! \brief The tint of a row, for the palette that \a palette is.
    static QColor tintOf(RowRule::Colour colour, const QPalette &palette);
    //! \brief The same colour as a sign, to be seen beside others.
    static QColor signOf(RowRule::Colour colour, const QPalette &palette);

Q_SIGNALS:
    void changed();

private:
    QList<RowRule> m_rules;
    QHash<QString, QString> m_tooHard;
    MatchContext::Extent m_extent;
};

} // namespace Tailwater
