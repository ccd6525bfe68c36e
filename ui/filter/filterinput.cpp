// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filterinput.h"

#include "models/filter/filtertext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

#include <algorithm>

namespace Tailwater {

FilterInput::FilterInput(QWidget *parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(this))
    , m_choices(new QStringListModel(this))
{
    m_completer->setModel(m_choices);
    m_completer->setWidget(this);
    // What does not fit is left out before.
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterInput::take);
    connect(this, &QLineEdit::textEdited, this, &FilterInput::offer);
}

FilterInput::~FilterInput() = default;

void FilterInput::offer()
{
    const FilterCompletion found
        = completeFilter(text(), cursorPosition(), m_samples ? m_samples() : QList<Message> {});
    m_begin = int(found.begin);
    m_choices->setStringList(found.choices);
    QAbstractItemView *popup = m_completer->popup();
    if (found.choices.isEmpty()) {
        popup->hide();
        return;
    }
    // None is chosen yet: Enter applies what was typed.
    popup->setCurrentIndex({});
    const int typed = fontMetrics().horizontalAdvance(text().first(m_begin));
    QRect place = rect();
    place.setLeft(std::min(typed, std::max(0, width() - 200)));
    place.setWidth(std::min(width(), popup->sizeHintForColumn(0) + 40));
    m_completer->complete(place);
}

void FilterInput::take(const QString &choice)
{
    const int end = cursorPosition();
    setText(text().first(m_begin) + choice + text().sliced(end));
    setCursorPosition(m_begin + int(choice.size()));
}

void FilterInput::keyPressEvent(QKeyEvent *event)
{
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!m_completer->popup()->currentIndex().isValid()) {
                m_completer->popup()->hide();
                break;
            }
            [[fallthrough]];
        case Qt::Key_Escape:
        case Qt::Key_Tab:
            // For the popup.
            event->ignore();
            return;
        default:
            break;
        }
    } else if (event->key() == Qt::Key_Escape) {
        Q_EMIT leaveRequested();
        return;
    } else if (event->key() == Qt::Key_Down
               || (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)) {
        offer();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace Tailwater

#include "moc_filterinput.cpp"
