// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>

QT_BEGIN_NAMESPACE
class QIcon;
class QLabel;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A strip above or below the rows of a tail that says something about a file: a sign, a sentence, and what
//! can be done about it.
class NoticeStrip : public QFrame
{
    Q_OBJECT

public:
    ~NoticeStrip() override;

    //! \brief What is said; empty: nothing is to be said.
    QString text() const;

Q_SIGNALS:
    //! \brief The user has read it; only with addDismiss().
    void dismissed();

protected:
    //! \brief About the file at \a path.
    NoticeStrip(const QString &path, QWidget *parent);

    //! \brief Adds a button after those that there are.
    QPushButton *addButton(QLatin1StringView name, const QString &text);
    //! \brief Adds the button that puts the strip away.
    QToolButton *addDismiss();
    void say(const QIcon &sign, const QString &sentence);
    //! \brief Says it to screen readers, too.
    void announce();
    //! \brief Says what is so now, in the colours of now.
    virtual void refresh() = 0;

    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_sign;
    QLabel *m_text;
};

} // namespace Tailwater
