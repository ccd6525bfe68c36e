// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "lifetimefield.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

LifetimeField::LifetimeField(Source source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_lifetime(new QComboBox(this))
    , m_ttl(new QSpinBox(this))
    , m_expires(new QDateTimeEdit(QDateTime::currentDateTime().addDays(1), this))
    , m_rule(new QLabel(this))
{
    m_lifetime->setObjectName("lifetime"_L1);
    m_lifetime->setAccessibleName(tr("Lifetime"));
    m_lifetime->addItem(source == Source::Fork ? tr("As the source") : tr("Kept until deleted"),
                        int(Lifetime::Default));
    m_lifetime->addItem(tr("Time to live"), int(Lifetime::Sliding));
    m_lifetime->addItem(tr("Fixed end"), int(Lifetime::Fixed));
    m_ttl->setObjectName("lifetimeTtl"_L1);
    m_ttl->setRange(1, 366 * 24 * 3600);
    m_ttl->setValue(3600);
    m_ttl->setSuffix(tr(" s"));
    m_ttl->setGroupSeparatorShown(true);
    m_ttl->setAccessibleName(tr("Time to live in seconds"));
    m_expires->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_expires->setCalendarPopup(true);
    m_expires->setAccessibleName(tr("End"));
    m_rule->setWordWrap(true);
    m_rule->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->addWidget(m_lifetime, 1);
    row->addWidget(m_ttl);
    row->addWidget(m_expires);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_rule);
    setFocusPolicy(m_lifetime->focusPolicy()); // else the letter of its label leads nowhere
    setFocusProxy(m_lifetime);
    connect(m_ttl, &QSpinBox::valueChanged, this, &LifetimeField::changed);
    connect(m_expires, &QDateTimeEdit::dateTimeChanged, this, &LifetimeField::changed);
    connect(m_lifetime, &QComboBox::currentIndexChanged, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    refresh();
}

LifetimeField::~LifetimeField() = default;

void LifetimeField::setSource(const std::optional<std::chrono::seconds> &ttl,
                              const std::optional<QDateTime> &expiresAt)
{
    m_sourceTtl = ttl;
    m_sourceExpires = expiresAt;
    refresh();
}

LifetimeField::Lifetime LifetimeField::lifetime() const
{
    return static_cast<Lifetime>(m_lifetime->currentData().toInt());
}

QString LifetimeField::rule() const
{
    switch (lifetime()) {
    case Lifetime::Sliding:
        return tr("The stream goes when nobody has read or written it for this long. Watching it "
                  "here keeps it alive.");
    case Lifetime::Fixed:
        return tr("The stream goes at this time, whatever happens.");
    case Lifetime::Default:
        break;
    }
    if (m_source == Source::None) {
        return {};
    }
    if (m_sourceTtl) {
        return tr("The source lives for %n second(s) after it was last read or written. The fork gets "
                  "the same time, renewed by its own readers and writers.",
                  nullptr, int(m_sourceTtl->count()));
    }
    if (m_sourceExpires) {
        return tr("The source ends at %1, and so does the fork.")
            .arg(QLocale().toString(*m_sourceExpires, QLocale::ShortFormat));
    }
    return tr("A fork takes over the lifetime of its source; one without a lifetime is kept until it "
              "is deleted.");
}

void LifetimeField::refresh()
{
    m_ttl->setVisible(lifetime() == Lifetime::Sliding);
    m_expires->setVisible(lifetime() == Lifetime::Fixed);
    const QString text = rule();
    m_rule->setText(text);
    m_rule->setVisible(!text.isEmpty());
}

void LifetimeField::apply(DurableStreams::CreateOptions &options) const
{
    if (lifetime() == Lifetime::Sliding) {
        options.ttl = std::chrono::seconds(m_ttl->value());
    } else if (lifetime() == Lifetime::Fixed) {
        options.expiresAt = m_expires->dateTime();
    }
}

} // namespace Tailwater

#include "moc_lifetimefield.cpp"
