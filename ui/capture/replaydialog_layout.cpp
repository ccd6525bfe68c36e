// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/replaydialog.h"

#include "connection/server.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

// One is said, several are chosen from.
void ReplayDialog::addRows(const QString &what)
{
    auto *choice = new QRadioButton(what, m_fields);
    choice->setObjectName(u"replayRows%1"_s.arg(m_choices->buttons().size()));
    m_choices->addButton(choice, int(m_choices->buttons().size()));
    m_rows->addWidget(choice);
    const bool first = m_choices->buttons().size() == 1;
    choice->setChecked(first);
    choice->setVisible(!first);
    if (first) {
        m_what = new QLabel(what, m_fields);
        m_what->setTextFormat(Qt::PlainText);
        m_what->setWordWrap(true);
        m_rows->addWidget(m_what);
    } else {
        m_what->hide();
        m_choices->button(0)->show();
    }
}

void ReplayDialog::addChoice(const ReplayFlow::Source &source, const QString &what, bool chosen)
{
    m_sources.append(source);
    addRows(what);
    if (chosen) {
        m_choices->buttons().last()->setChecked(true);
    }
}

void ReplayDialog::addSpeed(QFormLayout *form)
{
    m_speed->setObjectName("replaySpeed"_L1);
    m_speed->addItem(tr("As fast as the server takes it"), Full);
    m_speed->addItem(tr("As it was received"), AsReceived);
    m_speed->addItem(tr("As it was received, times"), Scaled);
    m_factor->setObjectName("replayFactor"_L1);
    m_factor->setRange(0.01, 1000);
    m_factor->setValue(10);
    m_factor->setAccessibleName(tr("Times the speed"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_speed, 1);
    row->addWidget(m_factor);
    auto *label = new QLabel(tr("&Speed"), this);
    label->setBuddy(m_speed);
    form->addRow(label, row);
    m_limit->setObjectName("replayLimit"_L1);
    m_limit->setRange(0, 1'000'000);
    m_limit->setSpecialValueText(tr("No limit"));
    m_limit->setSuffix(tr(" rows a second"));
    m_limit->setGroupSeparatorShown(true);
    form->addRow(tr("At &most"), m_limit);
}

void ReplayDialog::layOut(const QString &what)
{
    m_server->setObjectName("replayServer"_L1);
    m_path->setObjectName("replayPath"_L1);
    m_path->setPlaceholderText(tr("such as orders/copy"));
    m_create->setObjectName("replayCreate"_L1);
    m_create->setChecked(true);
    m_name->setObjectName("replayTypeName"_L1);
    m_message->setObjectName("replayMessage"_L1);
    m_message->setWordWrap(true);
    m_state->setObjectName("replayState"_L1);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->hide();
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    auto *note = new QLabel(tr("Every row is stored once and in order, also when the connection breaks. What is "
                               "stopped can be gone on with; Escape stops it too, and leaves this window open. Times and "
                               "offsets are those of the new stream."),
                            this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    m_fields = new QWidget(this);
    m_fields->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *form = new QFormLayout(m_fields);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(4);
    form->addRow(m_rows);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(8);
    form->addRow(tr("To ser&ver"), m_server);
    form->addRow(tr("S&tream"), m_path);
    form->addRow(QString(), m_create);
    addSpeed(form);
    form->addRow(m_nameLabel, m_name);
    m_nameLabel->setBuddy(m_name);
    auto *buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QDialogButtonBox::Cancel);
    m_unlock = buttons->addButton(tr("&Unlock for 10 Minutes"), QDialogButtonBox::ActionRole);
    m_unlock->setObjectName("replayUnlock"_L1);
    connect(m_unlock, &QPushButton::clicked, this, [this] { server()->unlock(); });
    m_anew = buttons->addButton(tr("Begin &Anew"), QDialogButtonBox::ActionRole);
    m_anew->setObjectName("replayAnew"_L1);
    m_anew->setToolTip(anewText());
    connect(m_anew, &QPushButton::clicked, this, &ReplayDialog::beginAnew);
    for (QPushButton *button : { m_unlock, m_anew }) {
        button->setAutoDefault(false);
        button->hide();
    }
    m_begin = buttons->addButton(tr("&Begin"), QDialogButtonBox::AcceptRole);
    m_begin->setObjectName("replayBegin"_L1);
    connect(m_begin, &QPushButton::clicked, this, &ReplayDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &ReplayDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_fields);
    layout->addWidget(note);
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addWidget(m_state);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(540);
    addRows(what);
    m_path->setFocus();
}

} // namespace Tailwater
