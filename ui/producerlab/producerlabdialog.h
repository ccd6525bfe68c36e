// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "labproducer.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The producer lab: the numbers of an idempotent producer, buttons that use them rightly and
//! wrongly, and what the server made of each request.
class ProducerLabDialog : public QDialog
{
    Q_OBJECT

public:
    ProducerLabDialog(Server *server, const QByteArray &path, const QByteArray &contentType,
                      QWidget *parent = nullptr);
    ~ProducerLabDialog() override;

    LabProducer *producer() const { return m_producer; }

Q_SIGNALS:
    //! \brief The requests are to be looked at.
    void wireRequested(const Tailwater::LabProducer::Attempt &attempt);

private:
    QWidget *makeNumbers();
    QWidget *makeDeeds();
    void makeTable();
    void addDeed(QWidget *row, LabProducer::Deed deed, const char *name, const QString &text,
                 const QString &toolTip);
    void refresh();
    void addAttempt(const LabProducer::Attempt &attempt);
    void explain();
    static QString deedName(LabProducer::Deed deed);

    LabProducer *m_producer;
    QByteArray m_contentType;
    QLineEdit *m_id;
    QDoubleSpinBox *m_epoch;
    QDoubleSpinBox *m_next;
    QLabel *m_counters;
    QLineEdit *m_message;
    QLabel *m_fault;
    QTableWidget *m_table;
    QLabel *m_meaning;
    QList<std::pair<LabProducer::Deed, QPushButton *>> m_deeds;
    QList<LabProducer::Attempt> m_attempts;
};

} // namespace Tailwater
