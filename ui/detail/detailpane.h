// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QTabWidget;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief One message, looked at closely: as a tree, as text, as received, and as bytes.
class DetailPane : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);
    ~DetailPane() override;

    Message message() const { return m_message; }
    //! \brief Shows \a message; a null one empties the pane. What is expanded stays so, by pointer.
    void setMessage(const Message &message);
    //! \brief As above; \a contentType decides what a payload is taken for.
    void setMessage(const Message &message, const QByteArray &contentType);
    //! \brief The JSON pointer of the current value, or empty.
    QString currentPointer() const;

public Q_SLOTS:
    //! \brief Opens the find bar.
    void find();

Q_SIGNALS:
    //! \brief The user wants a column for the value at \a pointer.
    void addColumnRequested(const QString &pointer);
    //! \brief Filter rows by the value at \a pointer.
    void filterRequested(const QString &pointer, const QByteArray &value);

private:
    Message m_message;
};

} // namespace Tailwater
