// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace Tailwater {

class DetailPane;
class MatchContext;
class TailModel;
class TailView;

//! \brief The rows around one that a rule stopped at, and what is in them.
class ContextDialog : public QDialog
{
    Q_OBJECT

public:
    ContextDialog(std::shared_ptr<MatchContext> context, const QString &rule,
                  const QByteArray &contentType, QWidget *parent = nullptr);
    ~ContextDialog() override;

    TailModel *model() const { return m_model; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    std::shared_ptr<MatchContext> m_context;
    TailModel *m_model;
    TailView *m_view;
    DetailPane *m_detail;
    QLabel *m_title;
    QString m_rule;
};

} // namespace Tailwater
