// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Asks what to look for. Finding is up to who owns it.
//!
//! Return and F3 go to the next place, with Shift to the one before; Escape closes.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);
    ~FindBar() override;

    QString text() const;
    //! \brief What stands in it while it is empty, and is read aloud.
    void setPrompt(const QString &prompt);
    //! \brief Shows it, and puts the cursor there.
    void open();
    //! \brief Says how it went; empty: nothing to say.
    void setResult(const QString &text, bool found);

Q_SIGNALS:
    //! \brief Find the next place, or the one before.
    void findRequested(bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void closeBar();

    QLineEdit *m_text;
    QLabel *m_result;
};

} // namespace Tailwater
