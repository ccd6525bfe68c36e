// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLayout;
class QLineEdit;
QT_END_NAMESPACE

namespace Tailwater {

class FittingLabel;

//! \brief Asks what to look for. Finding is up to who owns it.
//!
//! Return and F3 go to the next place, with Shift to the one before; Escape closes. Whatever is said,
//! the field keeps its width.
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
    //! \brief Says how it went, in a few words; empty: nothing to say.
    void setResult(const QString &text, bool found);
    //! \brief Says in a sentence why nothing can be looked for.
    void setError(const QString &text);

Q_SIGNALS:
    void textChanged(const QString &text);
    //! \brief Find the next place, or the one before.
    void findRequested(bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLayout *makeRow();
    void showError(const QString &text);
    void closeBar();

    QLineEdit *m_text;
    FittingLabel *m_result;
    QLabel *m_error;
};

} // namespace Tailwater
