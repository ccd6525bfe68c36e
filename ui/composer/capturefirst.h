// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
QT_END_NAMESPACE

namespace Tailwater {

class FileField;
class Server;
class WholeCapture;

//! \brief The part of a question that offers to keep what is about to be deleted: each stream is captured
//! to a file before.
class CaptureFirst : public QWidget
{
    Q_OBJECT

public:
    //! \brief For the streams \a paths of \a server; of several each gets a file of its own.
    CaptureFirst(Server *server, const QList<QByteArray> &paths, QWidget *parent = nullptr);
    ~CaptureFirst() override;

    bool isWanted() const;
    //! \brief Why it cannot be begun, in a sentence; empty if it can.
    QString fault() const;
    //! \brief Captures the stream \a path; finished() follows.
    void capture(const QByteArray &path);

Q_SIGNALS:
    //! \brief isWanted() or fault() changed.
    void changed();
    //! \brief The stream \a path is in \a file; or \a error, a sentence, says why not all of it is.
    void finished(const QByteArray &path, const QString &file, const QString &error);

private:
    QString fileFor(const QByteArray &path) const;
    void onFinished(const QByteArray &path, const QString &file);

    QPointer<Server> m_server;
    bool m_several;
    QCheckBox *m_wanted;
    FileField *m_file = nullptr;
    QLabel *m_progress;
    WholeCapture *m_capture = nullptr;
};

} // namespace Tailwater
