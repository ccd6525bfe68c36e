// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "reader/deliveryprogress_p.h"
#include "wire/base64decoder_p.h"
#include "wire/jsonsplitter_p.h"

#include <durablestreams/batch.h>
#include <durablestreams/enums.h>

#include <vector>

namespace DurableStreams {

//! \brief Makes batches of what arrives of a body or of data events, cut anywhere.
//!
//! Pure: bytes in, batches out; it does not know where they come from.
class BatchBuilder
{
public:
    //! \brief How the bytes are packed.
    enum class Packing : quint8 {
        Body, //!< of a response: as they are
        Events, //!< of an event stream: text as it is
        Base64Events, //!< of an event stream: base64
    };
    enum class Status : quint8 {
        Ok,
        Malformed, //!< see faultText()
        TooMuchHeld, //!< text of an event stream without a confirmation: read it in another way
    };

    BatchBuilder(DeliveryProgress *progress, Delivery delivery, MalformedPolicy malformed);

    //! \brief A new response or connection; what is not delivered of the last one is dropped.
    void begin(Batch::Kind kind, Packing packing);
    //! \brief Room for \a size bytes of a body, to be filled and told to commit().
    char *prepare(qsizetype size);
    Status commit(qsizetype size);
    //! \brief A piece of a data event, or of a body.
    Status feed(QByteArrayView bytes);
    //! \brief A data event, or the body, is complete.
    Status endPart();
    //! \brief The part is followed by a confirmation; without a position it is one of the past.
    void confirm(const std::optional<Position> &position);

    //! \brief What may be delivered now, in order.
    std::vector<Batch> take();
    //! \brief Nothing came since begin(): no byte, no message.
    bool isEmpty() const { return !m_gotUnits; }
    QString faultText() const { return m_fault; }

    //! \brief How much text of an event stream is held until its control event.
    static constexpr qsizetype MaxHeld = 8 * 1024 * 1024;
    //! \brief A broken part that is longer comes in pieces of this size.
    static constexpr qsizetype MaxRawPiece = 1024 * 1024;

private:
    Status feedNew(qsizetype from);
    Status feedJson(qsizetype from);
    Status feedBase64(QByteArrayView bytes);
    void feedBytes(qsizetype from);
    Status malformed(const QString &text);
    void flush();
    void flushRawPieces();
    void flushRaw(QByteArray raw);
    bool isHeld() const;
    Batch newBatch(QByteArray bytes) const;

    DeliveryProgress *m_progress;
    Delivery m_delivery;
    MalformedPolicy m_policy;
    Batch::Kind m_kind = Batch::Kind::Bytes;
    Packing m_packing = Packing::Body;
    JsonSplitter m_splitter;
    Base64Decoder m_base64;
    QByteArray m_buffer;
    QList<Batch::Slice> m_slices;
    std::vector<Batch> m_ready;
    QString m_fault;
    //! The part is broken and collected as it is.
    bool m_raw = false;
    bool m_gotUnits = false;
    qsizetype m_committed = 0;
};

} // namespace DurableStreams
