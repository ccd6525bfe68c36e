// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTextBrowser>

QT_BEGIN_NAMESPACE
class QTextBlock;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Shows pages of the guide: headings can be linked to, pictures fit, colours are the theme's.
class GuideView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit GuideView(QWidget *parent = nullptr);
    ~GuideView() override;

    //! \brief Marks every place that holds \a text; empty: none.
    void highlight(const QString &text);

    QVariant loadResource(int type, const QUrl &name) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void onSourceChanged(const QUrl &source);
    void dress();
    void dressBlocks();
    bool dressPictures(const QTextBlock &block);
    void dressTables();
    void refreshHighlights();
    int scrollBarExtent() const;

    QString m_highlighted;
};

} // namespace Tailwater
