// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/diffview.h"

#include "detail/difftree.h"
#include "detail/diffvalue.h"
#include "models/jsontokens.h"
#include "models/messagediff.h"
#include "models/previousofkey.h"
#include "models/visibletext.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// What is shown: more than anybody reads, and still made at once.
constexpr qsizetype mostChanges = 1'000;
constexpr qsizetype mostLines = 4'000;
constexpr qsizetype comparedText = 128 * 1024;
constexpr qsizetype longestValue = ShownDifference::longest;
constexpr qsizetype longestLine = 1'000;

QByteArray textOf(const Message &message)
{
    const QByteArrayView head = message.bytes.first(std::min(message.bytes.size(), comparedText));
    return message.isJson() ? indentJson(head, 2 * comparedText).text : head.toByteArray();
}

// Which of several keys of one name it is belongs to where it is.
QString placeText(const ValueChange &change)
{
    const QString pointer = visibleText(change.pointer.toUtf8(), longestValue);
    return change.occurrence == 0
        ? pointer
        : DiffView::tr("%1 (no. %2)", "pointer, and which of several keys of the same name")
              .arg(pointer)
              .arg(change.occurrence);
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_reference(new QComboBox(this))
    , m_pin(new QToolButton(this))
    , m_state(new QLabel(this))
    , m_values(new DiffTree(this))
    , m_lines(new QPlainTextEdit(this))
{
    m_values->setObjectName(u"diffValues"_s);
    m_values->setAccessibleName(tr("Values that differ"));
    m_values->setHeaderLabels({ tr("Change"), tr("Pointer"), tr("Before"), tr("Now") });
    m_values->setFrameShape(QFrame::NoFrame);
    m_lines->setObjectName(u"diffLines"_s);
    m_lines->setAccessibleName(tr("Lines that differ"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_values);
    split->addWidget(m_lines);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_state);
    layout->addWidget(split, 1);
    setFocusProxy(m_values);
    refreshPinned();
}

DiffView::~DiffView() = default;

QWidget *DiffView::makeHeader()
{
    auto *header = new QWidget(this);
    m_reference->setObjectName(u"diffReference"_s);
    m_reference->setAccessibleName(tr("Compare with"));
    m_reference->addItem(tr("Previous of This Key"), int(DiffReference::PreviousOfKey));
    m_reference->addItem(tr("Previous Row"), int(DiffReference::PreviousRow));
    m_reference->addItem(tr("Pinned Row"), int(DiffReference::Pinned));
    connect(m_reference, &QComboBox::currentIndexChanged, this, &DiffView::ask);
    m_pin->setObjectName(u"diffPin"_s);
    m_pin->setText(tr("Pin for Comparing"));
    m_pin->setToolTip(tr("Compare other rows with this one"));
    m_pin->setAutoRaise(true);
    connect(m_pin, &QToolButton::clicked, this, [this] { pin(m_message); });
    m_state->setObjectName(u"diffState"_s);
    m_state->setContentsMargins(8, 2, 8, 4);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(6, 4, 4, 4);
    layout->addWidget(m_reference, 1);
    layout->addWidget(m_pin);
    return header;
}

DiffReference DiffView::reference() const
{
    return static_cast<DiffReference>(m_reference->currentData().toInt());
}

void DiffView::setReference(DiffReference reference)
{
    m_reference->setCurrentIndex(m_reference->findData(int(reference)));
}

void DiffView::pin(const Message &message)
{
    m_pinned = message;
    m_pinnedPlace = m_place ? m_place() : DiffPlace {};
    refreshPinned();
    if (reference() == DiffReference::Pinned) {
        ask();
    } else {
        setReference(DiffReference::Pinned);
    }
}

void DiffView::setMessage(const Message &message)
{
    m_message = message;
    m_messagePlace = m_place ? m_place() : DiffPlace {};
    m_pin->setEnabled(!m_message.isNull());
    ask();
}

// What is not there cannot be chosen.
void DiffView::refreshPinned()
{
    auto *choices = qobject_cast<QStandardItemModel *>(m_reference->model());
    QStandardItem *item = choices->item(m_reference->findData(int(DiffReference::Pinned)));
    item->setEnabled(hasPinned());
    const QString row = tr("Row %1").arg(QLocale().toString(m_pinned.number));
    item->setToolTip(hasPinned() ? QStringList { row, m_pinnedPlace.name }.join(u' ').trimmed()
                                 : noPinText());
}

QString DiffView::noKeyText()
{
    return tr("This message has no key: no member “key”, which tells messages of the State Protocol "
              "apart. Compare with the previous row, or pin one.");
}

QString DiffView::noPinText()
{
    return tr("No row is pinned. Choose “Pin for Comparing” at one, then go to another.");
}

// A number alone is that of a row of the same stream.
QString DiffView::nameOf(const Message &other) const
{
    const QString number = QLocale().toString(other.number);
    if (reference() != DiffReference::Pinned || m_pinnedPlace == m_messagePlace) {
        return number;
    }
    const bool sameName = m_pinnedPlace.name == m_messagePlace.name;
    return tr("%1 of %2", "number of a row, and its stream")
        .arg(number, sameName ? m_pinnedPlace.url.toDisplayString() : m_pinnedPlace.name);
}

void DiffView::ask()
{
    const quint64 question = ++m_asked;
    if (m_message.isNull()) {
        empty({});
        return;
    }
    if (reference() == DiffReference::Pinned) {
        compareWith(m_pinned);
        return;
    }
    if (!m_finder) {
        compareWith({});
        return;
    }
    m_answered = false;
    m_finder(m_message, reference(), [this, question](const Message &other) {
        // Answers to what nobody asks any more come late.
        if (question == m_asked) {
            m_answered = true;
            compareWith(other);
        }
    });
    // What differed from another message must not be taken for this one's.
    if (!m_answered) {
        empty(tr("Looking for the message to compare with…"));
    }
}

void DiffView::empty(const QString &why)
{
    m_values->clear();
    m_values->viewport()->update();
    m_lines->clear();
    m_state->setText(why);
}

void DiffView::compareWith(const Message &other)
{
    if (other.isNull()) {
        empty(whyNot());
        return;
    }
    nameColumns(other);
    const bool all = showLines(other);
    QString text = showValues(other);
    if (!all) {
        text += u' ' + tr("The lines are those of the beginning only.");
    }
    m_state->setText(text);
}

QString DiffView::whyNot() const
{
    switch (reference()) {
    case DiffReference::PreviousOfKey:
        return PreviousOfKey::hasKey(m_message)
            ? tr("There is no earlier message of this key here. Compare with the previous row, or "
                 "pin one.")
            : noKeyText();
    case DiffReference::PreviousRow:
        return tr("There is no row before this one here.");
    case DiffReference::Pinned:
        return noPinText();
    }
    return {};
}

// A pinned row need not be the earlier one.
void DiffView::nameColumns(const Message &other)
{
    const bool pinned = reference() == DiffReference::Pinned;
    const QString before = pinned ? tr("Row %1").arg(nameOf(other)) : tr("Before");
    m_values->headerItem()->setText(DiffTree::BeforeColumn, before);
    m_values->headerItem()->setToolTip(DiffTree::BeforeColumn, before);
}

QString DiffView::showValues(const Message &other)
{
    m_values->clear();
    const QString number = nameOf(other);
    if (!m_message.isJson() || !other.isJson()) {
        m_values->hide();
        return m_message.bytes == other.bytes
            ? tr("The same bytes as row %1.").arg(number)
            : tr("Compared with row %1, line by line.").arg(number);
    }
    m_values->show();
    const ValueChanges found = compareValues(other.bytes, m_message.bytes);
    const Colours &colours = Theme::colours(palette());
    QList<QTreeWidgetItem *> items;
    for (const ValueChange &change :
         found.changes.first(std::min(found.changes.size(), mostChanges))) {
        const bool added = change.kind == ValueChange::Kind::Added;
        const bool removed = change.kind == ValueChange::Kind::Removed;
        const bool rewritten = change.kind == ValueChange::Kind::Rewritten;
        const qsizetype shared = added || removed ? 0 : sharedStart(change.before, change.after);
        const ShownDifference was(change.before, shared);
        const ShownDifference is(change.after, shared);
        auto *item = new QTreeWidgetItem({ added           ? tr("+ added")
                                               : removed   ? tr("− removed")
                                               : rewritten ? tr("= rewritten", "same value, written otherwise")
                                                           : tr("~ changed"),
                                           placeText(change), was.text, is.text });
        item->setForeground(DiffTree::KindColumn,
                            added           ? colours.good
                                : removed   ? colours.bad
                                : rewritten ? colours.muted
                                            : colours.accent);
        item->setToolTip(DiffTree::KindColumn, rewritten ? tr("The same value, written otherwise")
                                                         : item->text(DiffTree::KindColumn));
        item->setData(DiffTree::BeforeColumn, ShownDifference::Role, was.begin);
        item->setData(DiffTree::AfterColumn, ShownDifference::Role, is.begin);
        item->setToolTip(DiffTree::PointerColumn, item->text(DiffTree::PointerColumn));
        item->setToolTip(DiffTree::BeforeColumn, differenceToolTip(change.before, shared));
        item->setToolTip(DiffTree::AfterColumn, differenceToolTip(change.after, shared));
        items.append(item);
    }
    m_values->addTopLevelItems(items);
    // Laid out now: if that waits for the painting, Qt loses what the painting has yet to paint.
    m_values->fitColumns();
    m_values->viewport()->update();
    return resultText(found, number, m_message.bytes == other.bytes);
}

QString DiffView::resultText(const ValueChanges &found, const QString &number, bool same)
{
    if (same) {
        return tr("The same bytes as row %1.").arg(number);
    }
    const auto rewritten = std::ranges::count(found.changes, ValueChange::Kind::Rewritten, &ValueChange::kind);
    const auto differ = found.changes.size() - rewritten;
    if (differ == 0 && found.complete) {
        return tr("The same values as row %1, written differently.").arg(number);
    }
    QString text = differ == 0
        ? tr("No difference from row %1 in what was compared.").arg(number)
        : tr("%Ln value(s) differ from row %1.", nullptr, int(differ)).arg(number);
    if (rewritten > 0) {
        text += u' ' + tr("%Ln value(s) are the same, written otherwise.", nullptr, int(rewritten));
    }
    if (!found.complete) {
        text += u' ' + tr("Too much to compare to the end: there may be more.");
    } else if (found.changes.size() > mostChanges) {
        text += u' ' + tr("The first %L1 are shown.").arg(mostChanges);
    }
    return text;
}

bool DiffView::showLines(const Message &other)
{
    m_lines->clear();
    const Colours &colours = Theme::colours(palette());
    const QList<LineChange> lines = compareLines(textOf(other), textOf(m_message));
    QTextCursor cursor(m_lines->document());
    cursor.beginEditBlock();
    qsizetype count = 0;
    for (const LineChange &line : lines) {
        if (++count > mostLines) {
            break;
        }
        const bool added = line.kind == LineChange::Kind::Added;
        const bool removed = line.kind == LineChange::Kind::Removed;
        QTextBlockFormat block;
        if (added || removed) {
            block.setBackground(added ? colours.goodTint : colours.badTint);
        }
        if (count > 1) {
            cursor.insertBlock(block);
        } else {
            cursor.setBlockFormat(block);
        }
        const QByteArrayView bytes
            = line.line.endsWith('\r') ? QByteArrayView(line.line).chopped(1) : line.line;
        cursor.insertText((added         ? u"+ "_s
                               : removed ? u"− "_s
                                         : u"  "_s)
                          + visibleText(bytes, longestLine));
    }
    cursor.endEditBlock();
    // To where they differ first.
    const auto first = std::ranges::find_if(
        lines, [](const LineChange &line) { return line.kind != LineChange::Kind::Same; });
    const auto at = std::min(std::max<qsizetype>(0, first - lines.begin() - 2),
                             std::max<qsizetype>(0, count - 1));
    m_lines->setTextCursor(
        QTextCursor(m_lines->document()->findBlockByNumber(first == lines.end() ? 0 : int(at))));
    m_lines->ensureCursorVisible();
    return lines.size() <= mostLines && other.bytes.size() <= comparedText
        && m_message.bytes.size() <= comparedText;
}

void DiffView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        ask();
    }
}

bool DiffView::find(const QString &text, bool backwards)
{
    const auto flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags {};
    if (m_lines->find(text, flags)) {
        return true;
    }
    m_lines->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
    return m_lines->find(text, flags);
}

} // namespace Tailwater

#include "moc_diffview.cpp"
