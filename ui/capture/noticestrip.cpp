// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/noticestrip.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

NoticeStrip::NoticeStrip(const QString &path, QWidget *parent)
    : QFrame(parent)
    , m_sign(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setToolTip(QDir::toNativeSeparators(path));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    layout->setSpacing(8);
    layout->addWidget(m_sign);
    layout->addWidget(m_text, 1);
}

NoticeStrip::~NoticeStrip() = default;

QString NoticeStrip::text() const
{
    return m_text->text();
}

QPushButton *NoticeStrip::addButton(QLatin1StringView name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    layout()->addWidget(button);
    return button;
}

QToolButton *NoticeStrip::addDismiss()
{
    auto *button = new QToolButton(this);
    button->setIcon(icon("clear"_L1));
    button->setAutoRaise(true);
    button->setToolTip(tr("Dismiss"));
    button->setAccessibleName(tr("Dismiss message"));
    layout()->addWidget(button);
    connect(button, &QToolButton::clicked, this, &NoticeStrip::dismissed);
    return button;
}

void NoticeStrip::say(const QIcon &sign, const QString &sentence)
{
    m_sign->setPixmap(sign.pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setText(sentence);
    update();
}

void NoticeStrip::announce()
{
    QAccessibleAnnouncementEvent event(this, text());
    QAccessible::updateAccessibility(&event);
}

void NoticeStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh();
    }
}

void NoticeStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, width(), 1), Theme::colours(palette()).border);
}

} // namespace Tailwater

#include "moc_noticestrip.cpp"
