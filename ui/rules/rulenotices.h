// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class MessageBar;
class TailPage;

//! \brief What passed rules in the streams that nobody looks at: a line for each, above the tabs.
//!
//! A line counts until the user goes to its stream, or puts it away. The stream that is looked at says
//! so itself.
class RuleNotices : public QWidget
{
    Q_OBJECT

public:
    //! Lines of their own; the streams beyond share one.
    static constexpr qsizetype mostLines = 3;

    explicit RuleNotices(QWidget *parent = nullptr);
    ~RuleNotices() override;

    //! \brief \a rows more rows of \a page passed \a rule, the first of them \a number.
    void note(TailPage *page, const QString &rule, quint64 number, quint64 rows);
    //! \brief The page that is shown; null if none is.
    void setShown(TailPage *page);
    //! \brief The lines that are seen, from the top.
    QStringList texts() const;

Q_SIGNALS:
    //! \brief The first since somebody looked at \a page; \a text tells of it.
    void begun(Tailwater::TailPage *page, const QString &text);
    //! \brief The user wants to see the row \a number of \a page.
    void showRequested(Tailwater::TailPage *page, quint64 number);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Notice
    {
        TailPage *page = nullptr;
        QString rule;
        quint64 number = 0; // of the first row
        quint64 rows = 0;
        bool putAway = false; // the desktop is not to tell of it again, either
    };
    bool isSeen(const TailPage *page) const;
    void forget(const QObject *page);
    void putAway(qsizetype line);
    //! Which of the notices have lines: those of pages that are not shown.
    QList<qsizetype> lines() const;
    void refresh();
    void showLine(MessageBar *bar, const Notice &notice);
    void showRest(const QList<qsizetype> &notices);
    static QString textOf(const Notice &notice);

    QList<Notice> m_notices;
    QList<MessageBar *> m_bars; // the last one is of the rest
    QPointer<TailPage> m_shown;
    QTimer *m_timer;
};

} // namespace Tailwater
