// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "capture/noticestrip.h"
#include "models/capture/captureend.h"

#include <QUrl>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Below the rows of a tail whose capture ended with the application: how far it came, and how it can go on.
//! Nothing is written until the user says so.
class EndedCapture : public NoticeStrip
{
    Q_OBJECT

public:
    //! \brief The capture of \a stream into the file at \a path.
    EndedCapture(const QString &path, const QUrl &stream, QWidget *parent = nullptr);
    ~EndedCapture() override;

    const QString &path() const { return m_path; }
    //! \brief Where it ended; nothing until that was found out, or if nobody can tell.
    const std::optional<CaptureEnd> &end() const { return m_end; }

Q_SIGNALS:
    //! \brief It is to go on in its file.
    void goOnRequested(const Tailwater::CaptureEnd &end);
    //! \brief It is to go on in another file.
    void newFileRequested();
    void openRequested(const QString &path);

protected:
    void refresh() override;

private:
    struct Answer;
    void onLooked();
    QString sentence() const;

    const QString m_path;
    const QUrl m_stream;
    std::shared_ptr<Answer> m_answer;
    std::unique_ptr<QThread> m_thread;
    std::optional<CaptureEnd> m_end;
    QString m_fault;
    bool m_exists = false;
    bool m_looked = false;
    QPushButton *m_goOn;
    QPushButton *m_new;
    QPushButton *m_open;
};

} // namespace Tailwater
