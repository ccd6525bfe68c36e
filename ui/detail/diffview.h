// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"

#include <QUrl>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class DiffTree;
struct ValueChanges;

//! \brief What a message is compared with.
enum class DiffReference {
    PreviousOfKey, //!< the message before of the same type and key
    PreviousRow,
    Pinned, //!< a message that the user chose
};

//! \brief The stream that a message is of.
struct DiffPlace
{
    QUrl url = {};
    QString name = {};

    bool operator==(const DiffPlace &) const = default;
};

//! \brief What differs between a message and another one: value by value, and line by line.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Message &)>;
    //! Finds what a message is compared with, now or later; a null message if there is none.
    using Finder
        = std::function<void(const Message &of, DiffReference reference, const Answer &answer)>;

    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    void setFinder(Finder finder) { m_finder = std::move(finder); }
    //! \brief \a place says where the messages come from that are given from now on: a pinned one
    //! may be of another stream, which is named then.
    void setPlace(std::function<DiffPlace()> place) { m_place = std::move(place); }
    void setMessage(const Message &message);
    DiffReference reference() const;
    void setReference(DiffReference reference);
    //! \brief Compares with \a message from now on.
    void pin(const Message &message);
    bool hasPinned() const { return !m_pinned.isNull(); }
    bool find(const QString &text, bool backwards);

    //! \brief Why a message cannot be compared by its key, or with a pinned one; and what to do.
    static QString noKeyText();
    static QString noPinText();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHeader();
    void ask();
    void compareWith(const Message &other);
    void nameColumns(const Message &other);
    void refreshPinned();
    QString whyNot() const;
    QString nameOf(const Message &other) const;
    QString showValues(const Message &other);
    static QString resultText(const ValueChanges &found, const QString &number, bool same);
    //! False if lines are left out.
    bool showLines(const Message &other);
    void empty(const QString &why);

    Finder m_finder;
    std::function<DiffPlace()> m_place;
    Message m_message;
    DiffPlace m_messagePlace;
    Message m_pinned;
    DiffPlace m_pinnedPlace;
    quint64 m_asked = 0;
    bool m_answered = false;
    QComboBox *m_reference;
    QToolButton *m_pin;
    QLabel *m_state;
    DiffTree *m_values;
    QPlainTextEdit *m_lines;
};

} // namespace Tailwater
