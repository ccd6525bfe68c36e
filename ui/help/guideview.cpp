// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "help/guideview.h"

#include "help/guide.h"
#include "theme/theme.h"

#include <QEvent>
#include <QImage>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

#include <algorithm>
#include <utility>

namespace Tailwater {

namespace {

constexpr qreal lineHeight = 125;
constexpr qreal cellPadding = 5;
constexpr int leastWidth = 200;

} // namespace

GuideView::GuideView(QWidget *parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenExternalLinks(true);
    document()->setDocumentMargin(20);
    connect(this, &QTextBrowser::sourceChanged, this, &GuideView::onSourceChanged);
}

GuideView::~GuideView() = default;

void GuideView::onSourceChanged(const QUrl &source)
{
    dress();
    // The headings could not be gone to before.
    if (source.hasFragment()) {
        scrollToAnchor(source.fragment());
    }
}

// Markdown knows neither anchors of headings, nor widths of pictures, nor colours.
void GuideView::dress()
{
    dressBlocks();
    dressTables();
    refreshHighlights();
}

void GuideView::dressBlocks()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (dressPictures(block)) {
            continue;
        }
        QTextCursor cursor(block);
        QTextBlockFormat lines;
        lines.setLineHeight(lineHeight, QTextBlockFormat::ProportionalHeight);
        cursor.mergeBlockFormat(lines);
        if (block.blockFormat().headingLevel() > 0) {
            QTextCharFormat anchor;
            anchor.setAnchor(true);
            anchor.setAnchorNames({ guideAnchor(block.text()) });
            cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(anchor);
        }
    }
}

//! False if there are none in \a block.
bool GuideView::dressPictures(const QTextBlock &block)
{
    QList<QTextFragment> pictures;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        if (it.fragment().charFormat().isImageFormat()) {
            pictures.append(it.fragment());
        }
    }
    for (const QTextFragment &picture : std::as_const(pictures)) {
        QTextImageFormat format = picture.charFormat().toImageFormat();
        format.setMaximumWidth(QTextLength(QTextLength::PercentageLength, 100));
        QTextCursor cursor(document());
        cursor.setPosition(picture.position());
        cursor.setPosition(picture.position() + picture.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
    return !pictures.isEmpty();
}

// A line below each row, and none between columns.
void GuideView::dressTables()
{
    const QColor border = Theme::colours(palette()).border;
    for (QTextFrame *frame : document()->rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table) {
            continue;
        }
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_None);
        format.setBorderCollapse(true);
        format.setCellPadding(cellPadding);
        format.setCellSpacing(0);
        table->setFormat(format);
        for (int row = 0; row < table->rows(); ++row) {
            for (int column = 0; column < table->columns(); ++column) {
                QTextTableCell cell = table->cellAt(row, column);
                QTextTableCellFormat line = cell.format().toTableCellFormat();
                line.setBottomBorder(1);
                line.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
                line.setBottomBorderBrush(border);
                cell.setFormat(line);
            }
        }
    }
}

// The document would shrink pictures to the page by leaving out pixels.
QVariant GuideView::loadResource(int type, const QUrl &name)
{
    const QVariant loaded = QTextBrowser::loadResource(type, name);
    if (type != QTextDocument::ImageResource || !loaded.canConvert<QByteArray>()) {
        return loaded;
    }
    QImage picture = QImage::fromData(loaded.toByteArray());
    const int room = viewport()->width() - int(2 * document()->documentMargin()) - scrollBarExtent();
    const int width = std::min(picture.width(), room);
    if (picture.isNull() || width < leastWidth) {
        return loaded;
    }
    const int pixels = std::min(picture.width(), int(width * devicePixelRatioF()));
    picture = picture.convertToFormat(QImage::Format_RGB32)
                  .scaledToWidth(pixels, Qt::SmoothTransformation);
    picture.setDevicePixelRatio(double(pixels) / width);
    return picture;
}

int GuideView::scrollBarExtent() const
{
    return verticalScrollBar()->isVisible() ? 0 : verticalScrollBar()->sizeHint().width();
}

void GuideView::highlight(const QString &text)
{
    m_highlighted = text;
    refreshHighlights();
}

void GuideView::refreshHighlights()
{
    QList<ExtraSelection> found;
    QTextCursor cursor(document());
    while (!m_highlighted.isEmpty()) {
        cursor = document()->find(m_highlighted, cursor);
        if (cursor.isNull()) {
            break;
        }
        ExtraSelection place;
        place.cursor = cursor;
        place.format.setBackground(Theme::colours(palette()).warningTint);
        found.append(place);
    }
    setExtraSelections(found);
}

void GuideView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    // Markdown takes its colours from the palette when it is read.
    if (event->type() == QEvent::PaletteChange && !source().isEmpty()) {
        const int place = verticalScrollBar()->value();
        reload();
        verticalScrollBar()->setValue(place);
    }
}

} // namespace Tailwater

#include "moc_guideview.cpp"
