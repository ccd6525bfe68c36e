// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"

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

    //! \brief \a samples are asked for while typing.
    void setSamples(std::function<QList<Message>()> samples) { m_samples = std::move(samples); }
    QCompleter *choices() const { return m_completer; }

Q_SIGNALS:
    //! \brief Escape.
    void leaveRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offer();
    void take(const QString &choice);

    QCompleter *m_completer;
    QStringListModel *m_choices;
    std::function<QList<Message>()> m_samples;
    int m_begin = 0;
};

} // namespace Tailwater
