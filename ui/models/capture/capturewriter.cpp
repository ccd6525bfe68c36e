// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturewriter.h"

#include "models/capture/capturereader.h"
#include "models/capture/writefault.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace Tailwater {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

constexpr qsizetype bufferSize = 256 * 1024;

} // namespace

bool syncToDisk(QFile &file)
{
#ifdef Q_OS_WIN
    return ::_commit(file.handle()) == 0;
#else
    return ::fsync(file.handle()) == 0;
#endif
}

CaptureWriter::~CaptureWriter()
{
    if (m_file.isOpen()) {
        close();
    }
}

std::expected<void, QString> CaptureWriter::open(const QString &path, const CaptureHeader &header)
{
    auto claim = FileClaim::take(path, Text::tr("the capture of %1").arg(header.url.toDisplayString()));
    if (!claim) {
        return std::unexpected(claim.error());
    }
    m_claim = std::move(*claim);
    m_file.setFileName(path);
    QFile::remove(CaptureIndex::pathFor(path)); // of the file that was here
    // Unbuffered: the buffer is ours, so that only whole lines are written.
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Truncate | QIODevice::Unbuffered)) {
        m_claim.reset();
        return std::unexpected(Text::tr("%1 cannot be written. %2")
                                   .arg(QDir::toNativeSeparators(path), writeFault(m_file.errorString())));
    }
    const QByteArray line = header.toLine();
    m_headerHash = CaptureIndex::headerHash(line);
    m_index = CaptureIndex(line.size(), header.firstNumber);
    m_buffer = line;
    if (!flush()) {
        m_file.close();
        m_claim.reset();
        return std::unexpected(m_error);
    }
    return {};
}

std::expected<void, QString> CaptureWriter::goOn(const QString &path, const CaptureEnd &end)
{
    auto claim = FileClaim::take(path, Text::tr("the capture of %1").arg(end.header.url.toDisplayString()));
    if (!claim) {
        return std::unexpected(claim.error());
    }
    const QString name = QDir::toNativeSeparators(path);
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered)) {
        return std::unexpected(Text::tr("%1 cannot be written. %2").arg(name, writeFault(m_file.errorString())));
    }
    const auto again = captureEndOf(path);
    if (!again || *again != end) {
        m_file.close();
        return std::unexpected(again ? Text::tr("%1 is not as it was: something else has written to it. Capture into "
                                                "another file.")
                                           .arg(name)
                                     : again.error());
    }
    if (!m_file.resize(end.size) || !m_file.seek(end.size) || !takeIndex(path, end)) {
        const QString why = writeFault(m_file.errorString());
        m_file.close();
        return std::unexpected(Text::tr("%1 cannot be written. %2").arg(name, why));
    }
    m_claim = std::move(*claim);
    m_flushedBytes = end.size;
    return {};
}

// Of what is in the file already; its header stays.
bool CaptureWriter::takeIndex(const QString &path, const CaptureEnd &end)
{
    QFile::remove(CaptureIndex::pathFor(path)); // it does not know what comes
    CaptureReader reader;
    if (!reader.open(path) || !reader.indexAll() || reader.index().end() != end.size) {
        return false;
    }
    m_index = reader.index();
    m_headerHash = reader.headerHash();
    m_flushedRows = m_index.rows();
    m_flushedData = m_index.dataRows();
    return true;
}

bool CaptureWriter::setHeader(const CaptureHeader &header)
{
    const QByteArray line = header.toLine();
    if (!m_error.isEmpty() || rows() > 0 || !m_buffer.isEmpty() || m_file.isSequential()) {
        return false;
    }
    if (!m_file.seek(0) || !writeWhole(m_file, line) || !m_file.resize(line.size())) {
        return fail();
    }
    m_headerHash = CaptureIndex::headerHash(line);
    m_index = CaptureIndex(line.size(), header.firstNumber);
    m_flushedBytes = line.size();
    m_synced = false;
    return true;
}

bool CaptureWriter::setUnfinished(const Message &row)
{
    if (!flush()) {
        return false;
    }
    if (m_file.isSequential()) {
        return true; // nothing is taken back there
    }
    QByteArray line;
    appendCaptureLine(&line, row);
    // What it has in common with the one before stands there: a row that grows is never half gone.
    const qsizetype same = std::ranges::mismatch(line, m_unfinished).in1 - line.begin();
    if (!m_file.seek(m_flushedBytes + same) || !writeWhole(m_file, QByteArrayView(line).sliced(same))
        || (line.size() < m_unfinished.size() && !m_file.resize(m_flushedBytes + line.size()))) {
        return fail();
    }
    m_unfinished = line;
    m_synced = false;
    return true;
}

bool CaptureWriter::add(const Message &message)
{
    if (!m_error.isEmpty()) {
        return false;
    }
    const qsizetype before = m_buffer.size();
    appendCaptureLine(&m_buffer, message);
    if (m_buffer.size() == before) {
        return true; // a marker of no kind that is known
    }
    ++m_bufferedRows;
    m_bufferedData += message.kind == RowKind::Marker ? 0 : 1;
    m_index.addLine(m_buffer.size() - before, message.kind == RowKind::Marker);
    return m_buffer.size() < bufferSize || flush();
}

bool CaptureWriter::flush()
{
    if (!m_error.isEmpty()) {
        return false;
    }
    if (m_buffer.isEmpty()) {
        return true;
    }
    if ((!m_unfinished.isEmpty() && !m_file.seek(m_flushedBytes)) || !writeWhole(m_file, m_buffer)
        || (m_buffer.size() < m_unfinished.size() && !m_file.resize(m_flushedBytes + m_buffer.size()))) {
        return fail();
    }
    m_unfinished.clear();
    m_synced = false;
    m_flushedBytes += m_buffer.size();
    m_flushedRows += std::exchange(m_bufferedRows, 0);
    m_flushedData += std::exchange(m_bufferedData, 0);
    // The memory of one huge row is given back.
    if (m_buffer.capacity() > 4 * bufferSize) {
        m_buffer = {};
    }
    m_buffer.resize(0);
    return true;
}

// The last line that is whole ends the file; making it shorter needs no room.
bool CaptureWriter::fail()
{
    m_error = Text::tr("%1 cannot be written any more. %2")
                  .arg(QDir::toNativeSeparators(m_file.fileName()), writeFault(m_file.errorString()));
    m_buffer = {};
    m_bufferedRows = 0;
    m_file.resize(m_flushedBytes);
    // What stood there before is put back; it had room.
    if (!m_unfinished.isEmpty() && (!m_file.seek(m_flushedBytes) || !writeWhole(m_file, m_unfinished))) {
        m_unfinished.clear();
        m_file.resize(m_flushedBytes);
    }
    return false;
}

bool CaptureWriter::sync()
{
    if (!flush()) {
        return false;
    }
    if (!std::exchange(m_synced, true) && !syncToDisk(m_file)) {
        return fail();
    }
    return true;
}

bool CaptureWriter::close()
{
    const bool sound = sync();
    if (!m_unfinished.isEmpty()) {
        m_index.addLine(m_unfinished.size(), false);
        ++m_flushedRows;
        ++m_flushedData;
        m_flushedBytes += std::exchange(m_unfinished, {}).size();
    }
    m_file.close();
    if (sound) {
        m_index.save(m_file, m_headerHash);
    }
    m_claim.reset();
    return sound;
}

} // namespace Tailwater
