// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "inlinemessage.h"

#include "icons.h"
#include "theme.h"

#include <QDialog>
#include <QEvent>
#include <QLabel>
#include <QLayout>
#include <QPainter>
#include <QScreen>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! Paints the box under the label, so that it follows the palette without being told.
class MessageBox : public QObject
{
public:
    explicit MessageBox(QLabel *label)
        : QObject(label)
    {
        setObjectName("inlineMessageBox"_L1);
        label->installEventFilter(this);
        label->setTextFormat(Qt::PlainText);
    }

    MessageKind kind = MessageKind::Neutral;

    //! Layouts give a wrapped text one line if nobody insists on more. Before there is a width, there is
    //! nothing to insist on.
    static void fitHeight(QLabel *label)
    {
        if (!label->window()->isVisible()) {
            label->setMinimumHeight(0);
            return;
        }
        // What a label answers is never below its minimum, which may be that of a narrower one.
        label->setMinimumHeight(0);
        label->setMinimumHeight(label->wordWrap() ? qMax(0, label->heightForWidth(widthOf(label)))
                                                  : 0);
    }

    //! A dialog that is open already makes room, instead of making all else in it too low: once for
    //! each line of the message, whatever else the dialog might like to have.
    void growDialog(const QLabel *label)
    {
        auto *dialog = qobject_cast<QDialog *>(label->window());
        if (!dialog || !dialog->isVisible() || !dialog->layout()) {
            return;
        }
        const int needed = label->minimumHeight() + dialog->layout()->spacing();
        const int more = needed - std::exchange(m_room, qMax(m_room, needed));
        if (more <= 0) {
            return;
        }
        QMetaObject::invokeMethod(
            dialog,
            [dialog, more] {
                const QLayout *layout = dialog->layout();
                const int wanted = layout->hasHeightForWidth()
                    ? layout->totalHeightForWidth(dialog->width())
                    : layout->totalSizeHint().height();
                const int room = dialog->screen()->availableGeometry().height();
                const int height = qMin(qMin(wanted, room), dialog->height() + more);
                if (dialog->height() < height) {
                    dialog->resize(dialog->width(), height);
                }
            },
            Qt::QueuedConnection);
    }

    //! One that was never shown has no width yet, but will get that of its surroundings.
    static int widthOf(const QLabel *label)
    {
        const QWidget *parent = label->parentWidget();
        if (label->isVisible() || !parent || !parent->layout()) {
            return label->width();
        }
        // Its layout may not have been asked to place anything yet.
        const QMargins margins = parent->layout()->contentsMargins();
        return qMax(label->width(), roomOf(parent) - margins.left() - margins.right());
    }

    //! The width that \a page has, or will have: one that was never shown has none of its own, but gets
    //! that of what is around it.
    static int roomOf(const QWidget *page)
    {
        const QWidget *placed = page;
        while (!placed->isVisible() && !placed->isWindow() && placed->parentWidget()) {
            placed = placed->parentWidget();
        }
        return placed->isVisible() ? placed->width() : page->width();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *label = static_cast<QLabel *>(watched);
        if (event->type() == QEvent::Paint && kind != MessageKind::Neutral) {
            paint(label);
        } else if (event->type() == QEvent::Resize) {
            fitHeight(label);
        } else if (event->type() == QEvent::Show && !label->text().isEmpty()) {
            // A dialog that opens has chosen its size by what the message would need on one line.
            fitHeight(label);
            growDialog(label);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    int m_room = 0; //!< that the dialog has made

    void paint(QLabel *label) const
    {
        const Colours &colours = Theme::colours(label->palette());
        const bool good = kind == MessageKind::Good;
        const bool bad = kind == MessageKind::Bad;
        const QColor ink = good ? colours.good : bad ? colours.bad : colours.warning;
        const QColor tint = good ? colours.goodTint : bad ? colours.badTint : colours.warningTint;
        QPainter painter(label);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tint);
        painter.drawRoundedRect(label->rect(), 5, 5);
        const QRect box(8, 6 + (label->fontMetrics().height() - 16) / 2, 16, 16);
        icon(good ? "done"_L1 : bad ? "error"_L1 : "warning"_L1, ink)
            .paint(&painter, QStyle::visualRect(label->layoutDirection(), label->rect(), box));
    }
};

} // namespace

void setInlineMessage(QLabel *label, MessageKind kind, const QString &text)
{
    auto *box = static_cast<MessageBox *>(label->findChild<QObject *>("inlineMessageBox"_L1));
    if (!box) {
        box = new MessageBox(label);
    }
    box->kind = kind;
    const bool boxed = kind != MessageKind::Neutral;
    const bool mirrored = label->layoutDirection() == Qt::RightToLeft;
    label->setContentsMargins(boxed && !mirrored ? 32 : 8 * boxed, 6 * boxed,
                              boxed && mirrored ? 32 : 8 * boxed, 6 * boxed);
    label->setForegroundRole(boxed ? QPalette::WindowText : QPalette::PlaceholderText);
    label->setText(text);
    MessageBox::fitHeight(label);
    if (!label->isVisible()) {
        // The first size that is told of is the one before the layout's: a hundred points, many lines.
        label->resize(MessageBox::widthOf(label), label->minimumHeight());
    }
    label->setVisible(!text.isEmpty());
    label->update();
    if (!text.isEmpty()) {
        box->growDialog(label);
    }
}

} // namespace Tailwater
