// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace DurableStreams {
class Call;
}

namespace Tailwater {

class CaptureFirst;
class Server;

//! \brief Asks before what cannot be undone, closing and deleting streams; then does it, and stays
//! open with the reason if that fails. Cancel is the default. On production
//! the last part of the path must be typed first, or how many streams there are.
class StreamQuestion : public QDialog
{
    Q_OBJECT

public:
    enum class Deed { Close, Delete };

    //! \brief About \a paths, which must not be empty; several are listed, and done one by one.
    StreamQuestion(Deed deed, Server *server, const QList<QByteArray> &paths,
                   QWidget *parent = nullptr);
    ~StreamQuestion() override;

Q_SIGNALS:
    //! \brief For each stream for which it was done.
    void carriedOut(Tailwater::StreamQuestion::Deed deed, const QByteArray &path,
              const DurableStreams::StreamInfo &info);

    //! \brief Before it was deleted, the stream \a path was captured to \a file.
    void captured(const QByteArray &path, const QString &file);

protected:
    void changeEvent(QEvent *event) override;

private:
    QString question() const;
    QString consequence() const;
    void layOut(const QString &button);
    void drawSign();
    QWidget *makeWords();
    QWidget *makeNameCheck();
    QString curl() const;
    void carryOut();
    void carryOutNext();
    void carryOutOn(const QByteArray &path);
    void onCaptured(const QByteArray &path, const QString &file, const QString &error);
    void fail(const QByteArray &path, const QString &why);
    void refreshButton();
    void onResult(const QByteArray &path,
                  const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void note(const QByteArray &path, const QString &text);
    void finishRound();

    Deed m_deed;
    QPointer<Server> m_server;
    QList<QByteArray> m_paths; //!< those for which it is still to be done
    QList<QByteArray> m_waiting; //!< of this round
    QLabel *m_message;
    QLabel *m_sign = nullptr;
    QListWidget *m_list = nullptr;
    QLineEdit *m_typed = nullptr;
    CaptureFirst *m_captureFirst = nullptr;
    bool m_busy = false;
    QString m_name; //!< what has to be typed; empty: nothing
    QPushButton *m_do = nullptr;
};

} // namespace Tailwater
