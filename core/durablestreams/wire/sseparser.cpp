// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "bytescan_p.h"
#include "sseparser_p.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace DurableStreams {

namespace {

constexpr std::string_view dataStart = "event: data\ndata:";
constexpr std::string_view controlStart = "event: control\ndata:";
constexpr std::string_view dataField = "data:";
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool startsWith(const char *p, const char *end, std::string_view prefix)
{
    return size_t(end - p) >= prefix.size() && std::memcmp(p, prefix.data(), prefix.size()) == 0;
}

QByteArrayView between(const char *begin, const char *end)
{
    return QByteArrayView(begin, end - begin);
}

// Past the empty line that follows the line end, or null if it does not, or is not there yet.
const char *pastEmptyLine(const char *lineEnd, const char *end)
{
    if (end - lineEnd >= 2 && lineEnd[0] == '\n' && lineEnd[1] == '\n') {
        return lineEnd + 2;
    }
    return startsWith(lineEnd, end, "\r\n\r\n") ? lineEnd + 4 : nullptr;
}

} // namespace

void SseParser::reset()
{
    *this = SseParser(m_limit);
}

void SseParser::feed(QByteArrayView input)
{
    Q_ASSERT(m_pos == m_end);
    m_pos = input.begin();
    m_end = input.end();
}

SseToken SseParser::next()
{
    if (std::exchange(m_releaseHeld, false)) {
        m_held.resize(0);
    }
    SseToken token;
    while (m_pos != m_end && token.kind == SseToken::Kind::NeedMore) {
        switch (m_state) {
        case State::ByteOrderMark:
            skipByteOrderMark();
            break;
        case State::LineStart:
            token = startLine();
            break;
        case State::Name:
            token = readName();
            break;
        case State::ValueStart:
            token = startValue();
            break;
        case State::Value:
            token = readValue();
            break;
        case State::Failed:
            m_pos = m_end;
            break;
        }
    }
    if (m_state == State::Failed) {
        return { SseToken::Kind::Error };
    }
    return token;
}

bool SseParser::atEventBoundary() const
{
    const bool betweenLines
        = m_state == State::LineStart || (m_state == State::ByteOrderMark && m_nameSize == 0);
    return betweenLines && m_type == Type::None && !m_hasData;
}

void SseParser::skipByteOrderMark()
{
    if (*m_pos != byteOrderMark[size_t(m_nameSize)]) {
        // What looked like a mark is the start of a field's name.
        m_state = m_nameSize == 0 ? State::LineStart : State::Name;
        return;
    }
    m_name[m_nameSize++] = *m_pos++;
    if (size_t(m_nameSize) == byteOrderMark.size()) {
        m_state = State::LineStart;
    }
}

SseToken SseParser::startLine()
{
    if (std::exchange(m_afterCr, false) && *m_pos == '\n') {
        ++m_pos;
        return {};
    }
    if (m_type == Type::None && !m_hasData && size_t(m_end - m_pos) > controlStart.size()) {
        if (startsWith(m_pos, m_end, dataStart)) {
            m_pos += dataStart.size();
            return startKnownEvent(Type::Data);
        }
        if (startsWith(m_pos, m_end, controlStart)) {
            m_pos += controlStart.size();
            return startKnownEvent(Type::Control);
        }
    }
    if (*m_pos == '\n' || *m_pos == '\r') {
        endLine();
        return endEvent();
    }
    m_nameSize = 0;
    m_state = State::Name;
    return {};
}

// What servers send nearly always, recognised at a glance: often the whole event is there.
SseToken SseParser::startKnownEvent(Type type)
{
    m_pos += *m_pos == ' ' ? 1 : 0;
    m_type = type;
    m_hasData = true;
    m_field = Field::Data;
    m_state = State::Value;
    const char *lineEnd = findLineEnd(m_pos, m_end);
    return type == Type::Data ? readDataValue(lineEnd) : readControlValue(lineEnd);
}

SseToken SseParser::readName()
{
    const char *nameEnd = m_pos;
    while (nameEnd != m_end && *nameEnd != ':' && *nameEnd != '\n' && *nameEnd != '\r') {
        ++nameEnd;
    }
    collectName(between(m_pos, nameEnd));
    m_pos = nameEnd;
    if (m_pos == m_end) {
        return {};
    }
    const std::string_view name(m_name, size_t(m_nameSize));
    m_field = name == "data" ? Field::Data : name == "event" ? Field::Event : Field::Ignored;
    m_state = State::ValueStart;
    if (*m_pos == ':') {
        ++m_pos;
        return {};
    }
    return startValue(); // a name alone has an empty value
}

// Called with at least one byte of what follows the colon, or at the end of a line without one.
SseToken SseParser::startValue()
{
    if (*m_pos == ' ') {
        ++m_pos;
    }
    m_state = State::Value;
    if (m_field == Field::Event) {
        m_nameSize = 0;
    } else if (m_field == Field::Data && std::exchange(m_hasData, true)) {
        if (m_type == Type::Data) {
            return { SseToken::Kind::Data, "\n" };
        }
        return hold("\n");
    }
    return {};
}

