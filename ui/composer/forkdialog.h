// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "forkpoint.h"

#include <durablestreams/error.h>
#include <durablestreams/options.h>
#include <durablestreams/streaminfo.h>

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Tailwater {

class CopyRun;
class LifetimeField;
class Server;

//! \brief Asks where and as what a stream is to be forked, and does it. Where the server cannot fork at a
//! message, it says so and offers a copy, which is no fork.
class ForkDialog : public QDialog
{
    Q_OBJECT

public:
    //! \brief A fork of \a source at its tail, or at \a point.
    ForkDialog(Server *server, const QByteArray &source, const ForkPoint &point,
               const QByteArray &contentType, QWidget *parent = nullptr);
    ~ForkDialog() override;

    //! \brief A name for a fork of \a source that is not known to be taken.
    static QByteArray proposedPath(const Server &server, const QByteArray &source);

Q_SIGNALS:
    //! \brief The stream is there; \a isFork: it was forked, not copied.
    void created(const QByteArray &path, const DurableStreams::StreamInfo &info, bool isFork);

private:
    void layOut();
    QWidget *makePoints();
    ForkPoint point() const;
    QByteArray path() const;
    DurableStreams::ForkOptions options() const;
    void refresh();
    void fork();
    void onForked(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void sayFailure(const DurableStreams::Error &error);
    void offerCopy(const DurableStreams::Error &error);
    void copy();
    void setBusy(bool busy);
    void done(int result) override;

    QPointer<Server> m_server;
    QByteArray m_source;
    QByteArray m_contentType;
    ForkPoint m_point;
    QLineEdit *m_path;
    QLineEdit *m_offset;
    QButtonGroup *m_points;
    LifetimeField *m_lifetime;
    QPlainTextEdit *m_curl;
    QLabel *m_message;
    QPushButton *m_fork = nullptr;
    QPushButton *m_copy = nullptr;
    QPointer<CopyRun> m_copyRun;
    bool m_busy = false;
    QByteArray m_unsettled; // where a fork was asked for, and no answer came
};

} // namespace Tailwater
