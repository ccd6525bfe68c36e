// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagepage.h"

#include <QMutex>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace Tailwater {

namespace {

// Memory fresh from the system interrupts the program every 4 KiB, which costs more than the copying:
// so blocks from this size on are kept for what comes, and the largest are asked for in one piece.
constexpr qsizetype worthKeeping = 256 * 1024;

MessagePage::Block allocate(qsizetype size)
{
    const bool large = size == MessagePage::maxCapacity;
    const auto alignment = std::align_val_t(large ? size_t(size) : alignof(std::max_align_t));
    auto *block = static_cast<char *>(::operator new[](size_t(size), alignment));
#ifdef Q_OS_LINUX
    if (large) {
        madvise(block, size_t(size), MADV_HUGEPAGE); // a wish, no more
    }
#endif
    return MessagePage::Block(block, { alignment });
}

// Blocks of pages that have left, for those that come. Never destroyed: the last page may go after
// everything else.
class FreeBlocks
{
public:
    static FreeBlocks &instance()
    {
        static auto *blocks = new FreeBlocks;
        return *blocks;
    }
    MessagePage::Block take(qsizetype size)
    {
        {
            const QMutexLocker lock(&m_mutex);
            const auto found = std::ranges::find(m_blocks, size, &Entry::size);
            if (found != m_blocks.end()) {
                MessagePage::Block block = std::move(found->block);
                m_blocks.erase(found);
                return block;
            }
        }
        return allocate(size);
    }
    void give(MessagePage::Block block, qsizetype size)
    {
        const QMutexLocker lock(&m_mutex);
        if (m_blocks.size() == most) {
            m_blocks.erase(m_blocks.begin()); // of a size that nobody asked for since
        }
        m_blocks.push_back({ size, std::move(block) });
    }

private:
    struct Entry
    {
        qsizetype size;
        MessagePage::Block block;
    };
    static constexpr size_t most = 8;
    QMutex m_mutex;
    std::vector<Entry> m_blocks;
};

char *putNumber(char *out, quint64 value)
{
    while (value >= 0x80) {
        *out++ = char(value | 0x80);
        value >>= 7;
    }
    *out++ = char(value);
    return out;
}

quint64 takeNumber(const char *&in)
{
    quint64 value = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = quint8(*in++);
        value |= quint64(byte & 0x7f) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
}

quint64 zigzag(qint64 value)
{
    return (quint64(value) << 1) ^ quint64(value >> 63);
}

qint64 unzigzag(quint64 value)
{
    return qint64(value >> 1) ^ -qint64(value & 1);
}

} // namespace

// Where a row ends; bytes of its run's header position, and kind and flags on top.
struct MessagePage::Record
{
    quint32 end;
    quint32 positionAndKind;

    static constexpr quint32 positionMask = 0x00ff'ffff;
    quint32 position() const { return positionAndKind & positionMask; }
    RowKind kind() const { return RowKind((positionAndKind >> 24) & 0x3); }
    RowFlags flags() const { return RowFlags::fromInt(int(positionAndKind >> 26)); }
};

// A run's header, decoded: [row, time past the page's, first index, prefix, suffix length, suffix].
struct MessagePage::Header
{
    qsizetype firstRow;
    qint64 timeDelta;
    quint64 firstIndex;
    qsizetype prefix;
    QByteArrayView suffix;
    quint32 end;
};

MessagePage::MessagePage(quint64 firstId, quint64 firstNumber, qsizetype capacity, const Run &first)
    : m_firstId(firstId)
    , m_firstNumber(firstNumber)
    , m_first(first)
    , m_data(FreeBlocks::instance().take(capacity & ~qsizetype(7)))
    , m_capacity(capacity & ~qsizetype(7))
{
    Q_ASSERT(capacity > 64 && capacity <= qsizetype(Record::positionMask));
    beginRun(first);
}

MessagePage::MessagePage(quint64 firstId, quint64 firstNumber, const Run &run,
                         const QByteArray &shared, qsizetype begin, qsizetype size, RowKind kind,
                         RowFlags flags)
    : MessagePage(firstId, firstNumber, 128, run)
{
    m_shared = shared;
    m_sharedView = QByteArrayView(m_shared).sliced(begin, size);
    append({}, kind, flags);
    m_payload = size;
}

MessagePage::~MessagePage()
{
    if (m_capacity >= worthKeeping) {
        FreeBlocks::instance().give(std::move(m_data), m_capacity);
    }
}

