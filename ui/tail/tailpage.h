// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "models/message.h"
#include "models/tailmodel.h"
#include "models/tailsession.h"
#include "tail/rowcopy.h"
#include "tail/tailview.h"

#include <QUrl>
#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QLayout;
class QMenu;
class QStackedLayout;
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class FilterBar;
class FilterRun;
class FindBar;
class MatchContext;
class MessageBar;
class OverviewStrip;
class Pill;
class Placeholder;
class RowMarks;
class RuleWatch;
class TailFind;
struct RowRule;

//! \brief The tab of one stream: its rows, following or not, and what is to be said about it.
//!
//! The page reads only once start() or session()->start() is called. It never writes to the stream.
class TailPage : public QWidget
{
    Q_OBJECT

public:
    explicit TailPage(const Connection &connection, const QUrl &url, QWidget *parent = nullptr);
    //! \brief Shows the rows of \a session, which becomes the page's.
    explicit TailPage(TailSession *session, QWidget *parent = nullptr);
    ~TailPage() override;

    TailSession *session() const { return m_session; }
    TailModel *model() const { return m_model; }
    TailView *view() const { return m_view; }
    //! \brief The name of the stream for a tab, and the state as a word, for its tooltip.
    QString title() const;

    //! \brief Begins to read.
    void start(const TailStart &start = {});

    //! \brief Does not read yet; says \a why, and offers to read from \a start, or to edit the
    //! connection if the server has \a refused it.
    void holdBack(const TailStart &start, const QString &why, bool refused = false);

    //! \brief The row that is current, or the last one while following; null if there is none.
    Message currentMessage() const;
    void selectRow(quint64 id);
    //! \brief Selects the row with \a body that ends at or before \a offset, or the last row before it.
    //! With no offset: the last row with \a body.
    void reveal(const DurableStreams::Offset &offset, const QByteArray &body);

    //! \brief Whether a row that was received at \a since, in milliseconds since the epoch, or later has
    //! exactly the bytes \a body.
    bool hasRow(QByteArrayView body, qint64 since) const;

    //! \brief The first and last rows of the model that are selected, in order; both included.
    QList<std::pair<int, int>> selectedRanges() const;

    bool isFollowing() const;
    bool isFrozen() const;

    //! \name For menus and tool bars; enabled and checked as the page's state is.
    //! \{
    QAction *followAction() const { return m_follow; }
    QAction *freezeAction() const { return m_freeze; }
    //! \brief Stop or Resume.
    QAction *stopAction() const { return m_stop; }
    QAction *clearAction() const { return m_clear; }
    //! \brief Copies the selected rows, exactly as received.
    QAction *copyAction() const { return m_copy; }
    //! \brief Asks for the number of a row and shows it.
    QAction *goToRowAction() const { return m_goToRow; }
    //! \brief Goes to the filter bar.
    QAction *filterAction() const { return m_filter; }
    //! \brief Find, next and previous match; mark, next and previous mark.
    const QList<QAction *> &rowActions() const { return m_rowActions; }
    //! \}

    FilterBar *filterBar() const { return m_filterBar; }
    TailFind *finder() const { return m_find; }
    //! \brief Where the view holds a part of the rows only: which of them filters look at, in a sentence. Empty: all.
    void setCoverage(const QString &coverage, bool whole = false);
    const RowMarks *marks() const { return m_marks; }

    //! \brief Marks the current row, or takes its mark away.
    void toggleMark();
    //! \brief Shows the rows around the latest one that a rule stopped at or told of.
    void showContext();
    //! \brief Puts the focus into the list, or what stands in its place.
    void focusRows();

    //! \brief Adds what chooses, adds and removes columns to \a menu.
    void addColumnActions(QMenu *menu);
    //! \brief Adds what can be done with the current row.
    void addRowActions(QMenu *menu);
    //! \brief Adds the ways to tell when a row was received.
    void addTimeActions(QMenu *menu);
    //! \brief Adds what becomes a row: “Show As”.
    void addFramingActions(QMenu *menu);

