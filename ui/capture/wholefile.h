// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/capturesearch.h"

#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureSession;
class PositionBar;
class TailPage;

//! \brief Below the rows of a capture that is too large to be held: says which rows a filter, or a selection, is of,
//! and looks through the whole file for a filter, and for what the find bar looks for.
class WholeFile : public QWidget
{
    Q_OBJECT

public:
    WholeFile(CaptureSession *session, TailPage *page, PositionBar *position, QWidget *parent = nullptr);
    ~WholeFile() override;

    //! \brief What is said; empty: nothing is to be said.
    QString text() const;

private:
    void refresh();
    bool isWhole() const;
    QString coverage() const;
    QString loadedRows() const;
    QString filterText() const;
    QString selectionText() const;
    void lookThrough();
    void go(bool backwards);
    bool find(const FilterExpression &expression, quint64 from, bool backwards);
    void onFound(const CaptureHit &hit);
    void sayFound();

    CaptureSession *m_session;
    TailPage *m_page;
    PositionBar *m_position;
    QLabel *m_text;
    QPushButton *m_look;
    QPushButton *m_previous;
    QPushButton *m_next;
    QPushButton *m_cancel;
    QTimer *m_soon;
    //! For the filter, and for what is found.
    std::unique_ptr<CaptureSearch> m_count;
    std::unique_ptr<CaptureSearch> m_find;
    bool m_finding = false;
    bool m_backwards = false;
    CaptureHit m_hit;
};

} // namespace Tailwater
