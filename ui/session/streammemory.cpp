// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "session/streammemory.h"

#include "settings/settings.h"
#include "tail/tailpage.h"

#include <QDataStream>
#include <QTimer>

using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr quint32 recordMagic = 0x54575332; // "TWS2"

} // namespace

StreamMemory::StreamMemory(Settings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(5s);
    connect(m_timer, &QTimer::timeout, this, &StreamMemory::save);
}

StreamMemory::~StreamMemory()
{
    save();
}

void StreamMemory::watch(TailPage *page)
{
    const QUrl stream = page->session()->url();
    if (const Record record = recordOf(stream); !record.view.isEmpty()) {
        page->restoreState(record.view);
    }
    connect(page, &TailPage::viewStateChanged, this, [this, page, stream] {
        Record record = recordOf(stream);
        record.view = page->saveState();
        change(stream, record);
    });
    connect(page->session(), &TailSession::statusChanged, this,
            [this, page, stream](const TailStatus &status) {
                if (status.nextOffset.isNull() || status.nextOffset.isSentinel()) {
                    return;
                }
                Record record = recordOf(stream);
                const TailStart &begun = page->session()->startPoint();
                record.offset = status.nextOffset.token();
                record.cursor = status.cursor;
                record.framing = begun.framing;
                record.nextNumber = status.nextNumber;
                change(stream, record);
            });
}

std::optional<TailStart> StreamMemory::leftOff(const QUrl &stream) const
{
    const Record record = recordOf(stream);
    if (record.offset.isEmpty()) {
        return std::nullopt;
    }
    return TailStart { .offset = DurableStreams::Offset(record.offset),
                       .cursor = record.cursor,
                       .framing = record.framing,
                       .firstNumber = record.nextNumber,
                       .leftOff = true };
}

StreamMemory::Record StreamMemory::recordOf(const QUrl &stream) const
{
    if (const auto changed = m_changed.constFind(stream); changed != m_changed.cend()) {
        return *changed;
    }
    const QByteArray state = m_settings->streamState(stream);
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_8);
    quint32 magic = 0;
    Record record;
    qint32 framing = 0;
    in >> magic >> record.view >> record.offset >> record.cursor >> framing >> record.nextNumber;
    if (in.status() != QDataStream::Ok || magic != recordMagic || framing < 0
        || framing > int(Framing::Chunks)) {
        return {};
    }
    record.framing = static_cast<Framing>(framing);
    return record;
}

void StreamMemory::change(const QUrl &stream, const Record &record)
{
    if (recordOf(stream) == record) {
        return;
    }
    m_changed.insert(stream, record);
    if (!m_timer->isActive()) {
        m_timer->start();
    }
}

void StreamMemory::save()
{
    m_timer->stop();
    for (const auto &[stream, record] : std::as_const(m_changed).asKeyValueRange()) {
        QByteArray state;
        QDataStream out(&state, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_8);
        out << recordMagic << record.view << record.offset << record.cursor
            << qint32(record.framing) << record.nextNumber;
        m_settings->setStreamState(stream, state);
    }
    m_changed.clear();
}

} // namespace Tailwater

#include "moc_streammemory.cpp"
