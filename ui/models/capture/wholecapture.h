// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QObject>
#include <QUrl>

namespace Tailwater {

class CaptureRun;
class TailSession;

//! \brief Captures one stream from its beginning to its end as it is now. Begins at once.
class WholeCapture : public QObject
{
    Q_OBJECT

public:
    WholeCapture(const Connection &connection, const QUrl &url, const QString &path,
                 QObject *parent = nullptr);
    //! Ends it; what was received until then is in the file.
    ~WholeCapture() override;

    //! \brief The file is finished with what has come, soon.
    void stop();
    quint64 rows() const;
    //! \brief Why it is not all of the stream; empty if it is, or if it was stopped.
    const QString &error() const { return m_error; }

Q_SIGNALS:
    void progressed();
    //! \brief Once.
    void finished();

private:
    TailSession *m_session;
    CaptureRun *m_run;
    QString m_error;
};

} // namespace Tailwater