bool MessagePage::beginRun(const Run &run)
{
    const QByteArray &token = run.startOffset.token();
    const QByteArray &base = m_first.startOffset.token();
    const auto length = std::min<qsizetype>({ token.size(), base.size(), 0xffff });
    const qsizetype prefix
        = std::mismatch(token.cbegin(), token.cbegin() + length, base.cbegin()).first - token.cbegin();
    const QByteArrayView suffix = QByteArrayView(token).sliced(prefix);

    std::array<char, 64> fixed;
    char *out = putNumber(fixed.data(), quint64(m_rows));
    out = putNumber(out, zigzag(run.receivedMs - m_first.receivedMs));
    out = putNumber(out, run.firstIndex);
    out = putNumber(out, quint64(prefix));
    out = putNumber(out, quint64(suffix.size()));
    const qsizetype size = out - fixed.data();
    if (m_used + size + suffix.size() + (m_rows + 1) * qsizetype(sizeof(Record)) > m_capacity) {
        return false;
    }
    m_runPosition = quint32(m_used);
    memcpy(m_data.get() + m_used, fixed.data(), size_t(size));
    m_used += size;
    if (!suffix.isEmpty()) {
        memcpy(m_data.get() + m_used, suffix.data(), size_t(suffix.size()));
        m_used += suffix.size();
    }
    return true;
}

bool MessagePage::append(QByteArrayView payload, RowKind kind, RowFlags flags)
{
    const qsizetype records = (m_rows + 1) * qsizetype(sizeof(Record));
    if (m_rows == maxRows || m_used + payload.size() + records > m_capacity) {
        return false;
    }
    if (!payload.isEmpty()) {
        memcpy(m_data.get() + m_used, payload.data(), size_t(payload.size()));
    }
    m_used += payload.size();
    m_payload += payload.size();
    const Record record { quint32(m_used),
                          m_runPosition | quint32(kind) << 24 | quint32(flags.toInt()) << 26 };
    memcpy(m_data.get() + m_capacity - records, &record, sizeof record);
    ++m_rows;
    return true;
}

qint64 MessagePage::footprint() const
{
    return m_used + m_rows * qint64(sizeof(Record)) + m_sharedView.size();
}

const MessagePage::Record &MessagePage::record(qsizetype row) const
{
    const char *end = m_data.get() + m_capacity;
    return *(reinterpret_cast<const Record *>(end) - 1 - row);
}

MessagePage::Header MessagePage::header(quint32 position) const
{
    const char *in = m_data.get() + position;
    Header header;
    header.firstRow = qsizetype(takeNumber(in));
    header.timeDelta = unzigzag(takeNumber(in));
    header.firstIndex = takeNumber(in);
    header.prefix = qsizetype(takeNumber(in));
    const auto suffix = qsizetype(takeNumber(in));
    header.suffix = QByteArrayView(in, suffix);
    header.end = quint32(in + suffix - m_data.get());
    return header;
}

QByteArrayView MessagePage::payload(qsizetype row) const
{
    if (!m_sharedView.isNull()) {
        return m_sharedView;
    }
    const Record &own = record(row);
    quint32 begin = 0;
    if (row > 0 && record(row - 1).position() == own.position()) {
        begin = record(row - 1).end;
    } else {
        begin = header(own.position()).end;
    }
    return QByteArrayView(m_data.get() + begin, qsizetype(own.end - begin));
}

RowKind MessagePage::kind(qsizetype row) const
{
    return record(row).kind();
}

RowFlags MessagePage::flags(qsizetype row) const
{
    return record(row).flags();
}

MessagePage::Run MessagePage::run(qsizetype row) const
{
    const Header own = header(record(row).position());
    const QByteArrayView prefix = QByteArrayView(m_first.startOffset.token()).first(own.prefix);
    return Run { DurableStreams::Offset(prefix.toByteArray() + own.suffix), own.firstIndex,
                 m_first.receivedMs + own.timeDelta };
}

Message MessagePage::message(qsizetype row) const
{
    const Record &own = record(row);
    const Header common = header(own.position());
    Message message;
    message.id = m_firstId + quint64(row);
    message.number = m_firstNumber + quint64(row);
    message.kind = own.kind();
    message.flags = own.flags();
    message.receivedMs = m_first.receivedMs + common.timeDelta;
    const QByteArrayView prefix = QByteArrayView(m_first.startOffset.token()).first(common.prefix);
    message.startOffset = DurableStreams::Offset(prefix.toByteArray() + common.suffix);
    message.bytes = payload(row);
    // Messages are counted, everything else is measured in bytes.
    message.index = common.firstIndex
        + (message.kind == RowKind::Message || !m_sharedView.isNull()
               ? quint64(row - common.firstRow)
               : quint64(message.bytes.data() - (m_data.get() + common.end)));
    return message;
}

} // namespace Tailwater
