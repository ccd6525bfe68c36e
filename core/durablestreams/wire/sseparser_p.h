// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace DurableStreams {

//! \brief One step of an SseParser.
struct SseToken
{
    enum class Kind : quint8 {
        NeedMore, //!< The input is used up.
        Data, //!< A piece of a `data` event; more of the same event follows.
        DataEnd, //!< The last piece of a `data` event, which is now complete.
        Control, //!< A complete `control` event.
        Error, //!< A limit was passed, or an event contradicts itself; see SseParser::errorText().
    };

    Kind kind = Kind::NeedMore;
    //! Valid until the next call of SseParser::next(); lies in the input wherever that is possible.
    QByteArrayView bytes = {};
};

//! \brief Takes a text/event-stream apart as it arrives, cut anywhere (PROTOCOL section 5.8).
//!
//! A `data` event may be tens of megabytes, so it is handed out in pieces, before it is complete
//! and without being copied: its pieces, joined, are the event's data. Until the next Control all
//! of it is unconfirmed; after a break the server sends it again, and an event without its DataEnd
//! must not be taken as complete. Control events are small and always handed out whole.
//!
//! Otherwise as the standard has it: LF, CRLF and lone CR end a line and nothing else does; a byte
//! order mark at the start, comments, `id`, `retry` and unknown fields are ignored; one space after
//! the colon is dropped; several data lines are joined by LF; an event without a data line is no
//! event. Events of other types are skipped and counted. Two deviations come from handing out
//! pieces: an event that changes its type after its first data line is an error, and data that
//! comes before the type must fit into the limit.
class SseParser
{
public:
    //! \a limit bounds what is ever kept: a control event, or data lines that precede their type.
    explicit SseParser(qsizetype limit = 1 << 20)
        : m_limit(limit)
    { }

    //! \brief Goes back to the start of a stream: a new connection.
    void reset();
    //! \brief Adds \a input, which must stay alive and unchanged until next() has said NeedMore.
    void feed(QByteArrayView input);
    SseToken next();

    //! \brief True between events: what came so far ends with a complete event.
    bool atEventBoundary() const;
    //! \brief How many events of types other than `data` and `control` were skipped.
    qint64 skippedEvents() const { return m_skippedEvents; }
    //! \brief What is wrong, for developers; null if nothing is.
    const char *errorText() const { return m_errorText; }

private:
    enum class State : quint8 { ByteOrderMark, LineStart, Name, ValueStart, Value, Failed };
    enum class Field : quint8 { Ignored, Data, Event };
    enum class Type : quint8 { None, Data, Control, Other };

    void skipByteOrderMark();
    SseToken startLine();
    SseToken startKnownEvent(Type type);
    SseToken readName();
    SseToken startValue();
    SseToken readValue();
    SseToken readDataValue(const char *lineEnd);
    SseToken readControlValue(const char *lineEnd);
    SseToken endField();
    SseToken setType();
    SseToken endEvent();
    SseToken hold(QByteArrayView bytes);
    void collectName(QByteArrayView bytes);
    void endLine();
    void startEvent();
    SseToken fail(const char *text);

    static constexpr int MaxName = 8;

    const char *m_pos = nullptr;
    const char *m_end = nullptr;
    qsizetype m_limit;
    State m_state = State::ByteOrderMark;
    Field m_field = Field::Ignored;
    Type m_type = Type::None;
    bool m_afterCr = false;
    bool m_hasData = false;
    bool m_releaseHeld = false;
    //! The bytes of the mark, of a field's name, or of a type that were seen so far; 'control' is
    //! the longest one that matters, longer ones only need to stay unequal.
    char m_name[MaxName] = {};
    int m_nameSize = 0;
    QByteArray m_held;
    qint64 m_skippedEvents = 0;
    const char *m_errorText = nullptr;
};

} // namespace DurableStreams
