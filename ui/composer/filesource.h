// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "payload.h"

#include <QDateTime>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The page of the composer where a file is chosen. It is read and checked in another thread.
class FileSource : public QWidget
{
    Q_OBJECT

public:
    //! A larger file is not a message for composing by hand.
    static constexpr qint64 MaxSize = 256 * 1024 * 1024;

    explicit FileSource(QWidget *parent = nullptr);
    ~FileSource() override;

    void setContentType(const QByteArray &contentType);
    //! \brief Reads the file as it is now. The old content holds until changed() and readAgainDone() come.
    void readAgain();
    //! \brief Reads the file at \a path; changed() comes when that is done.
    void setFile(const QString &path);
    //! \brief What the file holds: one message, or with isByLine() as many as it has lines, of which the
    //! payload has only the first. Empty before a file was chosen.
    const Payload &payload() const { return m_content.payload; }
    //! \brief Whether each line of the file is to be a message of its own.
    bool isByLine() const;
    //! \brief All bytes of the file.
    const QByteArray &bytes() const { return m_content.bytes; }
    //! \brief UnsettledSend::digestOf() them; empty unless the file is one message.
    const QByteArray &digest() const { return m_content.digest; }
    //! \brief Why there is no payload, in a sentence; empty if there is one.
    const QString &problem() const { return m_content.problem; }
    bool isReading() const { return m_reading; }
    void forget();
    //! \brief The one that was chosen; empty: none.
    const QString &path() const { return m_path; }
    //! \brief That of another stream, read anew; an empty \a path: none.
    void showFor(const QString &path, bool byLine, const QByteArray &contentType);

Q_SIGNALS:
    void changed();
    //! \brief After readAgain(), unless another file or another way to take it was chosen meanwhile.
    void readAgainDone();

private:
    void choose();
    void readIfOutdated();
    void read();
    void readInBackground();
    struct Content
    {
        QByteArray bytes = {};
        QDateTime written = {}; //!< as its file says
        QDateTime read = {};
        QByteArray digest = {};
        Payload payload = {};
        QString problem = {};
    };
    static Content contentOf(const QString &path, const QByteArray &contentType, bool byLine);
    void onRead(quint64 number, const Content &content);
    void refresh();

    QPushButton *m_choose;
    QCheckBox *m_byLine;
    QLabel *m_name;
    QString m_path;
    QByteArray m_contentType;
    Content m_content;
    bool m_reading = false;
    quint64 m_number = 0;
    //! That of readAgain(), while it is under way.
    quint64 m_again = 0;
};

} // namespace Tailwater
