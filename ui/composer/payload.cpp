// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "payload.h"

#include "bytetext.h"
#include "messagetemplate.h"
#include "models/visibletext.h"

#include <durablestreams/wire/jsonvalidator_p.h>

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! Files that are filled in are held as often as they are named.
constexpr qsizetype MostFilled = 64 * 1024 * 1024;

QByteArray mediaTypeOf(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower();
}

//! A fault at a byte of the text of the editor.
Payload::Fault faultAt(const QByteArray &utf8, qsizetype byte, const QString &reason)
{
    const qsizetype at = qBound(qsizetype(0), byte, utf8.size());
    const DurableStreams::TextPlace place = DurableStreams::placeInText(utf8, at);
    return {
        .reason = reason,
        .line = place.line,
        .column = place.column,
        .position = QString::fromUtf8(QByteArrayView(utf8).first(at)).size(),
    };
}

//! Builds a payload from the text in UTF-8, filling in variables on the way.
class PayloadMaker
{
public:
    PayloadMaker(const QByteArray &utf8, const PayloadSettings &settings)
        : m_utf8(utf8)
        , m_settings(settings)
        , m_json(isJsonType(settings.contentType))
    { }

    Payload make()
    {
        if (m_settings.mode == ComposeMode::Lines) {
            addLines();
        } else if (m_settings.mode == ComposeMode::Array && m_json) {
            addArray();
        } else {
            addOne(m_utf8, 0, 1);
        }
        return m_payload;
    }

private:
    //! The text of message \a index, or nothing after a fault. \a start is its place in the whole.
    std::optional<QByteArray> fill(const QByteArray &text, qsizetype start, quint64 index)
    {
        m_filled.reset();
        if (!m_settings.variables) {
            return text;
        }
        m_filled.emplace(text);
        if (m_filled->fault()) {
            m_payload.fault = faultAt(m_utf8, start + m_filled->fault()->position,
                                      m_filled->fault()->reason);
            return std::nullopt;
        }
        return m_filled->fill(index);
    }

    bool fail(qsizetype start, qsizetype position, const QString &reason)
    {
        const qsizetype origin = m_filled ? m_filled->originOf(position) : position;
        m_payload.fault = faultAt(m_utf8, start + origin, reason);
        return false;
    }

    bool isValid(const QByteArray &text, qsizetype start)
    {
        const auto fault = DurableStreams::validateJson(text);
        return !fault || fail(start, fault->position, QString::fromUtf8(fault->reason));
    }

    bool addOne(const QByteArray &text, qsizetype start, quint64 index)
    {
        const auto filled = fill(text, start, index);
        if (!filled || (m_json && !isValid(*filled, start))) {
            return false;
        }
        if (m_filled && m_payload.bytes + filled->size() > MostFilled) {
            return fail(start, 0, Payload::tr("with its variables filled in, this is larger than %1")
                            .arg(QLocale().formattedDataSize(MostFilled, 0,
                                                             QLocale::DataSizeIecFormat)));
        }
        QByteArray body = m_json ? filled->trimmed() : *filled;
        if (m_settings.lineEnd && !m_json && !body.endsWith('\n')) {
            body += '\n';
        }
        m_payload.bytes += body.size();
        m_payload.pieces.append({ body, m_json,
                                  QString::fromUtf8(QByteArrayView(m_utf8).first(start)).size() });
        ++m_payload.messages;
        return true;
    }

    void addLines()
    {
        qsizetype start = 0;
        while (start < m_utf8.size()) {
            qsizetype end = m_utf8.indexOf('\n', start);
            end = end < 0 ? m_utf8.size() : end;
            const QByteArray line = m_utf8.sliced(start, end - start);
            if (!line.trimmed().isEmpty() && !addOne(line, start, quint64(m_payload.messages) + 1)) {
                return;
            }
            start = end + 1;
        }
    }

    void addArray()
    {
        const auto filled = fill(m_utf8, 0, 1);
        if (!filled || !isValid(*filled, 0)) {
            return;
        }
        DurableStreams::JsonScanner scanner(*filled);
        scanner.skipSpace();
        if (!scanner.take('[')) {
            fail(0, scanner.position(), Payload::tr("an array is expected here: [ … ]"));
            return;
        }
        scanner.skipSpace();
        while (!scanner.take(']')) {
            scanner.skipValue();
            ++m_payload.messages;
            scanner.skipSpace();
            scanner.take(',');
            scanner.skipSpace();
        }
        if (m_payload.messages == 0) {
            fail(0, scanner.position() - 1,
                 Payload::tr("the array is empty: nothing would be stored"));
            return;
        }
        QByteArray body = filled->trimmed();
        if (m_filled && m_filled->hasVariables() && !numberElements(*filled, body)) {
            return;
        }
        m_payload.pieces.append({ body, false });
        m_payload.bytes = body.size();
    }

    //! Fills in each element by itself: each is a message. Where one does not stand in the text by
    //! itself, as in a file that holds several, \a body stays as it is. False after a fault.
    bool numberElements(const QByteArray &filled, QByteArray &body)
    {
        const auto ranges = elementsInText(filled);
        if (ranges.isEmpty()) {
            return true;
        }
        QByteArray made;
        qsizetype written = 0;
        quint64 index = 0;
        for (const auto &[start, end] : ranges) {
            made += m_utf8.sliced(written, start - written);
            written = end;
            const auto element = fill(m_utf8.sliced(start, end - start), start, ++index);
            if (!element || !isValid(*element, start)) {
                return false;
            }
            if (made.size() + element->size() > MostFilled) {
                return true;
            }
            made += *element;
        }
        made += m_utf8.sliced(written);
        body = made.trimmed();
        return true;
    }

