// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailstatus.h"

#include <QPointer>
#include <QStatusBar>

#include <chrono>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QTimer;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class Sparkline;
class TailPage;

//! \brief The status bar: how the current tail does, in words and figures.
//!
//! Where the window is narrow, what matters least is left out first.
class StatusStrip : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);
    ~StatusStrip() override;

    //! \brief Follows \a page; null: no stream is open.
    void setPage(TailPage *page);
    //! \brief Shows \a status; nothing: no stream is open.
    void setTail(const std::optional<TailStatus> &status);
    void setProblemCount(int count);
    //! \brief Says \a text for \a time, before the figures and at the cost of the least of them.
    void say(const QString &text, std::chrono::milliseconds time = std::chrono::seconds(10));
    //! \brief What is being said, in full.
    QString said() const { return m_said; }
    //! \brief What is shown, in words, for a report.
    QStringList texts() const;

Q_SIGNALS:
    void problemsRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLabel *addField(const QString &name, const QString &accessibleName);
    void refresh();
    void refreshFigures();
    void refreshView();
    void refreshLastEvent();
    void refreshRates();
    void fit();
    int fitMessage(int room);
    QString rowsText() const;

    std::optional<TailStatus> m_status;
    QPointer<TailPage> m_page;
    QLabel *m_icon;
    QLabel *m_state;
    QLabel *m_message;
    QLabel *m_view;
    QLabel *m_behind;
    Sparkline *m_sparkline;
    QLabel *m_rate;
    QLabel *m_throughput;
    QLabel *m_lastEvent;
    QLabel *m_rows;
    QLabel *m_offset;
    QToolButton *m_copyOffset;
    QToolButton *m_problems;
    QTimer *m_clock;
    QTimer *m_messageEnd;
    QString m_said;
};

} // namespace Tailwater
