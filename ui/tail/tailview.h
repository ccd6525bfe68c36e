// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tail/rowview.h"

namespace Tailwater {

class TailDelegate;
class TailModel;

//! \brief The rows of a tail, following the end or staying where the user looks.
//!
//! Follow is a mode: only gestures of the user and setFollowing() change it, never where the view
//! happens to stand. While it is off the top row stays where it is, by identity, whatever comes or goes.
class TailView : public RowView
{
    Q_OBJECT

public:
    explicit TailView(TailModel *model, QWidget *parent = nullptr);
    ~TailView() override;

    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    TailDelegate *tailDelegate() const { return m_delegate; }

    //! \brief Changes the model with \a change and keeps the place.
    template<typename F>
    void keepPlace(F change)
    {
        const Place place = currentPlace();
        change();
        restorePlace(place);
    }

    //! \brief The id of the top visible row; 0 if there is none.
    quint64 topRowId() const;
    //! \brief Rows below what was ever visible since following ended.
    quint64 unseenRows() const;
    //! \brief Makes the row \a id current and visible; leaves follow.
    bool showRow(quint64 id);
    //! \brief The same, in the middle of the view.
    bool showRowInTheMiddle(quint64 id);

    void keyboardSearch(const QString &search) override;
    void selectAll() override;

Q_SIGNALS:
    void followingChanged(bool following);
    void unseenChanged();
    //! \brief Enter, with the current row.
    void enterPressed(const QModelIndex &index);
    //! \brief Ctrl and the wheel: larger or smaller text.
    void zoomRequested(int steps);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void updateGeometries() override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Place
    {
        quint64 id = 0;
    };
    Place currentPlace() const;
    void restorePlace(const Place &place);
    void onScrollAction(int action);
    void noteSeen();
    void onAboutToFilter();
    void onFiltered();
    bool isAwaited(quint64 id) const;
    void updateFont();
    void makeCurrent(int row);
    void showAround(int row);
    void updateRow(const QModelIndex &index);
    void leaveEnd(QKeyEvent *event);

    TailModel *m_model;
    TailDelegate *m_delegate;
    bool m_following = true;
    quint64 m_seenTo = 0;
    // While rows come and go by the filter.
    Place m_place;
    quint64 m_currentId = 0; // or was, before the filter
    bool m_currentInView = false;
};

} // namespace Tailwater
