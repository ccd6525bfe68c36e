// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "enterkey.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace Tailwater {

namespace {

class EnterKey : public QObject
{
public:
    explicit EnterKey(QAbstractButton *button)
        : QObject(button)
        , m_button(button)
    {
        button->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress) {
            const int key = static_cast<QKeyEvent *>(event)->key();
            if (key == Qt::Key_Return || key == Qt::Key_Enter) {
                m_button->click();
                return true;
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QAbstractButton *m_button;
};

} // namespace

void pressWithEnter(QAbstractButton *button)
{
    new EnterKey(button);
}

} // namespace Tailwater
