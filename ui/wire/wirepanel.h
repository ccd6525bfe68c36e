// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QPlainTextEdit;
class QTableView;
QT_END_NAMESPACE

namespace Tailwater {

class WireModel;

//! \brief Every exchange with the servers, and the headers and bodies of the current one: SSE frames as
//! they came.
class WirePanel : public QWidget
{
    Q_OBJECT

public:
    explicit WirePanel(QWidget *parent = nullptr);
    ~WirePanel() override;

    WireModel *model() const { return m_model; }
    QTableView *view() const { return m_view; }

private:
    void layOut();
    void showCurrent();
    void makeActions();
    void copyCurl();
    void exportHar();

    WireModel *m_model;
    QTableView *m_view;
    QPlainTextEdit *m_headers;
    QAction *m_reveal = nullptr;
    bool m_follows = true;
};

} // namespace Tailwater
