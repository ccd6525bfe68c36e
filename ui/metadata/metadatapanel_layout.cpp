// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The parts of a MetadataPanel.

#include "metadatapanel.h"

#include "connection/server.h"
#include "wrappedtext.h"

#include <QAction>
#include <QFormLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

void MetadataPanel::layOut()
{
    m_title->setAccessibleName(tr("Stream"));
    QFont font = m_title->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 1.1);
    m_title->setFont(font);
    m_message->setObjectName("metadata.message"_L1);
    m_message->setWordWrap(true);
    m_message->hide();
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setForegroundRole(QPalette::PlaceholderText);

    m_sections = new QVBoxLayout(m_body);
    m_sections->setContentsMargins(12, 10, 6, 10);
    m_sections->setSpacing(6);
    m_sections->addWidget(m_title);
    m_sections->addWidget(m_message);
    addSection(tr("State"), { u"state"_s, u"tail"_s });
    addSection(tr("Identity"), { u"type"_s, u"url"_s, u"source"_s });
    addSection(tr("Lifetime"), { u"lifetime"_s });
    addSection(tr("Lineage"), { u"lineage"_s, u"forks"_s });
    addSection(tr("Reading here"),
               { u"mode"_s, u"read"_s, u"cursor"_s, u"leftOff"_s, u"opened"_s, u"captures"_s });
    addNote();
    addSection(tr("Seen to change"), { u"changes"_s });
    addSection(tr("HTTP"), { u"etag"_s, u"cache"_s, u"server"_s, u"asked"_s, u"headers"_s });
    m_sections->addStretch(1);

    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(m_body);
    auto *buttonRow = new QHBoxLayout(m_buttons);
    buttonRow->setContentsMargins(8, 4, 8, 8);
    buttonRow->setSpacing(2);
    buttonRow->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_placeholder, 1);
    layout->addWidget(area, 1);
    layout->addWidget(m_buttons);
    addButtons({ m_refresh, m_watch, m_copy });
}

void MetadataPanel::addButtons(const QList<QAction *> &actions)
{
    auto *row = static_cast<QHBoxLayout *>(m_buttons->layout());
    for (QAction *action : actions) {
        auto *button = new QToolButton(m_buttons);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        row->insertWidget(row->count() - 1, button);
    }
}

void MetadataPanel::addSection(const QString &title, const QStringList &names)
{
    static const QHash<QString, const char *> labels {
        { u"state"_s, QT_TR_NOOP("State") },         { u"tail"_s, QT_TR_NOOP("Tail offset") },
        { u"type"_s, QT_TR_NOOP("Content type") },   { u"url"_s, QT_TR_NOOP("URL") },
        { u"source"_s, QT_TR_NOOP("Known") },        { u"lifetime"_s, QT_TR_NOOP("Lifetime") },
        { u"mode"_s, QT_TR_NOOP("Mode") },           { u"read"_s, QT_TR_NOOP("Read") },
        { u"cursor"_s, QT_TR_NOOP("Cursor") },       { u"etag"_s, QT_TR_NOOP("ETag") },
        { u"cache"_s, QT_TR_NOOP("Cache") },         { u"server"_s, QT_TR_NOOP("Server") },
        { u"asked"_s, QT_TR_NOOP("Asked") },         { u"headers"_s, QT_TR_NOOP("All headers") },
        { u"changes"_s, QT_TR_NOOP("Changes") },     { u"lineage"_s, QT_TR_NOOP("Forked from") },
        { u"leftOff"_s, QT_TR_NOOP("Left off at") }, { u"forks"_s, QT_TR_NOOP("Known forks") },
        { u"opened"_s, QT_TR_NOOP("First opened") }, { u"captures"_s, QT_TR_NOOP("Captured to") },
    };
    auto *heading = new QLabel(title, m_body);
    QFont font = heading->font();
    font.setWeight(QFont::DemiBold);
    heading->setFont(font);
    m_sections->addSpacing(6);
    m_sections->addWidget(heading);
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const QString &name : names) {
        auto *label = new QLabel(tr(labels.value(name)), m_body);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setMinimumWidth(fontMetrics().horizontalAdvance(u"Content type"_s));
        auto *value = new WrappedText(m_body);
        value->setObjectName("metadata."_L1 + name);
        value->setAccessibleName(label->text());
        form->addRow(label, value);
        m_names.insert(name, label);
        m_values.insert(name, value);
        m_order.append(name);
    }
    m_sections->addLayout(form);
    m_lastForm = form;
}

void MetadataPanel::addNote()
{
    m_note->setObjectName("metadata.note"_L1);
    m_note->setPlaceholderText(tr("Kept on this computer only"));
    auto *label = new QLabel(tr("Not&e"), m_body);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setBuddy(m_note);
    m_lastForm->addRow(label, m_note);
    connect(m_note, &QLineEdit::editingFinished, this, &MetadataPanel::keepNote);
}

} // namespace Tailwater
