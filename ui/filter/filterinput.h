// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filtertext.h"

#include <QFuture>
#include <QLineEdit>

#include <functional>

QT_BEGIN_NAMESPACE
class QCompleter;
class QStringListModel;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A line in which a filter is typed; offers the fields and values of messages at hand.
class FilterInput : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterInput(QWidget *parent = nullptr);
    ~FilterInput() override;

    //! Called in a worker, once.
    using Samples = std::function<QList<Message>()>;
    //! \brief \a samples are asked for while typing, and taken elsewhere.
    void setSamples(std::function<Samples()> samples) { m_samples = std::move(samples); }
    QCompleter *choices() const { return m_completer; }
    //! \brief True while something is offered.
    bool isOffering() const;
    //! \brief True while what to offer is looked for.
    bool isLooking() const { return m_looking; }
    //! \brief What is offered stands below \a widget, too, if it is seen.
    void setOffersBelow(QWidget *widget);
    //! \brief Shows \a widget at the end of the line; the text ends before it.
    void setTrailer(QWidget *widget);
    //! \brief The trailer has become wider or narrower.
    void fitTrailer();

Q_SIGNALS:
    //! \brief Escape.
    void leaveRequested();
    //! \brief The focus has gone elsewhere; what is offered does not count.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void offer(bool all);
    void show(const FilterCompletion &found);
    QRect offerPlace() const;
    void moveOffer();
    void forgetOffer();
    bool isChosen() const;
    void take(const QString &choice);

    QCompleter *m_completer;
    QStringListModel *m_choices;
    std::function<Samples()> m_samples;
    QFuture<FilterCompletion> m_completion;
    quint64 m_asked = 0;
    bool m_looking = false;
    QWidget *m_above = nullptr;
    QWidget *m_trailer = nullptr;
    int m_begin = 0;
};

} // namespace Tailwater
