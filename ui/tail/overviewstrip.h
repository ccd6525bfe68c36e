// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class FilterRun;
class RowMarks;
class TailModel;
class TailView;

//! \brief All rows of a tail from top to bottom, beside its scroll bar: where the matches of the
//! filter, marks, errors, and the notes between rows are. A click goes there.
//!
//! Each has a lane of its own. Looks at two pixels at a time, never at rows: it costs the same for
//! a million of them, and is painted a few times a second at most.
class OverviewStrip : public QWidget
{
    Q_OBJECT

public:
    OverviewStrip(TailModel *model, TailView *view, const RowMarks *marks,
                  QWidget *parent = nullptr);
    ~OverviewStrip() override;

    //! \brief Finds the rows that are not what they say; not owned.
    void setErrors(const FilterRun *errors);
    QSize sizeHint() const override;

    //! \brief What there is in a stretch of rows.
    struct Stretch
    {
        int firstRow = 0;
        int endRow = 0;
        qsizetype matches = 0;
        qsizetype errors = 0;
        bool marks = false;
        bool notes = false; //!< marker rows

        bool isEmpty() const { return matches == 0 && errors == 0 && !marks && !notes; }
        bool operator==(const Stretch &) const = default;
    };
    //! \brief From top to bottom.
    const std::vector<Stretch> &stretches() const { return m_stretches; }
    //! \brief Looks again, at once.
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refreshSoon();
    QRect area() const;
    QString textAt(int y) const;
    const Stretch *stretchAt(int y) const;
    std::vector<quint64> notes() const;

    TailModel *m_model;
    TailView *m_view;
    const RowMarks *m_marks;
    const FilterRun *m_errors = nullptr;
    QTimer *m_timer;
    std::vector<Stretch> m_stretches;
};

} // namespace Tailwater
