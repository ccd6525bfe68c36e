// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/messagebar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace Tailwater {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss message"));
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    hide();
}

MessageBar::~MessageBar() = default;

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::showMessage(const QString &id, Kind kind, const QString &text,
                             const QList<Button> &buttons)
{
    QStringList texts;
    for (const Button &button : buttons) {
        texts.append(button.text);
    }
    const bool another = id != m_id || isHidden();
    // A countdown changes the text only: the buttons must not move under the pointer.
    if (another || texts != m_buttonTexts) {
        while (QLayoutItem *item = m_buttons->takeAt(0)) {
            item->widget()->deleteLater();
            delete item;
        }
        for (const Button &button : buttons) {
            auto *push = new QPushButton(button.text, this);
            connect(push, &QPushButton::clicked, this, button.action);
            m_buttons->addWidget(push);
        }
        m_buttonTexts = texts;
    }
    m_id = id;
    m_kind = kind;
    const QStyle::StandardPixmap icon = kind == Kind::Information
        ? QStyle::SP_MessageBoxInformation
        : kind == Kind::Warning ? QStyle::SP_MessageBoxWarning
                                : QStyle::SP_MessageBoxCritical;
    m_icon->setPixmap(style()->standardIcon(icon).pixmap(16, 16));
    m_text->setText(text);
    show();
    update();
    if (another) {
        QAccessibleAnnouncementEvent event(this, text);
        QAccessible::updateAccessibility(&event);
    }
}

void MessageBar::dismiss(const QString &id)
{
    if (m_id == id) {
        m_id.clear();
        hide();
    }
}

void MessageBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const QColor accent = m_kind == Kind::Information ? QColor(0x3d, 0xae, 0xe9)
        : m_kind == Kind::Warning                     ? QColor(0xf6, 0x74, 0x00)
                                                      : QColor(0xda, 0x44, 0x53);
    QColor fill = accent;
    fill.setAlpha(38);
    QPainter painter(this);
    painter.fillRect(rect(), palette().window());
    painter.fillRect(rect(), fill);
    painter.fillRect(QRect(0, 0, 3, height()), accent);
    painter.fillRect(QRect(0, height() - 1, width(), 1), accent);
}

} // namespace Tailwater

#include "moc_messagebar.cpp"
