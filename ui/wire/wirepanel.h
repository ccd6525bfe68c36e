// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

#include <functional>

namespace DurableStreams {
struct RequestTrace;
}

QT_BEGIN_NAMESPACE
class QAction;
class QKeyEvent;
class QLineEdit;
class QPlainTextEdit;
class QTableView;
QT_END_NAMESPACE

namespace Tailwater {

class SendAgain;
class WireFilter;
class WireModel;

//! \brief Every exchange with the servers, or those that a filter lets through, and the headers and bodies of the current one: SSE frames as
//! they came.
class WirePanel : public QWidget
{
    Q_OBJECT

public:
    explicit WirePanel(QWidget *parent = nullptr);
    ~WirePanel() override;

    WireModel *model() const { return m_model; }
    QTableView *view() const { return m_view; }
    //! \brief Makes the first exchange that \a isWanted current, if there is one.
    void select(const std::function<bool(const DurableStreams::RequestTrace &)> &isWanted);
    SendAgain *sendAgain() const { return m_sendAgain; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    QWidget *makeList();
    void connectModel();
    //! The row of the model that is current; -1: none.
    int currentRow() const;
    bool goToEnd(const QKeyEvent *event);
    void fitColumns();
    void showCurrent();
    void makeActions();
    void copyCurl();
    QString cliCommand() const;
    void exportHar();

    WireModel *m_model;
    WireFilter *m_shown; // what the view shows of m_model
    QLineEdit *m_filter;
    QTableView *m_view;
    QPlainTextEdit *m_headers;
    QList<int> m_widths; // what each column needs
    QAction *m_reveal = nullptr;
    QAction *m_copyCli = nullptr;
    SendAgain *m_sendAgain;
    bool m_follows = true;
};

} // namespace Tailwater
