// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filterexpression.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace Tailwater {

class FilterRun;
class FindBar;
class TailModel;
class TailView;

//! \brief Goes from row to row that holds a text, or matches /a regular expression/; hides nothing.
//!
//! Looks through what is shown, in a worker; goes on at the other end when there is no further one.
class TailFind : public QObject
{
    Q_OBJECT

public:
    TailFind(TailModel *model, TailView *view, FindBar *bar, QObject *parent = nullptr);
    ~TailFind() override;

    //! \brief Opens the bar.
    void open();
    void find(bool backwards);
    //! \brief Where more rows are than the model has: \a find looks for \a expression from the row \a from on and says
    //! so with say(); false: it does not. With an empty expression: it is not looked for any more.
    using Beyond = std::function<bool(const FilterExpression &expression, quint64 from, bool backwards)>;
    void setBeyond(const Beyond &find) { m_beyond = find; }
    //! \brief Says how it went, in the bar.
    void say(const QString &text, bool found);
    //! \brief The model has other rows.
    void feed();
    //! \brief What the bar asks for while it is open; nothing if it is not to be understood.
    const std::optional<FilterTextTest> &soughtText() const { return m_sought; }

Q_SIGNALS:
    void soughtTextChanged();

private:
    void showPlaces(const QString &text);
    std::optional<FilterExpression> sought();
    void prepare(const FilterExpression &expression);
    void search();
    void sayWhich();
    std::optional<quint64> target(bool *around) const;

    TailModel *m_model;
    TailView *m_view;
    FindBar *m_bar;
    std::unique_ptr<FilterRun> m_run;
    bool m_pending = false;
    bool m_backwards = false;
    quint64 m_from = 0;
    std::optional<quint64> m_found;
    bool m_around = false;
    QString m_text;
    std::optional<FilterTextTest> m_sought;
    Beyond m_beyond;
};

} // namespace Tailwater