    //! Where the elements of the array \a filled stand in the text; empty if one does not.
    QList<std::pair<qsizetype, qsizetype>> elementsInText(const QByteArray &filled) const
    {
        QList<std::pair<qsizetype, qsizetype>> ranges;
        DurableStreams::JsonScanner scanner(filled);
        const auto originOfMark = [&](char mark) -> qsizetype {
            const qsizetype origin = m_filled->originOf(scanner.position());
            return scanner.peek() == mark && m_utf8.at(origin) == mark ? origin : -1;
        };
        scanner.skipSpace();
        qsizetype start = originOfMark('[');
        while (start >= 0 && scanner.peek() != ']') {
            scanner.take(scanner.peek());
            scanner.skipSpace();
            scanner.skipValue();
            scanner.skipSpace();
            const qsizetype end = originOfMark(scanner.peek());
            if (end < 0) {
                return {};
            }
            ranges.append({ start + 1, end });
            start = end;
        }
        return ranges;
    }

    const QByteArray &m_utf8;
    const PayloadSettings &m_settings;
    const bool m_json;
    std::optional<MessageTemplate> m_filled;
    Payload m_payload;
};

Payload makeHexPayload(const QString &text, const QByteArray &contentType)
{
    const HexText hex = fromHexText(text);
    Payload payload;
    if (hex.faultAt >= 0) {
        const QByteArray utf8 = text.toUtf8();
        payload.fault = faultAt(utf8, text.first(hex.faultAt).toUtf8().size(),
                                hex.isHalf ? Payload::tr("a byte is two digits: one is missing here")
                                           : Payload::tr("a hexadecimal digit is expected here"));
        return payload;
    }
    payload = makeFilePayload(hex.bytes, contentType);
    if (payload.fault) {
        // Where its digits stand: the text of the editor is these.
        const qsizetype at = hexPositionOf(text, payload.fault->position);
        payload.fault = faultAt(text.toUtf8(), text.first(at).toUtf8().size(), payload.fault->reason);
    }
    return payload;
}

} // namespace

QString Payload::summary() const
{
    if (fault) {
        return tr("Line %1, column %2: %3").arg(fault->line).arg(fault->column).arg(fault->reason);
    }
    if (pieces.isEmpty()) {
        return tr("Nothing to send: the message is empty");
    }
    return tr("Will store %n message(s)", nullptr, int(messages)) + u" · "_s
        + sizeText(bytes);
}

bool isJsonType(const QByteArray &contentType)
{
    return mediaTypeOf(contentType) == "application/json";
}

bool isTextType(const QByteArray &contentType)
{
    const QByteArray type = mediaTypeOf(contentType);
    return type.startsWith("text/") || type == "application/ndjson"
        || type == "application/x-ndjson";
}

Payload makePayload(const QString &text, const PayloadSettings &settings)
{
    if (settings.mode == ComposeMode::Hex) {
        return makeHexPayload(text, settings.contentType);
    }
    const QByteArray utf8 = text.toUtf8();
    if (utf8.isEmpty() || (isJsonType(settings.contentType) && utf8.trimmed().isEmpty())) {
        return {};
    }
    return PayloadMaker(utf8, settings).make();
}

Payload makeFilePayload(const QByteArray &bytes, const QByteArray &contentType)
{
    Payload payload;
    if (bytes.isEmpty()) {
        return payload;
    }
    const bool json = isJsonType(contentType);
    if (const auto fault = json ? DurableStreams::validateJson(bytes) : std::nullopt) {
        const DurableStreams::TextPlace place
            = DurableStreams::placeInText(bytes, qMin(fault->position, bytes.size()));
        payload.fault = Payload::Fault { .reason = QString::fromUtf8(fault->reason),
                                         .line = place.line,
                                         .column = place.column,
                                         .position = fault->position };
        return payload;
    }
    payload.pieces.append({ json ? bytes.trimmed() : bytes, json });
    payload.messages = 1;
    payload.bytes = payload.pieces.first().body.size();
    return payload;
}

Payload makeFileLines(const QByteArray &bytes, const QByteArray &contentType)
{
    const bool json = isJsonType(contentType);
    Payload payload;
    qsizetype number = 0;
    for (qsizetype start = 0; start < bytes.size();) {
        qsizetype end = bytes.indexOf('\n', start);
        end = end < 0 ? bytes.size() : end + 1;
        const QByteArray line = bytes.sliced(start, end - start);
        start = end;
        ++number;
        if (line.trimmed().isEmpty()) {
            continue;
        }
        QByteArrayView text = line; // faults are in the line, not at its end
        while (text.endsWith('\n') || text.endsWith('\r')) {
            text.chop(1);
        }
        if (const auto fault = json ? DurableStreams::validateJson(text) : std::nullopt) {
            return { .fault = Payload::Fault { .reason = QString::fromUtf8(fault->reason),
                                               .line = number,
                                               .column = fault->position + 1 } };
        }
        if (payload.pieces.isEmpty()) {
            payload.pieces.append({ json ? line.trimmed() : line, json });
        }
        ++payload.messages;
        payload.bytes += line.size();
    }
    return payload;
}

bool hasVariables(const QString &text)
{
    return text.contains("{{"_L1) && MessageTemplate(text.toUtf8()).hasVariables();
}

} // namespace Tailwater
