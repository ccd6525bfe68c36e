// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturereader.h"

#include "models/capture/pagebuilder.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cstring>

namespace Tailwater {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

// Nothing that calls itself a header is longer.
constexpr qint64 longestHeader = 64 * 1024;
constexpr qint64 pieceSize = 4 * 1024 * 1024;
// A marker is shorter than this: of a longer line only as much is kept to see what it is.
constexpr qsizetype longestMarker = 4096;

} // namespace

QString CaptureReader::changedText() const
{
    return Text::tr("%1 has changed since it was opened.").arg(QDir::toNativeSeparators(m_file.fileName()));
}

std::expected<void, QString> CaptureReader::identify(const std::optional<CaptureIdentity> &shown)
{
    const auto now = CaptureIdentity::of(m_file);
    if (!now) {
        return std::unexpected(Text::tr("%1 cannot be read to its end.")
                                   .arg(QDir::toNativeSeparators(m_file.fileName())));
    }
    m_identity = shown.value_or(*now);
    m_size = m_identity.size;
    if (!isAsOpened()) {
        return std::unexpected(changedText() + u' '
                               + Text::tr("“Reload” in its tab shows what it holds now."));
    }
    return {};
}

// More behind it is nothing new, where one of us writes it.
bool CaptureReader::isAsOpened()
{
    if (m_changed || m_identity.isUntouched(m_file)) {
        return !m_changed;
    }
    const auto match = m_identity.compare(m_file);
    m_changed = match == CaptureIdentity::Match::Other
        || (match == CaptureIdentity::Match::Grown && FileClaim::writerOf(m_file.fileName()).isEmpty());
    return !m_changed;
}

std::expected<void, QString> CaptureReader::open(const QString &path, const std::optional<CaptureIdentity> &shown)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return std::unexpected(
            Text::tr("%1 cannot be read: %2.").arg(QDir::toNativeSeparators(path), m_file.errorString()));
    }
    if (const auto known = identify(shown); !known) {
        return known;
    }
    m_file.seek(0);
    const QByteArray head = m_file.read(longestHeader);
    const qsizetype end = head.indexOf('\n');
    if (head.isEmpty()) {
        return std::unexpected(Text::tr("%1 is empty.").arg(QDir::toNativeSeparators(path)));
    }
    // What an editor may have put before it is no part of the header.
    const QByteArrayView line = QByteArrayView(head).first(std::max<qsizetype>(end, 0));
    const auto header = CaptureHeader::fromLine(line.startsWith("\xEF\xBB\xBF") ? line.sliced(3) : line);
    if (!header) {
        return std::unexpected(QDir::toNativeSeparators(path) + u": " + header.error());
    }
    m_header = *header;
    m_headerHash = CaptureIndex::headerHash(QByteArrayView(head).first(end + 1));
    m_index = m_size == m_file.size() ? CaptureIndex::load(m_file, m_headerHash) : CaptureIndex();
    m_scanned = m_size;
    if (m_index.blockCount() == 0) {
        m_index = CaptureIndex(end + 1, m_header.firstNumber);
        m_scanned = end + 1;
    }
    m_reading = std::make_unique<FileReading>(path);
    return {};
}

bool CaptureReader::scan(QByteArrayView piece)
{
    while (!piece.isEmpty()) {
        const void *found = memchr(piece.data(), '\n', size_t(piece.size()));
        const qsizetype size = found ? static_cast<const char *>(found) - piece.data() + 1 : piece.size();
        if (!found || m_lineSize > 0) {
            m_lineHead += piece.first(std::min(size, std::max<qsizetype>(0, longestMarker - m_lineHead.size())));
        }
        m_lineSize += size;
        if (found) {
            const QByteArrayView line = m_lineHead.isEmpty() ? piece.first(size) : QByteArrayView(m_lineHead);
            m_index.addLine(m_lineSize, m_lineSize < longestMarker && isCaptureMarker(line));
            m_lineHead.resize(0);
            m_lineSize = 0;
        }
        piece = piece.sliced(size);
    }
    return true;
}

bool CaptureReader::indexFurther(qint64 bytes)
{
    const qint64 end = std::min(m_size, m_scanned + bytes);
    QByteArray piece;
    while (m_scanned < end) {
        piece.resize(std::min(pieceSize, end - m_scanned));
        if (!m_file.seek(m_scanned)) {
            return false;
        }
        const qint64 got = m_file.read(piece.data(), piece.size());
        if (got <= 0 || !isAsOpened()) {
            return false; // it has become shorter, or another
        }
        scan(QByteArrayView(piece).first(got));
        m_scanned += got;
    }
    // Another file may lie there by now; this index is not its.
    if (isIndexed() && m_index.blockCount() > 0 && m_file.size() == m_size
        && m_identity.compare(m_file.fileName()) == CaptureIdentity::Match::Same) {
        m_index.save(m_file, m_headerHash);
    }
    return true;
}

bool CaptureReader::indexAll(const std::function<bool()> &stop)
{
    while (!isIndexed()) {
        if ((stop && stop()) || !indexFurther(pieceSize * 4)) {
            return false;
        }
    }
    return true;
}

QByteArrayList CaptureReader::lines(qsizetype block)
{
    if (block < 0 || block >= m_index.blockCount() || !m_file.seek(m_index.block(block).offset)) {
        return {};
    }
    const QByteArray bytes = m_file.read(m_index.blockEnd(block) - m_index.block(block).offset);
    // After the reading: what was read before it changed is as it was.
    if (!isAsOpened()) {
        return {};
    }
    QByteArrayList lines = bytes.split('\n');
    lines.removeLast(); // what follows the last line feed
    lines.resize(std::min(lines.size(), qsizetype(m_index.blockEndRow(block) - m_index.block(block).firstRow)));
    return lines;
}

qint64 CaptureReader::beginOfLastLine()
{
    const QByteArrayList last = lines(m_index.blockCount() - 1);
    return last.isEmpty() ? m_index.end() : m_index.end() - last.last().size() - 1;
}

std::vector<CaptureRow> CaptureReader::rows(qsizetype block)
{
    std::vector<CaptureRow> rows;
    for (const QByteArray &line : lines(block)) {
        rows.push_back(captureRowOf(line));
    }
    return rows;
}

std::vector<std::shared_ptr<const MessagePage>> CaptureReader::pages(qsizetype block)
{
    PageBuilder builder(m_index.block(block).firstRow, m_index.block(block).firstNumber);
    for (const QByteArray &line : lines(block)) {
        builder.add(captureRowOf(line));
    }
    return builder.take();
}

} // namespace Tailwater
