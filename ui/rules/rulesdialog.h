// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "rules/rowrules.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;
class QWidget;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The rules for rows: their order, filters, looks, and what they do. Nothing changes before
//! OK.
class RulesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RulesDialog(QWidget *parent = nullptr);
    ~RulesDialog() override;

    //! \brief A further rule, for \a filter, to be finished by the user.
    void addRule(const QString &filter);
    void accept() override;

private:
    QWidget *makeList();
    QWidget *makeEditor();
    QLayout *makeExtent();
    void remove();
    void move(int step);
    void showRule();
    void takeRule();
    void tell(const RowRule &rule);
    void refreshItem(int row);
    void refreshButtons();
    QString errorOf(const RowRule &rule) const;

    QList<RowRule> m_rules;
    bool m_showing = false;
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QWidget *m_editor;
    QLineEdit *m_filter;
    QLabel *m_error;
    QComboBox *m_colour;
    QCheckBox *m_bold;
    QCheckBox *m_notify;
    QCheckBox *m_freeze;
    QSpinBox *m_before;
    QSpinBox *m_after;
};

} // namespace Tailwater
