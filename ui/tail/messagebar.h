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

//! \brief What is to be said about a view, above it: never over it, never in its way.
//!
//! Messages are known by their id. The latest is shown; when it is dismissed, the one before it is
//! shown again.
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

    //! \brief Shows \a text with \a buttons; a message that is there already keeps its place.
    void showMessage(const QString &id, Kind kind, const QString &text,
                     const QList<Button> &buttons = {});
    //! \brief Takes the message \a id away, shown or not.
    void dismiss(const QString &id);
    //! \brief Where the focus goes when what has it leaves the bar.
    void setGoBack(std::function<void()> goBack) { m_goBack = std::move(goBack); }
    bool contains(const QString &id) const;
    //! \brief The message that is shown; empty if none is.
    QString messageId() const;
    QString text() const;

Q_SIGNALS:
    //! \brief The user has put the message \a id away.
    void putAway(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Entry
    {
        QString id;
        Kind kind = Kind::Information;
        QString text;
        QList<Button> buttons;
    };
    void refresh();
    void showLast();
    void refreshButtons(const QList<Button> &buttons);
    bool hasTheFocus() const;

    QList<Entry> m_entries;
    std::function<void()> m_goBack;
    QString m_shownId;
    QStringList m_buttonTexts;
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

} // namespace Tailwater
