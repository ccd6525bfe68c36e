// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLabel>
#include <QStringList>

namespace Tailwater {

//! \brief A line of text that says less where there is less room, instead of being cut.
class FittingLabel : public QLabel
{
    Q_OBJECT

public:
    explicit FittingLabel(QWidget *parent = nullptr);
    ~FittingLabel() override;

    //! \brief The same thing in several lengths, the longest first. The first that fits is shown; the last
    //! one is elided where even that does not.
    void setTexts(const QStringList &texts);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QStringList m_texts;
};

} // namespace Tailwater
