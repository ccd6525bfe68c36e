// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QPointer>
#include <QSet>

QT_BEGIN_NAMESPACE
class QMessageBox;
QT_END_NAMESPACE

namespace Tailwater {

class MainWindow;
class SandboxControl;

//! \brief Asks before the window closes and takes streams of the user's own along, which the sandbox
//! keeps in memory only.
class SandboxGuard : public QObject
{
    Q_OBJECT

public:
    //! \brief Of \a window, which owns it.
    SandboxGuard(SandboxControl *control, MainWindow *window);
    ~SandboxGuard() override;

    //! \brief Streams that would be lost: those that are no samples, sorted.
    QList<QByteArray> atStake() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask(const QList<QByteArray> &streams);

    SandboxControl *m_control;
    MainWindow *m_window;
    QPointer<QMessageBox> m_question;
    QSet<QByteArray> m_givenUp; //!< what the user agreed to lose
};

} // namespace Tailwater
