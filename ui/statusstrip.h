// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailstatus.h"

#include <QStatusBar>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QTimer;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The status bar: how the current tail does, in figures.
class StatusStrip : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);
    ~StatusStrip() override;

    //! \brief Shows \a status; nothing: no stream is open.
    void setTail(const std::optional<TailStatus> &status);
    void setProblemCount(int count);
    //! \brief What is shown, in words, for a report.
    QStringList texts() const;

Q_SIGNALS:
    void problemsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *addField(const QString &name, const QString &accessibleName);
    void refresh();
    void refreshLastEvent();
    static QString modeName(const TailStatus &status);

    std::optional<TailStatus> m_status;
    QLabel *m_icon;
    QLabel *m_state;
    QLabel *m_mode;
    QLabel *m_rate;
    QLabel *m_throughput;
    QLabel *m_lastEvent;
    QLabel *m_rows;
    QLabel *m_offset;
    QToolButton *m_copyOffset;
    QToolButton *m_problems;
    QTimer *m_clock;
};

} // namespace Tailwater