SseToken SseParser::readValue()
{
    const char *lineEnd = findLineEnd(m_pos, m_end);
    if (m_field == Field::Data && m_type == Type::Data) {
        return readDataValue(lineEnd);
    }
    if (m_field == Field::Data && m_type == Type::Control) {
        return readControlValue(lineEnd);
    }
    const QByteArrayView value = between(m_pos, lineEnd);
    m_pos = lineEnd;
    if (m_field == Field::Event) {
        collectName(value);
    } else if (m_field == Field::Data) {
        if (const SseToken token = hold(value); token.kind == SseToken::Kind::Error) {
            return token;
        }
    }
    return m_pos == m_end ? SseToken {} : endField();
}

SseToken SseParser::readDataValue(const char *lineEnd)
{
    const char *begin = std::exchange(m_pos, lineEnd);
    if (const char *nextEvent = pastEmptyLine(lineEnd, m_end)) {
        m_pos = nextEvent;
        startEvent();
        return { SseToken::Kind::DataEnd, between(begin, lineEnd) };
    }
    // The next data line is in sight: the line end of this one joins the two.
    constexpr auto minimum = qsizetype(dataField.size()) + 2;
    if (m_end - lineEnd >= minimum && *lineEnd == '\n'
        && startsWith(lineEnd + 1, m_end, dataField)) {
        m_pos = lineEnd + 1 + dataField.size();
        m_pos += *m_pos == ' ' ? 1 : 0;
        return { SseToken::Kind::Data, between(begin, lineEnd + 1) };
    }
    if (m_pos != m_end) {
        endLine();
    }
    if (begin == lineEnd) {
        return {};
    }
    return { SseToken::Kind::Data, between(begin, lineEnd) };
}

SseToken SseParser::readControlValue(const char *lineEnd)
{
    const QByteArrayView value = between(m_pos, lineEnd);
    const char *nextEvent = pastEmptyLine(lineEnd, m_end);
    if (nextEvent && m_held.isEmpty() && value.size() <= m_limit) {
        m_pos = nextEvent;
        startEvent();
        return { SseToken::Kind::Control, value };
    }
    m_pos = lineEnd;
    if (const SseToken token = hold(value); token.kind == SseToken::Kind::Error) {
        return token;
    }
    return m_pos == m_end ? SseToken {} : endField();
}

SseToken SseParser::endField()
{
    endLine();
    return m_field == Field::Event ? setType() : SseToken {};
}

SseToken SseParser::setType()
{
    const std::string_view name(m_name, size_t(m_nameSize));
    const Type type = name.empty() ? Type::None
        : name == "data"           ? Type::Data
        : name == "control"        ? Type::Control
                                   : Type::Other;
    const Type before = std::exchange(m_type, type);
    if (!m_hasData || type == before) {
        return {};
    }
    if (before != Type::None) {
        return fail("an event changes its type after its data began");
    }
    if (type == Type::Control) {
        return {};
    }
    if (type == Type::Other || m_held.isEmpty()) {
        m_held.resize(0);
        return {};
    }
    m_releaseHeld = true;
    return { SseToken::Kind::Data, m_held };
}

SseToken SseParser::endEvent()
{
    const Type type = m_type;
    const bool hasData = m_hasData;
    startEvent();
    if (!hasData) {
        return {};
    }
    switch (type) {
    case Type::Data:
        return { SseToken::Kind::DataEnd };
    case Type::Control:
        m_releaseHeld = true;
        return { SseToken::Kind::Control, m_held };
    case Type::None:
    case Type::Other:
        ++m_skippedEvents;
        m_held.resize(0);
        break;
    }
    return {};
}

// Keeps data that cannot be handed out yet; that of events to be skipped is dropped.
SseToken SseParser::hold(QByteArrayView bytes)
{
    if (m_type == Type::Other) {
        return {};
    }
    if (bytes.size() > m_limit - m_held.size()) {
        return fail(m_type == Type::Control ? "a control event is too long"
                                            : "too much data before the type of its event");
    }
    m_held.append(bytes);
    return {};
}

// The parts of a name, of which only so much is kept as tells the known names from all others.
void SseParser::collectName(QByteArrayView bytes)
{
    const auto size = std::min<qsizetype>(bytes.size(), MaxName - m_nameSize);
    std::copy_n(bytes.begin(), size, m_name + m_nameSize);
    m_nameSize += int(size);
}

void SseParser::endLine()
{
    m_afterCr = *m_pos == '\r';
    ++m_pos;
    m_state = State::LineStart;
}

void SseParser::startEvent()
{
    m_state = State::LineStart;
    m_type = Type::None;
    m_hasData = false;
}

SseToken SseParser::fail(const char *text)
{
    m_errorText = text;
    m_state = State::Failed;
    m_pos = m_end;
    return { SseToken::Kind::Error };
}

} // namespace DurableStreams
