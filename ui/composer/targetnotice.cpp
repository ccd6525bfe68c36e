// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "targetnotice.h"

#include "theme/inlinemessage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

TargetNotice::TargetNotice(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_other(new QToolButton(this))
{
    m_text->setObjectName("composerNotice"_L1);
    m_text->setWordWrap(true);
    m_other->setObjectName("composerOther"_L1);
    m_other->setText(tr("Compose to the Tab"));
    m_other->setToolTip(tr("Writes to the stream of the tab shown; the draft of this one is kept"));
    m_other->setAutoRaise(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    row->addWidget(m_other);
    connect(m_other, &QToolButton::clicked, this, &TargetNotice::otherRequested);
    hide();
}

TargetNotice::~TargetNotice() = default;

void TargetNotice::setOther(const QString &own, const QString &other, const QString &environment)
{
    setInlineMessage(m_text, MessageKind::Warning,
                     environment.isEmpty()
                         ? tr("This goes to “%1”; the tab shown is “%2”.").arg(own, other)
                         : tr("This goes to “%1” (%3); the tab shown is “%2”.")
                               .arg(own, other, environment));
    m_other->show();
    show();
}

void TargetNotice::setFile(const QString &own, const QString &title)
{
    setInlineMessage(m_text, MessageKind::Warning,
                     tr("This goes to “%1”. The tab shown is the file “%2”, which cannot be written to.")
                         .arg(own, title));
    m_other->hide();
    show();
}

void TargetNotice::clear()
{
    hide();
}

} // namespace Tailwater

#include "moc_targetnotice.cpp"
