// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "highlight/linehighlighter.h"
#include "highlight/linepainter.h"
#include "models/message.h"
#include "tail/foundtext.h"

#include <QCache>
#include <QStyledItemDelegate>

namespace Tailwater {

class RowMarks;
class RuleLook;
class TailModel;

//! \brief Paints the rows of a tail: colours for the visible ones only, made once and kept a while.
class TailDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TailDelegate(QObject *parent = nullptr);
    ~TailDelegate() override;

    void setFont(const QFont &font);
    //! \brief Which syntax the payloads have.
    void setContentType(const QByteArray &contentType);
    //! \brief Rows that stand out; neither is owned.
    void setMarks(const RowMarks *marks) { m_marks = marks; }
    void setRules(RuleLook *rules) { m_rules = rules; }
    //! \brief Makes what \a test finds in the previews stand out.
    void setSought(const std::optional<FilterTextTest> &test) { m_found.setSought(test); }
    int rowHeight() const;
    const LinePainter &painter() const { return m_painter; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    //! What a cell shows, laid out; kept by row and column.
    struct Cell
    {
        PreparedLine line;
        RowFlags flags;
    };
    Cell makeCell(const QModelIndex &index, const Message &message, qreal room) const;
    const Cell *keptCell(const TailModel *model, quint64 id, int column, qreal room) const;
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const Cell &cell) const;
    //! A preview that begins where what is sought stands in the row.
    struct Excerpt
    {
        PreparedLine line;
        QList<FoundText::Place> places;
    };
    QList<FoundText::Place> placesIn(const QModelIndex &index) const;
    std::optional<Excerpt> excerptOf(const QModelIndex &index, const PreparedLine &line,
                                     const QRectF &place) const;
    QString excerptText(const Message &message) const;
    void paintFound(QPainter *painter, const QStyleOptionViewItem &option, const QRectF &place,
                    const PreparedLine &line, const QList<FoundText::Place> &found) const;
    void paintLine(QPainter *painter, const QRectF &cell, const PreparedLine &line,
                   const QColor &colour, bool plain) const;
    void paintCurrent(QPainter *painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    void updateTheme();
    void paintMarker(QPainter *painter, const QStyleOptionViewItem &option,
                     const QModelIndex &index) const;
    qreal paintTags(QPainter *painter, const QRectF &cell, RowFlags flags, const QColor *colour) const;
    qreal paintTag(QPainter *painter, const QRectF &cell, const QString &text,
                   const QColor &colour) const;
    QColor textColour(const QStyleOptionViewItem &option, int column) const;

    LinePainter m_painter;
    mutable LineHighlighter m_highlighter;
    mutable QCache<quint64, Cell> m_cells;
    mutable int m_textVersion = 0;
    const RowMarks *m_marks = nullptr;
    RuleLook *m_rules = nullptr;
    mutable FoundText m_found;
    mutable bool m_bold = false; // while a row is painted
    QColor m_error;
    QColor m_warning;
};

} // namespace Tailwater
