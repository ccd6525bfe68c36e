// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filterinput.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QPromise>
#include <QStringListModel>
#include <QStyle>
#include <QThreadPool>

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
    connect(this, &QLineEdit::textEdited, this, [this] { offer(false); });
}

FilterInput::~FilterInput()
{
    m_completion.cancel();
}

// Of many rows, and large ones: in a worker.
void FilterInput::offer(bool all)
{
    m_completion.cancel();
    QPromise<FilterCompletion> promise;
    promise.start();
    m_completion = promise.future();
    m_looking = true;
    m_completion.then(this, [this, asked = ++m_asked, text = text()](const FilterCompletion &found) {
        if (asked != m_asked) {
            return;
        }
        m_looking = false;
        // Found for another text it would be put into this one.
        if (text == this->text() && (hasFocus() || isOffering())) {
            show(found);
        }
    });
    QThreadPool::globalInstance()->start([promise = std::move(promise), all, text = text(), at = cursorPosition(),
                                          samples = m_samples ? m_samples() : Samples {}]() mutable {
        if (!promise.isCanceled()) {
            promise.addResult(completeFilter(text, at, samples ? samples() : QList<Message> {}, all));
        }
        promise.finish();
    });
}

void FilterInput::show(const FilterCompletion &found)
{
    m_begin = int(found.begin);
    m_choices->setStringList(found.choices);
    QAbstractItemView *popup = m_completer->popup();
    if (found.choices.isEmpty()) {
        popup->hide();
        return;
    }
    // None is chosen yet: Enter applies what was typed.
    popup->setCurrentIndex({});
    m_completer->complete(offerPlace());
}

QRect FilterInput::offerPlace() const
{
    const int typed = fontMetrics().horizontalAdvance(text().first(m_begin));
    QRect place = rect();
    place.setLeft(std::min(typed, std::max(0, width() - 200)));
    place.setWidth(std::min(width(), m_completer->popup()->sizeHintForColumn(0) + 40));
    if (m_above && m_above->isVisible()) {
        const QPoint end = mapFromGlobal(m_above->mapToGlobal(QPoint(0, m_above->height())));
        place.setBottom(std::max(place.bottom(), end.y()));
    }
    return place;
}

// What is to be read has come, gone, or grown.
void FilterInput::moveOffer()
{
    if (isOffering()) {
        QAbstractItemView *popup = m_completer->popup();
        const QModelIndex chosen = popup->currentIndex();
        m_completer->complete(offerPlace());
        popup->setCurrentIndex(chosen);
    }
}

// A list that gets the focus has a current row, which nobody has gone to.
bool FilterInput::isChosen() const
{
    const QAbstractItemView *popup = m_completer->popup();
    return popup->selectionModel()->isSelected(popup->currentIndex());
}

bool FilterInput::isOffering() const
{
    return m_completer->popup()->isVisible();
}

void FilterInput::setOffersBelow(QWidget *widget)
{
    m_above = widget;
    m_above->installEventFilter(this);
}

bool FilterInput::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (watched == m_above
        && (type == QEvent::Show || type == QEvent::Hide || type == QEvent::Resize
            || type == QEvent::Move)) {
        // Once it has been laid out.
        QMetaObject::invokeMethod(this, &FilterInput::moveOffer, Qt::QueuedConnection);
    }
    return QLineEdit::eventFilter(watched, event);
}

void FilterInput::setTrailer(QWidget *widget)
{
    m_trailer = widget;
    m_trailer->setParent(this);
    m_trailer->setCursor(Qt::ArrowCursor);
    // It takes no room from others, however much it says.
    setMinimumWidth(minimumSizeHint().width());
    fitTrailer();
}

void FilterInput::fitTrailer()
{
    constexpr int gap = 4;
    constexpr int leastText = 80;
    // The button that clears comes last.
    const int end = style()->pixelMetric(QStyle::PM_LineEditIconSize, nullptr, this) + 6
        + 2 * style()->pixelMetric(QStyle::PM_LineEditIconMargin, nullptr, this);
    const int wanted = m_trailer->sizeHint().width();
    const bool fits = wanted > 0 && width() >= end + wanted + gap + leastText;
    const int taken = fits ? wanted + gap : 0;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    // Only what changes is laid out again: counts come thirty times a second.
    const QMargins margins(mirrored ? taken : 0, 0, mirrored ? 0 : taken, 0);
    if (margins != textMargins()) {
        setTextMargins(margins);
    }
    m_trailer->setGeometry(QStyle::visualRect(layoutDirection(), rect(),
                                              QRect(width() - end - wanted, 0, wanted, height())));
    m_trailer->setVisible(fits);
}

void FilterInput::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    if (m_trailer) {
        fitTrailer();
    }
}

// Nobody waits for it any more.
void FilterInput::forgetOffer()
{
    m_completion.cancel();
    ++m_asked;
    m_looking = false;
}

void FilterInput::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        Q_EMIT left();
    }
}

void FilterInput::take(const QString &choice)
{
    const int end = cursorPosition();
    setText(text().first(m_begin) + choice + text().sliced(end));
    setCursorPosition(m_begin + int(choice.size()));
}

void FilterInput::keyPressEvent(QKeyEvent *event)
{
    if (const int key = event->key();
        key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
        forgetOffer();
    }
    if (isOffering()) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!isChosen()) {
                m_completer->popup()->hide();
                QLineEdit::keyPressEvent(event);
                event->accept(); // or the popup takes its current row after all
                return;
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
        offer(true);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace Tailwater

#include "moc_filterinput.cpp"
