// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureSession;

//! \brief Above the rows of a capture: says that its file is not what is shown any more, or is being written. Hidden
//! while there is nothing to say.
class OnDiskStrip : public QFrame
{
    Q_OBJECT

public:
    explicit OnDiskStrip(CaptureSession *session, QWidget *parent = nullptr);
    ~OnDiskStrip() override;

    //! \brief What is said; empty: nothing is to be said.
    QString text() const;

Q_SIGNALS:
    void reloadRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    QString sentence() const;

    CaptureSession *m_session;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_reload;
};

} // namespace Tailwater
