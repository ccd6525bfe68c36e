// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/bytesview.h"

#include "models/visibletext.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr int margin = 6;
// Above this, lines are cut by length only, which needs no index.
constexpr qsizetype indexed = 4 * 1024 * 1024;

bool continues(char c)
{
    return (quint8(c) & 0xc0) == 0x80;
}

} // namespace

BytesView::BytesView(Mode mode, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_mode(mode)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(mode == Mode::Hex ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setCursor(Qt::IBeamCursor);
    updateFont();
}

BytesView::~BytesView() = default;

void BytesView::updateFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF());
    m_painter.setFont(font);
    m_lineHeight = int(std::ceil(QFontMetricsF(font).height())) + 2;
    layOut();
}

void BytesView::setBytes(QByteArrayView bytes, std::shared_ptr<const void> owner)
{
    m_bytes = bytes;
    m_owner = std::move(owner);
    m_anchor = m_caret = 0;
    layOut();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    Q_EMIT selectionChanged();
}

int BytesView::addressDigits() const
{
    return m_bytes.size() > 0xffff'ffff ? 12 : 8;
}

void BytesView::layOut()
{
    m_lines.clear();
    if (m_mode == Mode::Hex) {
        const auto widthOf = [this](qsizetype columns) {
            return int((addressDigits() + 2 + int(columns) * 4 + 2) * m_painter.columnWidth())
                + 2 * margin;
        };
        // Half as many where the characters would not be seen.
        m_columns = widthOf(hexColumns) <= viewport()->width() ? hexColumns : hexColumns / 2;
        const int width = widthOf(m_columns);
        horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
        horizontalScrollBar()->setPageStep(viewport()->width());
    } else {
        m_columns = std::max<qsizetype>(
            16, qsizetype((viewport()->width() - 2 * margin) / m_painter.columnWidth()));
        if (m_bytes.size() <= indexed) {
            for (qsizetype at = 0; at < m_bytes.size();) {
                m_lines.push_back(at);
                const qsizetype longest = std::min(at + m_columns, m_bytes.size());
                qsizetype end = at;
                while (end < longest && m_bytes[end] != '\n') {
                    ++end;
                }
                if (end < m_bytes.size() && m_bytes[end] == '\n') {
                    ++end;
                }
                while (end < m_bytes.size() && end > at + 1 && continues(m_bytes[end])) {
                    --end;
                }
                at = end;
            }
        }
    }
    const int page = std::max(1, viewport()->height() / m_lineHeight);
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, lineCount() - page)));
    verticalScrollBar()->setPageStep(page);
}

qsizetype BytesView::lineCount() const
{
    return m_lines.empty() ? (m_bytes.size() + m_columns - 1) / m_columns : qsizetype(m_lines.size());
}

std::pair<qsizetype, qsizetype> BytesView::lineRange(qsizetype line) const
{
    if (m_lines.empty()) {
        return { line * m_columns, std::min((line + 1) * m_columns, m_bytes.size()) };
    }
    const bool last = size_t(line) + 1 == m_lines.size();
    return { m_lines[size_t(line)], last ? m_bytes.size() : m_lines[size_t(line) + 1] };
}

qsizetype BytesView::lineOf(qsizetype position) const
{
    if (m_lines.empty()) {
        return position / m_columns;
    }
    return std::upper_bound(m_lines.cbegin(), m_lines.cend(), position) - m_lines.cbegin() - 1;
}

std::pair<qsizetype, qsizetype> BytesView::selection() const
{
    return std::minmax(m_anchor, m_caret);
}

void BytesView::setSelection(qsizetype begin, qsizetype end)
{
    m_anchor = std::clamp<qsizetype>(begin, 0, m_bytes.size());
    m_caret = std::clamp<qsizetype>(end, 0, m_bytes.size());
    viewport()->update();
    Q_EMIT selectionChanged();
}

void BytesView::copy() const
{
    const auto [begin, end] = selection();
    if (begin == end) {
        return;
    }
    const QByteArray bytes = m_bytes.sliced(begin, end - begin).toByteArray();
    auto *mime = new QMimeData;
    mime->setText(m_mode == Mode::Hex ? QString::fromLatin1(bytes.toHex(' '))
                                      : QString::fromUtf8(bytes));
    mime->setData(u"application/octet-stream"_s, bytes);
    QGuiApplication::clipboard()->setMimeData(mime);
}

bool BytesView::findNext(const QByteArray &needle, bool backwards)
{
    if (needle.isEmpty()) {
        return false;
    }
    const auto [begin, end] = selection();
    qsizetype at = backwards ? (begin > 0 ? m_bytes.lastIndexOf(needle, begin - 1) : -1)
                             : m_bytes.indexOf(needle, end);
    if (at < 0) {
        at = backwards ? m_bytes.lastIndexOf(needle) : m_bytes.indexOf(needle);
    }
    if (at < 0) {
        return false;
    }
    showRange(at, at + needle.size());
    return true;
}

