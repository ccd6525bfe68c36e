// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QSlider;
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureSession;
class TailPage;

//! \brief Below the rows of a capture: which of them are in view, and for a large one the way to any place of it.
//!
//! Brings the rows that the user scrolls to, as the view comes near the end of those that are loaded.
class PositionBar : public QWidget
{
    Q_OBJECT

public:
    PositionBar(CaptureSession *session, TailPage *page, QWidget *parent = nullptr);
    ~PositionBar() override;

    //! \brief Shows \a row of the file at the top.
    void goTo(quint64 row);
    //! \brief Shows \a row and makes it the current one.
    void select(quint64 row);
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    QString rowsText() const;
    void onScrolled();
    void onPublished();
    void onSliderMoved(int value);
    quint64 rowOfValue(int value) const;
    void keepCurrent();

    CaptureSession *m_session;
    TailPage *m_page;
    QLabel *m_text;
    QSlider *m_slider;
    QTimer *m_soon;
    //! The row to be shown once it is there; 0: none.
    quint64 m_goal = 0;
    bool m_select = false;
    quint64 m_current = 0;
};

} // namespace Tailwater
