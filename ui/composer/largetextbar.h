// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class PayloadEditor;

//! \brief Says in the composer that its text is too long to be edited as it is, and what can be done.
class LargeTextBar : public QWidget
{
    Q_OBJECT

public:
    //! \brief For \a editor; \a format lays JSON out in lines.
    LargeTextBar(PayloadEditor *editor, QAction *format, QWidget *parent = nullptr);
    ~LargeTextBar() override;

    //! \brief Shows itself if the text is collapsed and the editor is what is \a shown.
    void refresh(bool shown);

private:
    PayloadEditor *m_editor;
    QAction *m_formatAction;
    QLabel *m_text;
    QToolButton *m_format;
    QToolButton *m_anyway;
    //! What m_text was made for: looking for lines takes its time.
    QString m_described;
};

} // namespace Tailwater
