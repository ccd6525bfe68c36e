// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "largetextbar.h"

#include "models/visibletext.h"
#include "payloadeditor.h"
#include "theme/inlinemessage.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

LargeTextBar::LargeTextBar(PayloadEditor *editor, QAction *format, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_formatAction(format)
    , m_text(new QLabel(this))
    , m_format(new QToolButton(this))
    , m_anyway(new QToolButton(this))
{
    m_text->setObjectName("composerLargeText"_L1);
    m_text->setWordWrap(true);
    m_format->setObjectName("composerLargeFormat"_L1);
    m_format->setText(tr("Format JSON"));
    m_format->setToolTip(tr("Breaks it into lines; changes white space only"));
    m_anyway->setObjectName("composerEditAnyway"_L1);
    m_anyway->setText(tr("Edit Anyway"));
    m_anyway->setToolTip(tr("Each key may take a moment"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    for (QToolButton *button : { m_format, m_anyway }) {
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    connect(m_format, &QToolButton::clicked, m_formatAction, &QAction::trigger);
    connect(m_anyway, &QToolButton::clicked, m_editor, &PayloadEditor::editAnyway);
    hide();
}

LargeTextBar::~LargeTextBar() = default;

void LargeTextBar::refresh(bool shown)
{
    setVisible(shown && m_editor->isCollapsed());
    if (isHidden()) {
        m_described.clear();
        return;
    }
    m_format->setVisible(m_formatAction->isEnabled());
    if (const QString text = m_editor->text(); m_described != text) {
        m_described = text;
        const auto lines = int(text.count(u'\n')) + 1;
        m_anyway->setVisible(m_editor->canEditAnyway());
        setInlineMessage(m_text, MessageKind::Neutral,
                         tr("%1 in %n line(s): only the beginning is shown. It is sent as it was put in.",
                            nullptr, lines)
                             .arg(sizeText(text.toUtf8().size())));
    }
}

} // namespace Tailwater

#include "moc_largetextbar.cpp"
