// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDateTimeEdit;
class QLabel;
class QSpinBox;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Chooses how long a new stream lives, and says in words what that means.
class LifetimeField : public QWidget
{
    Q_OBJECT

public:
    //! Whether there is a source whose lifetime can be taken over.
    enum class Source { None, Fork };

    explicit LifetimeField(Source source, QWidget *parent = nullptr);
    ~LifetimeField() override;

    //! \brief What is known of the source of a fork: a sliding time, a fixed end, or neither.
    void setSource(const std::optional<std::chrono::seconds> &ttl,
                   const std::optional<QDateTime> &expiresAt);
    //! \brief Sets what was chosen in \a options.
    void apply(DurableStreams::CreateOptions &options) const;

Q_SIGNALS:
    void changed();

private:
    enum class Lifetime { Default, Sliding, Fixed };

    Lifetime lifetime() const;
    QString rule() const;
    void refresh();

    Source m_source;
    QComboBox *m_lifetime;
    QSpinBox *m_ttl;
    QDateTimeEdit *m_expires;
    QLabel *m_rule;
    std::optional<std::chrono::seconds> m_sourceTtl;
    std::optional<QDateTime> m_sourceExpires;
};

} // namespace Tailwater
