// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTextEdit>

namespace Tailwater {

//! \brief A text to select and copy, as high as it is long; what has no spaces is wrapped wherever
//! the line ends, which a QLabel does not do.
class WrappedText : public QTextEdit
{
    Q_OBJECT

public:
    explicit WrappedText(QWidget *parent = nullptr);
    ~WrappedText() override;

    QString text() const { return m_text; }
    //! \brief Shows \a text as it is, without markup.
    void setText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fitHeight();

    QString m_text;
};

} // namespace Tailwater
