// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What stands where content would be: a title, a sentence, and at most one thing to do.
class Placeholder : public QWidget
{
    Q_OBJECT

public:
    explicit Placeholder(QWidget *parent = nullptr);
    ~Placeholder() override;

    void setContent(const QString &title, const QString &text, const QString &button = {},
                    std::function<void()> action = {});
    QString title() const;
    QString text() const;
    QPushButton *button() const { return m_button; }

private:
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_action;
};

} // namespace Tailwater