void BytesView::showRange(qsizetype begin, qsizetype end)
{
    setSelection(begin, end);
    const qsizetype line = lineOf(begin);
    QScrollBar *bar = verticalScrollBar();
    if (line < bar->value() || line >= bar->value() + bar->pageStep()) {
        bar->setValue(int(line) - bar->pageStep() / 2);
    }
}

void BytesView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().base());
    const qsizetype lines = lineCount();
    double y = margin / 2.0;
    for (qsizetype line = verticalScrollBar()->value(); line < lines && y < viewport()->height();
         ++line, y += m_lineHeight) {
        const auto [begin, end] = lineRange(line);
        if (m_mode == Mode::Hex) {
            paintHexLine(painter, y, begin, end);
        } else {
            paintTextLine(painter, y, begin, end);
        }
    }
}

void BytesView::paintHexLine(QPainter &painter, double y, qsizetype begin, qsizetype end)
{
    const auto [from, to] = selection();
    const double unit = m_painter.columnWidth();
    const double left = margin - horizontalScrollBar()->value();
    const double hexLeft = left + (addressDigits() + 2) * unit;
    const double textLeft = hexLeft + (double(m_columns) * 3 + 1) * unit;
    QString hex;
    QString text;
    for (qsizetype at = begin; at < end; ++at) {
        const auto column = double(at - begin);
        if (at >= from && at < to) {
            const double extra = at + 1 < to && at + 1 < end ? 3 : 2;
            painter.fillRect(QRectF(hexLeft + column * 3 * unit, y, extra * unit, m_lineHeight),
                             palette().highlight());
            painter.fillRect(QRectF(textLeft + column * unit, y, unit, m_lineHeight),
                             palette().highlight());
        }
        const auto byte = quint8(m_bytes[at]);
        hex += u"0123456789abcdef"[byte >> 4];
        hex += u"0123456789abcdef"[byte & 15];
        hex += u' ';
        text += byte >= 0x20 && byte < 0x7f ? QChar(ushort(byte)) : u'.';
    }
    const QString address = QString::number(begin, 16).rightJustified(addressDigits(), u'0');
    m_painter.paint(&painter, { left, y + 1 }, address, palette().color(QPalette::PlaceholderText));
    m_painter.paint(&painter, { hexLeft, y + 1 }, hex, palette().color(QPalette::Text));
    m_painter.paint(&painter, { textLeft, y + 1 }, text, palette().color(QPalette::Text));
}

void BytesView::paintTextLine(QPainter &painter, double y, qsizetype begin, qsizetype end)
{
    const auto [from, to] = selection();
    const qsizetype selectedFrom = std::clamp(from, begin, end);
    const qsizetype selectedTo = std::clamp(to, begin, end);
    const auto text = [this](qsizetype a, qsizetype b) {
        return visibleText(m_bytes.sliced(a, b - a), b - a);
    };
    const PreparedLine line = m_painter.prepare(text(begin, end));
    if (selectedFrom < selectedTo) {
        const double a = m_painter.prepare(text(begin, selectedFrom)).width;
        const double b = m_painter.prepare(text(begin, selectedTo)).width;
        painter.fillRect(QRectF(margin + a, y, b - a, m_lineHeight), palette().highlight());
    }
    m_painter.paint(&painter, { double(margin), y + 1 }, line, palette().color(QPalette::Text), true);
}

qsizetype BytesView::positionAt(const QPointF &point) const
{
    if (m_bytes.isEmpty()) {
        return 0;
    }
    const auto line = std::clamp<qsizetype>(
        verticalScrollBar()->value() + qsizetype(std::floor((point.y() - margin / 2.0) / m_lineHeight)),
        0, lineCount() - 1);
    const auto [begin, end] = lineRange(line);
    const double x = point.x() - margin + horizontalScrollBar()->value();
    const double unit = m_painter.columnWidth();
    if (m_mode == Mode::Hex) {
        double column = x / unit - addressDigits() - 2;
        const double textColumn = column - double(m_columns) * 3 - 1;
        column = textColumn >= 0 ? textColumn : column / 3;
        return std::clamp<qsizetype>(begin + qsizetype(std::round(column)), begin, end);
    }
    qsizetype at = begin;
    while (at < end) {
        qsizetype next = at + 1;
        while (next < end && continues(m_bytes[next])) {
            ++next;
        }
        if (m_painter.prepare(visibleText(m_bytes.sliced(begin, next - begin), next - begin)).width
            > x + unit / 2) {
            break;
        }
        at = next;
    }
    return at;
}

void BytesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void BytesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        const qsizetype at = positionAt(event->position());
        setSelection(event->modifiers().testFlag(Qt::ShiftModifier) ? m_anchor : at, at);
    }
}

void BytesView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        setSelection(m_anchor, positionAt(event->position()));
    }
}

void BytesView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        setSelection(0, m_bytes.size());
    } else if (event->key() == Qt::Key_Home) {
        bar->setValue(0);
    } else if (event->key() == Qt::Key_End) {
        bar->setValue(bar->maximum());
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void BytesView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateFont();
    }
}

} // namespace Tailwater

#include "moc_bytesview.cpp"
