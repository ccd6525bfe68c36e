// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailsession.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <optional>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class Settings;
class TailPage;

//! \brief How each stream is looked at, and up to where it was read, from one start to the next.
//!
//! Kept as it changes, at most every few seconds, so that a crash costs no more than those. Which
//! streams are open is kept by the SessionKeeper.
class StreamMemory : public QObject
{
    Q_OBJECT

public:
    //! \brief \a settings must outlive it.
    explicit StreamMemory(Settings *settings, QObject *parent = nullptr);
    ~StreamMemory() override;

    //! \brief Makes \a page look as its stream did last, and keeps what changes from now on.
    void watch(TailPage *page);
    //! \brief Where the reading of \a stream was left off; nothing for one that was never read.
    std::optional<TailStart> leftOff(const QUrl &stream) const;
    //! \brief Writes what changed to the settings now.
    void save();

private:
    struct Record
    {
        QByteArray view;
        QByteArray offset;
        QByteArray cursor;
        Framing framing = Framing::ByContentType;
        quint64 nextNumber = 1;

        bool operator==(const Record &) const = default;
    };
    Record recordOf(const QUrl &stream) const;
    void change(const QUrl &stream, const Record &record);

    Settings *m_settings;
    QHash<QUrl, Record> m_changed;
    QTimer *m_timer;
};

} // namespace Tailwater
