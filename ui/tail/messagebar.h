// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>

#include <functional>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief One message above the content, never over it: what happened, and what can be done.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Error };
    struct Button
    {
        QString text;
        std::function<void()> action;
    };

    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    //! \brief Shows \a text with \a buttons, in place of what was shown. \a id names the message.
    void showMessage(const QString &id, Kind kind, const QString &text,
                     const QList<Button> &buttons = {});
    //! \brief Hides the message \a id, if it is the one shown.
    void dismiss(const QString &id);
    QString messageId() const { return m_id; }
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_id;
    QStringList m_buttonTexts;
    Kind m_kind = Kind::Information;
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

} // namespace Tailwater