    //! \brief Columns shown, their widths and order, user columns, time format, size of text, follow.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

public Q_SLOTS:
    void setFollowing(bool following);
    void setFrozen(bool frozen);
    void stop();
    void resume();
    void clearView();
    //! \brief A column of its own for the value at \a pointer, a JSON pointer or a path with dots.
    void addColumn(const QString &pointer);
    void removeColumn(const QString &pointer);
    void setTimeFormat(TailModel::TimeFormat format);
    //! \brief Shows the row that has this number; says so if it is not in the view.
    void goToRow(quint64 number);
    //! \brief Shows the row with this number, which a rule told of; where the filter hides it, that is
    //! said.
    void goToRuleRow(quint64 number);
    //! \brief Says that there is no row with this number to be shown.
    void sayRowIsMissing(quint64 number);
    //! \brief Makes the text of the rows larger or smaller by \a steps; 0: as it was.
    void zoom(int steps);
    //! \brief What becomes a row; reads the same range again.
    void showAs(Framing framing);

Q_SIGNALS:
    void currentMessageChanged(const Tailwater::Message &message);
    void titleChanged(const QString &title);
    //! \brief Of a file: the row with \a number is to be shown, and is not loaded.
    void rowSought(quint64 number);
    //! \brief A button of the message bar asks for what other parts of the window do.
    void editConnectionRequested();
    void composeRequested();
    //! \brief A rule is to be made for \a filter.
    void ruleRequested(const QString &filter);
    //! \brief \a rows rows have passed \a rule, which is to tell of them or to stop the view; the
    //! first of them has \a number.
    void ruleMatched(const QString &rule, quint64 number, quint64 rows);
    void forkRequested(const Tailwater::Message &message);
    //! \brief A row is to be sent again, to a stream the user chooses.
    void resendRequested(const Tailwater::Message &message);
    void followingChanged(bool following);
    //! \brief Enter or a double click on a row: it is to be read.
    void readRequested();
    //! \brief What saveState() keeps has changed.
    void viewStateChanged();
    //! \brief Before a menu of the row of \a message opens: add actions to \a menu.
    void rowMenuAboutToShow(QMenu *menu, const Tailwater::Message &message);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void createActions();
    void createView();
    void createViewActions();
    void createFilter();
    bool showNoMatch();
    void takeFilter(const TailStart &start);
    void createRows();
    QLayout *makeRowsLayout();
    void feedRows();
    void goToMark(bool forwards);
    bool showsTextOnly() const;
    void createRules();
    void onRuleMatched(const RowRule &rule, quint64 id, qsizetype rows);
    void sayRule(const RowRule &rule, const StoreSnapshot &snapshot, quint64 id, qsizetype rows);
    void stopAt(const StoreSnapshot &snapshot, quint64 id);
    void showRuleRow();
    void showNextMatch();
    void releaseRule();
    void showRuleMessage();
    void refreshRule();
    bool filterHidesRule() const;
    void showHiddenRule();
    void raiseRule();
    void warnOfRule(const QString &text);
    void feedRules();
    void connectView();
    void onPublished();
    void onStatus(const TailStatus &status);
    void onState(TailState state);
    void updateCurrent();
    void updatePill();
    void updatePlaceholder();
    void updateBar();
    void showStateMessage(const TailStatus &status);
    void setDefaultColumns();
    int columnWidth(qsizetype characters) const;
    void fitPreview();
    void fitNumbers();
    void detectStateStream();
    void reload();
    void showContextMenu(const QPoint &position);
    void fillRowMenu(QMenu *menu, const Message &message);
    void showHeaderMenu(const QPoint &position);
    void addCopyActions(QMenu *menu, const Message &message);
    void copySelection();
    void copyRowsAs(RowFormat format);
    void askForColumn();
    void askForRow();
    void setTextSize(double points);
    void noteLeftOff();

    //! \brief The message that was last told of: one that is not whole goes on under its id.
    struct Told
    {
        quint64 id = 0;
        qsizetype bytes = 0;
        qsizetype fullSize = 0;
        bool unfinished = false;
        bool operator==(const Told &) const = default;
    };

    TailSession *m_session;
    TailModel *m_model;
    TailView *m_view = nullptr;
    FilterBar *m_filterBar = nullptr;
    FindBar *m_findBar = nullptr;
    TailFind *m_find = nullptr;
    RowMarks *m_marks = nullptr;
    OverviewStrip *m_overview = nullptr;
    FilterRun *m_errors = nullptr;
    RuleWatch *m_watch = nullptr;
    std::shared_ptr<MatchContext> m_context;
    QString m_contextRule;
    quint64 m_ruleRows = 0;
    quint64 m_ruleId = 0; // the row that the message speaks of
    quint64 m_ruleFirst = 0; // the one that it spoke of first
    quint64 m_ruleSteps = 0; // from there to this one
    bool m_ruleAround = false; // it is the first again
    quint64 m_ruleRow = 0; // to be shown as soon as it is there
    bool m_ruleHolds = false;
    bool m_ruleHidden = false;
    QList<QAction *> m_rowActions;
    MessageBar *m_bar = nullptr;
    Placeholder *m_placeholder = nullptr;
    Pill *m_pill = nullptr;
    QStackedLayout *m_stack = nullptr;
    QTimer *m_currentTimer = nullptr;
    QTimer *m_connectingTimer = nullptr;
    QTimer *m_countdownTimer = nullptr;
    QAction *m_follow = nullptr;
    QAction *m_freeze = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_goToRow = nullptr;
    QAction *m_filter = nullptr;
    QTimer *m_ageTimer = nullptr;
    double m_textSize = 0;
    QByteArray m_contentType;
    QString m_heldWhy;
    QString m_coverage;
    bool m_heldByRefusal = false;
    Told m_told;
    bool m_columnsChosen = false;
};

} // namespace Tailwater
