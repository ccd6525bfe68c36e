// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureend.h"

#include <QFrame>

#include <atomic>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QThread;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Below the rows of a tail whose capture ended with the application: how far it came, and how it can go on.
//! Nothing is written until the user says so.
class EndedCapture : public QFrame
{
    Q_OBJECT

public:
    //! \brief The capture of \a stream into the file at \a path.
    EndedCapture(const QString &path, const QUrl &stream, QWidget *parent = nullptr);
    ~EndedCapture() override;

    const QString &path() const { return m_path; }
    QString text() const;
    //! \brief Where it ended; nothing until that was found out, or if nobody can tell.
    const std::optional<CaptureEnd> &end() const { return m_end; }

Q_SIGNALS:
    //! \brief It is to go on in its file.
    void goOnRequested(const Tailwater::CaptureEnd &end);
    //! \brief It is to go on in another file.
    void newFileRequested();
    void openRequested(const QString &path);
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Answer;
    void layOut();
    void onLooked();
    void refresh();
    QString sentence() const;

    const QString m_path;
    const QUrl m_stream;
    std::shared_ptr<Answer> m_answer;
    std::unique_ptr<QThread> m_thread;
    std::optional<CaptureEnd> m_end;
    QString m_fault;
    bool m_exists = false;
    bool m_looked = false;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_goOn;
    QPushButton *m_new;
    QPushButton *m_open;
    QToolButton *m_close;
};

} // namespace Tailwater
