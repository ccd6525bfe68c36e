// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/findbar.h"

#include "theme/fittinglabel.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_result(new FittingLabel(this))
    , m_error(new QLabel(this))
{
    m_text->setObjectName(u"findText"_s);
    m_text->setPlaceholderText(tr("Find in message"));
    m_text->setAccessibleName(tr("Find in message"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon("search"_L1), QLineEdit::LeadingPosition);
    m_result->setObjectName(u"findResult"_s);
    m_error->setObjectName(u"findError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        setResult({}, true);
        Q_EMIT textChanged(text);
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeRow());
    layout->addWidget(m_error);
    hide();
}

FindBar::~FindBar() = default;

QLayout *FindBar::makeRow()
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    // Shares of the bar, whatever stands in them.
    layout->addWidget(m_text, 3);
    layout->addWidget(m_result, 2);
    const auto addButton = [&](QLatin1StringView picture, const QString &name) {
        auto *button = new QToolButton(this);
        button->setIcon(icon(picture));
        button->setAutoRaise(true);
        button->setToolTip(name);
        button->setAccessibleName(name);
        layout->addWidget(button);
        return button;
    };
    connect(addButton("chevron-up"_L1, tr("Previous match (Shift+F3)")), &QToolButton::clicked,
            this, [this] { Q_EMIT findRequested(true); });
    connect(addButton("chevron-down"_L1, tr("Next match (F3)")), &QToolButton::clicked, this,
            [this] { Q_EMIT findRequested(false); });
    connect(addButton("clear"_L1, tr("Close find bar (Escape)")), &QToolButton::clicked, this,
            &FindBar::closeBar);
    return layout;
}

QString FindBar::text() const
{
    return m_text->text();
}

void FindBar::setPrompt(const QString &prompt)
{
    m_text->setPlaceholderText(prompt);
    m_text->setAccessibleName(prompt);
}

void FindBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FindBar::setResult(const QString &text, bool found)
{
    QPalette colours = palette();
    if (!found) {
        colours.setColor(QPalette::WindowText, Theme::colours(colours).bad);
    }
    m_result->setPalette(colours);
    m_result->setTexts({ text });
    m_result->setToolTip(text);
    showError({});
}

void FindBar::setError(const QString &text)
{
    setResult({}, false);
    showError(text);
}

void FindBar::showError(const QString &text)
{
    if (text == m_error->text()) {
        return;
    }
    setInlineMessage(m_error, MessageKind::Bad, text);
    m_text->setAccessibleDescription(text);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT findRequested(event->modifiers().testFlag(Qt::ShiftModifier));
        break;
    case Qt::Key_Escape:
        closeBar();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FindBar::closeBar()
{
    hide();
    Q_EMIT closed();
}

} // namespace Tailwater

#include "moc_findbar.cpp"
