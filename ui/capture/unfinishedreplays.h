// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/keptreplays.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Lists the copies that have not come to their end, to go on with one, or to discard it.
class UnfinishedReplays : public QDialog
{
    Q_OBJECT

public:
    //! \brief Of those that are kept in \a folder.
    explicit UnfinishedReplays(const QString &folder, QWidget *parent = nullptr);
    ~UnfinishedReplays() override;

Q_SIGNALS:
    void goOnRequested(const Tailwater::KeptReplay &kept);

private:
    void layOut();
    void fill();
    void refresh();
    void goOn();
    void askToDiscard();
    const KeptReplay *current() const;

    const KeptReplays m_kept;
    QList<KeptReplay> m_all;
    QLabel *m_text;
    QTreeWidget *m_list;
    QPushButton *m_goOn = nullptr;
    QPushButton *m_discard = nullptr;
};

} // namespace Tailwater
