// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureRun;

//! \brief Below the rows of a tail that is captured: how much is in the file; and, when it has ended, the way to it.
class CaptureStrip : public QFrame
{
    Q_OBJECT

public:
    explicit CaptureStrip(CaptureRun *run, QWidget *parent = nullptr);
    ~CaptureStrip() override;

    QString text() const;

Q_SIGNALS:
    void openRequested(const QString &path);
    //! \brief The user has read it.
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    QString sentence() const;

    CaptureRun *m_run;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_stop;
    QPushButton *m_open;
    QPushButton *m_folder;
    QToolButton *m_close;
};

} // namespace Tailwater
