// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedLayout;
class QTableView;
QT_END_NAMESPACE

namespace Tailwater {

class ProblemsModel;

//! \brief The problems, the latest first, each with its cause and its remedy in whole sentences.
class ProblemsPanel : public QWidget
{
    Q_OBJECT

public:
    //! \brief \a model must outlive the panel.
    explicit ProblemsPanel(ProblemsModel *model, QWidget *parent = nullptr);
    ~ProblemsPanel() override;

    QTableView *view() const { return m_view; }

private:
    void layOut();
    void makeActions();
    void copyCurrent() const;
    void refresh();

    ProblemsModel *m_model;
    QTableView *m_view;
    QLabel *m_placeholder;
    QStackedLayout *m_stack;
};

} // namespace Tailwater
