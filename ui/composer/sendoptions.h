// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>

#include <QWidget>

#include <expected>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What can be said about a send besides its text; a value, kept for each stream.
struct SendSettings
{
    DurableStreams::AppendSafety safety = DurableStreams::AppendSafety::ExactlyOnce;
    QString sequence = {}; //!< Stream-Seq; empty: none
    QString headers = {}; //!< one `Name: value` a line
    QString contentType = {}; //!< instead of the stream's; empty: that
    bool close = false;

    bool operator==(const SendSettings &) const = default;
};

//! \brief The headers in \a text, or in a sentence what is wrong with it.
std::expected<QHttpHeaders, QString> parseHeaders(const QString &text);

//! \brief The side panel of the composer with the options of a send.
class SendOptions : public QWidget
{
    Q_OBJECT

public:
    explicit SendOptions(QWidget *parent = nullptr);
    ~SendOptions() override;

    SendSettings settings() const;
    void setSettings(const SendSettings &settings);
    //! \brief Why the settings cannot be used; empty if they can.
    QString fault() const;
    //! \brief For the request; Stream-Seq, close and the rest as set.
    DurableStreams::AppendOptions options(const QByteArray &streamType) const;
    //! \brief Whether they are for a burst, which goes through a producer whatever was chosen.
    void setBurst(bool burst);
    //! \brief After a send: it is not to be closed a second time, nor numbered the same.
    void forgetOnce();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    bool m_isBurst = false;
    void layOut();
    void showWarning();

    QComboBox *m_safety;
    QLabel *m_safetyRule;
    QLineEdit *m_sequence;
    QLineEdit *m_contentType;
    QPlainTextEdit *m_headers;
    QCheckBox *m_close;
};

} // namespace Tailwater
