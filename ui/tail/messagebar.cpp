// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/messagebar.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

struct Look
{
    QLatin1StringView icon;
    QColor ink;
    QColor tint;
};

Look lookOf(MessageBar::Kind kind, const QPalette &palette)
{
    const Colours &colours = Theme::colours(palette);
    switch (kind) {
    case MessageBar::Kind::Warning:
        return { "warning"_L1, colours.warning, colours.warningTint };
    case MessageBar::Kind::Error:
        return { "error"_L1, colours.bad, colours.badTint };
    case MessageBar::Kind::Information:
        break;
    }
    return { "info"_L1, colours.accent, palette.color(QPalette::Window) };
}

} // namespace

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
    m_close->setIcon(icon("clear"_L1));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss message"));
    connect(m_close, &QToolButton::clicked, this, [this] {
        const QString id = m_shownId;
        dismiss(id);
        Q_EMIT putAway(id);
    });

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 5);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    hide();
}

MessageBar::~MessageBar() = default;

QString MessageBar::messageId() const
{
    return m_entries.isEmpty() ? QString() : m_entries.last().id;
}

bool MessageBar::contains(const QString &id) const
{
    return std::ranges::contains(m_entries, id, &Entry::id);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::showMessage(const QString &id, Kind kind, const QString &text,
                             const QList<Button> &buttons)
{
    Entry entry { id, kind, text, buttons };
    const auto known = std::ranges::find(m_entries, id, &Entry::id);
    if (known == m_entries.end()) {
        m_entries.append(std::move(entry));
    } else {
        *known = std::move(entry);
    }
    refresh();
}

void MessageBar::dismiss(const QString &id)
{
    if (m_entries.removeIf([&](const Entry &entry) { return entry.id == id; }) > 0) {
        refresh();
    }
}

bool MessageBar::hasTheFocus() const
{
    const QWidget *focus = window()->focusWidget();
    return focus && isAncestorOf(focus) && focus->isVisible();
}

// Qt gives the focus of what is hidden to whatever comes next, which nobody was at.
void MessageBar::refresh()
{
    const bool had = hasTheFocus();
    showLast();
    if (had && !hasTheFocus() && m_goBack) {
        m_goBack();
    }
}

void MessageBar::showLast()
{
    if (m_entries.isEmpty()) {
        m_shownId.clear();
        hide();
        return;
    }
    const Entry &entry = m_entries.last();
    const bool another = m_shownId != entry.id;
    m_shownId = entry.id;
    const Look look = lookOf(entry.kind, palette());
    m_icon->setPixmap(icon(look.icon, look.ink).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setText(entry.text);
    refreshButtons(entry.buttons);
    show();
    update();
    if (another) {
        QAccessibleAnnouncementEvent event(this, entry.text);
        QAccessible::updateAccessibility(&event);
    }
}

// A countdown changes the text only: the buttons must not move under the pointer.
void MessageBar::refreshButtons(const QList<Button> &buttons)
{
    QStringList texts { m_shownId };
    for (const Button &button : buttons) {
        texts.append(button.text);
    }
    if (texts == m_buttonTexts) {
        return;
    }
    m_buttonTexts = texts;
    // Who is at a button stays at the one that says the same.
    QWidget *focused = hasTheFocus() ? window()->focusWidget() : nullptr;
    const auto *held = qobject_cast<QPushButton *>(focused);
    const QString heldText = held ? held->text() : QString();
    QPushButton *same = nullptr;
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QWidget *before = m_text;
    for (qsizetype i = 0; i < buttons.size(); ++i) {
        auto *push = new QPushButton(buttons.at(i).text, this);
        push->setAutoDefault(false);
        // What the button does now: the message may have been said anew since.
        connect(push, &QPushButton::clicked, this, [this, i] {
            const std::function<void()> action = m_entries.last().buttons.value(i).action;
            action();
        });
        m_buttons->addWidget(push);
        // As they stand: what puts the message away comes last.
        setTabOrder(before, push);
        before = push;
        same = push->text() == heldText ? push : same;
    }
    if (same) {
        same->show();
        same->setFocus(Qt::OtherFocusReason);
    }
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_entries.isEmpty()) {
        refresh();
    }
}

void MessageBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    if (m_entries.isEmpty()) {
        return;
    }
    const Look look = lookOf(m_entries.last().kind, palette());
    QPainter painter(this);
    painter.fillRect(rect(), look.tint);
    const int bar = layoutDirection() == Qt::RightToLeft ? width() - 3 : 0;
    painter.fillRect(QRect(bar, 0, 3, height()), look.ink);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::colours(palette()).border);
}

} // namespace Tailwater

#include "moc_messagebar.cpp"
