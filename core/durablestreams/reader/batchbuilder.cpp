// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "batchbuilder_p.h"

namespace DurableStreams {

BatchBuilder::BatchBuilder(DeliveryProgress *progress, Delivery delivery, MalformedPolicy malformed)
    : m_progress(progress)
    , m_delivery(delivery)
    , m_policy(malformed)
{
}

void BatchBuilder::begin(Batch::Kind kind, Packing packing)
{
    m_kind = kind;
    m_packing = packing;
    m_splitter = JsonSplitter();
    m_base64.restart();
    m_buffer.clear();
    m_slices.clear();
    m_ready.clear();
    m_raw = false;
    m_gotUnits = false;
}

char *BatchBuilder::prepare(qsizetype size)
{
    m_committed = m_buffer.size();
    m_buffer.resizeForOverwrite(m_committed + size);
    return m_buffer.data() + m_committed;
}

BatchBuilder::Status BatchBuilder::commit(qsizetype size)
{
    m_buffer.truncate(m_committed + size);
    return feedNew(m_committed);
}

BatchBuilder::Status BatchBuilder::feed(QByteArrayView bytes)
{
    if (m_packing == Packing::Base64Events && !m_raw) {
        return feedBase64(bytes);
    }
    const qsizetype old = m_buffer.size();
    m_buffer.append(bytes);
    return feedNew(old);
}

BatchBuilder::Status BatchBuilder::feedBase64(QByteArrayView bytes)
{
    const qsizetype old = m_buffer.size();
    const bool isSound = m_base64.feed(bytes, m_buffer);
    feedBytes(old);
    if (isSound) {
        return Status::Ok;
    }
    const Status status = malformed(QString::fromUtf8(m_base64.errorText()));
    if (status == Status::Ok) {
        m_buffer.append(bytes);
    }
    return status;
}

BatchBuilder::Status BatchBuilder::feedNew(qsizetype from)
{
    if (m_raw) {
        flushRawPieces();
        return Status::Ok;
    }
    if (m_kind == Batch::Kind::Json) {
        return feedJson(from);
    }
    feedBytes(from);
    const bool holdsText = m_kind == Batch::Kind::Text && m_packing != Packing::Body;
    return holdsText && m_buffer.size() > MaxHeld ? Status::TooMuchHeld : Status::Ok;
}

BatchBuilder::Status BatchBuilder::feedJson(qsizetype from)
{
    QList<Batch::Slice> found;
    const auto status = m_splitter.feed(QByteArrayView(m_buffer).sliced(from), found);
    const QByteArrayView buffer(m_buffer);
    m_gotUnits = m_gotUnits || !found.isEmpty();
    if (m_slices.isEmpty() && !m_progress->isReplaying()) {
        for (const Batch::Slice &slice : std::as_const(found)) {
            m_progress->addMessage(buffer.sliced(slice.begin, slice.size));
        }
        m_slices = std::move(found);
    } else {
        for (const Batch::Slice &slice : std::as_const(found)) {
            if (m_progress->addMessage(buffer.sliced(slice.begin, slice.size))) {
                m_slices.append(slice);
            }
        }
    }
    return status == JsonSplitter::Status::Ok
        ? Status::Ok
        : malformed(QString::fromUtf8(m_splitter.fault().reason));
}

void BatchBuilder::feedBytes(qsizetype from)
{
    m_gotUnits = m_gotUnits || m_buffer.size() > from;
    const qsizetype old = m_progress->addBytes(QByteArrayView(m_buffer).sliced(from));
    m_buffer.remove(from, old);
}

BatchBuilder::Status BatchBuilder::malformed(const QString &text)
{
    m_fault = text;
    m_gotUnits = true;
    if (m_policy == MalformedPolicy::Fail) {
        return Status::Malformed;
    }
    // What came before the fault is good; the rest of this part is handed out as it is.
    const qsizetype good
        = m_kind == Batch::Kind::Json ? m_splitter.faultBegin() : m_buffer.size();
    QByteArray rest = m_buffer.sliced(good);
    m_buffer.truncate(good);
    flush();
    m_buffer = std::move(rest);
    m_raw = true;
    flushRawPieces();
    return Status::Ok;
}

BatchBuilder::Status BatchBuilder::endPart()
{
    Status status = Status::Ok;
    if (!m_raw && m_packing == Packing::Base64Events && !m_base64.finish()) {
        status = malformed(QString::fromUtf8(m_base64.errorText()));
    }
    if (!m_raw && m_kind == Batch::Kind::Json
        && m_splitter.finish() != JsonSplitter::Status::Ok) {
        status = malformed(QString::fromUtf8(m_splitter.fault().reason));
    }
    if (m_raw && status == Status::Ok) {
        flushRaw(std::exchange(m_buffer, {}));
        m_splitter = JsonSplitter();
    }
    m_base64.restart();
    m_splitter.restart();
    m_raw = false;
    return status;
}

// Text that came by events has other bytes than the same text by GET; a break in the middle of it
// could not be mended, so it waits for its confirmation.
bool BatchBuilder::isHeld() const
{
    return m_delivery == Delivery::WhenConfirmed
        || (m_kind == Batch::Kind::Text && m_packing != Packing::Body);
}

Batch BatchBuilder::newBatch(QByteArray bytes) const
{
    Batch batch;
    batch.kind = m_kind;
    batch.bytes = std::move(bytes);
    batch.startOffset = m_progress->confirmed();
    return batch;
}

void BatchBuilder::flush()
{
    const bool isJson = m_kind == Batch::Kind::Json;
    QByteArray rest;
    if (isJson) {
        const qsizetype cut = qMin(m_splitter.pendingBegin(), m_buffer.size());
        rest = m_buffer.sliced(cut);
        m_buffer.truncate(m_slices.isEmpty() ? 0 : cut);
        m_splitter.moveOrigin(cut);
    }
    if (m_buffer.isEmpty()) {
        m_buffer = std::move(rest);
        return;
    }
    Batch batch = newBatch(std::exchange(m_buffer, std::move(rest)));
    batch.slices = std::exchange(m_slices, {});
    const auto count = quint64(isJson ? batch.slices.size() : batch.bytes.size());
    batch.firstIndex = m_progress->delivered() - count;
    if (m_packing == Packing::Events) {
        batch.normalised = !isJson
            || (batch.bytes.contains('\n')
                && std::ranges::any_of(batch.slices, [view = QByteArrayView(batch.bytes)](auto slice) {
                       return view.sliced(slice.begin, slice.size).contains('\n');
                   }));
    }
    m_ready.push_back(std::move(batch));
}

// Pieces of one size, so that they are the same again after a break.
void BatchBuilder::flushRawPieces()
{
    while (m_buffer.size() > MaxRawPiece) {
        flushRaw(m_buffer.first(MaxRawPiece));
        m_buffer.remove(0, MaxRawPiece);
    }
}

// A piece of the broken part of an array counts as a message, so that it comes once like all others.
void BatchBuilder::flushRaw(QByteArray raw)
{
    const bool isJson = m_kind == Batch::Kind::Json;
    if (isJson && !m_progress->addMessage(raw)) {
        return;
    }
    if (!isJson) {
        raw.remove(0, m_progress->addBytes(raw));
    }
    Batch batch = newBatch(std::move(raw));
    batch.malformed = true;
    batch.firstIndex = m_progress->delivered() - quint64(isJson ? 1 : batch.bytes.size());
    m_ready.push_back(std::move(batch));
}

void BatchBuilder::confirm(const std::optional<Position> &position)
{
    flush();
    if (m_kind == Batch::Kind::Json) {
        // Between two arrays nothing is pending; the white space around them is of no use.
        m_splitter.moveOrigin(m_splitter.position());
    }
    m_buffer.clear();
    if (!position) {
        return;
    }
    if (m_ready.empty()) {
        Batch batch = newBatch({});
        batch.firstIndex = m_progress->delivered();
        m_ready.push_back(std::move(batch));
    }
    m_ready.back().position = position;
}

std::vector<Batch> BatchBuilder::take()
{
    if (!isHeld() && !m_raw) {
        flush();
    }
    const bool hasConfirmation
        = std::ranges::any_of(m_ready, [](const Batch &batch) { return batch.position.has_value(); });
    if (m_delivery == Delivery::WhenConfirmed && !hasConfirmation) {
        return {};
    }
    if (!isHeld()) {
        m_progress->handOut();
    }
    return std::exchange(m_ready, {});
}

} // namespace DurableStreams

#include "moc_batch.cpp"
