// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "highlight/linepainter.h"

#include <QAbstractScrollArea>

#include <memory>
#include <utility>
#include <vector>

namespace Tailwater {

//! \brief Bytes as they are: in hexadecimal, or as text that does not act.
//!
//! Paints only what is visible, whatever the size. What is selected and copied is a range of bytes.
class BytesView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Mode { Hex, Text };

    explicit BytesView(Mode mode, QWidget *parent = nullptr);
    ~BytesView() override;

    //! \brief Shows \a bytes, which \a owner keeps alive.
    void setBytes(QByteArrayView bytes, std::shared_ptr<const void> owner);
    QByteArrayView bytes() const { return m_bytes; }
    //! \brief The selected range: first byte, and one past the last.
    std::pair<qsizetype, qsizetype> selection() const;
    void setSelection(qsizetype begin, qsizetype end);
    //! \brief Selects it, and scrolls to where it begins.
    void showRange(qsizetype begin, qsizetype end);
    //! \brief Copies the selected bytes, as text and exactly.
    void copy() const;
    //! \brief Selects the next place of \a needle after the selection; from the start after the end.
    bool findNext(const QByteArray &needle, bool backwards = false);

Q_SIGNALS:
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    static constexpr qsizetype hexColumns = 16;
    void updateFont();
    void layOut();
    qsizetype lineCount() const;
    std::pair<qsizetype, qsizetype> lineRange(qsizetype line) const;
    qsizetype lineOf(qsizetype position) const;
    qsizetype positionAt(const QPointF &point) const;
    void paintHexLine(QPainter &painter, double y, qsizetype begin, qsizetype end);
    void paintTextLine(QPainter &painter, double y, qsizetype begin, qsizetype end);
    int addressDigits() const;

    const Mode m_mode;
    QByteArrayView m_bytes;
    std::shared_ptr<const void> m_owner;
    LinePainter m_painter;
    int m_lineHeight = 16;
    qsizetype m_columns = 80;
    //! Text that is not too long: where each line begins.
    std::vector<qsizetype> m_lines;
    qsizetype m_anchor = 0;
    qsizetype m_caret = 0;
};

} // namespace Tailwater
