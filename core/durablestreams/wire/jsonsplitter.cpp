// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "bytescan_p.h"
#include "jsonsplitter_p.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace DurableStreams {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

const char *skipSpace(const char *p, const char *end)
{
    while (p != end && isSpace(*p)) {
        ++p;
    }
    return p;
}

// What numbers, true, false and null are made of.
bool isScalarByte(char c)
{
    const char lower = char(c | 0x20);
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z') || c == '-' || c == '+'
        || c == '.';
}

bool isPair(char opening, char closing)
{
    return (opening == '{' && closing == '}') || (opening == '[' && closing == ']');
}

// What nearly always follows an object or array: a separator and the next one, which is returned.
const char *nextContainer(const char *p, const char *end)
{
    p = skipSpace(p, end);
    if (p == end || *p != ',') {
        return nullptr;
    }
    p = skipSpace(p + 1, end);
    return p != end && (*p == '{' || *p == '[') ? p : nullptr;
}

} // namespace

// A part of the input together with the masks of its brackets.
struct JsonSplitter::Window
{
    static constexpr qsizetype Blocks = 64;
    static constexpr qsizetype Size = Blocks * 64;

    const char *begin;
    const char *end;
    qsizetype position; // of begin
    QList<Batch::Slice> &slices;
    std::array<quint64, Blocks> masks; // only those of the window's size are set
    // Elements on their way into slices, where one at a time would take longer than to find it.
    struct Found
    {
        qsizetype begin;
        qsizetype size;
    };
    std::array<Found, 128> found;
    size_t count = 0;

    Window(QByteArrayView text, qsizetype textPosition, QList<Batch::Slice> &out)
        : begin(text.begin())
        , end(text.end())
        , position(textPosition)
        , slices(out)
    { }

    void add(qsizetype elementBegin, const char *p)
    {
        if (count == found.size()) {
            flush();
        }
        found[count++] = { elementBegin, positionOf(p) - elementBegin };
    }
    void flush()
    {
        if (count == 0) {
            return;
        }
        const qsizetype old = slices.size();
        slices.resize(old + qsizetype(count));
        std::transform(found.begin(), found.begin() + count, slices.begin() + old,
                       [](const Found &f) { return Batch::Slice { f.begin, f.size }; });
        count = 0;
    }
    qsizetype positionOf(const char *p) const { return position + (p - begin); }
    // The rest of the mask that p is in.
    quint64 bracketsFrom(const char *p) const
    {
        const auto index = size_t(p - begin);
        return masks[index / 64] & (~quint64(0) << (index % 64));
    }
    // Takes the next one out of the masks; null if there is none.
    const char *nextBracket(qsizetype &block, quint64 &brackets) const
    {
        while (brackets == 0) {
            if (++block * 64 >= end - begin) {
                return nullptr;
            }
            brackets = masks[size_t(block)];
        }
        const char *bracket = begin + block * 64 + std::countr_zero(brackets);
        brackets &= brackets - 1;
        return bracket;
    }
    // What most elements are has no other inside: the bracket that closes it comes next. Null, and
    // nothing taken, if it does not, or not in sight.
    const char *endOfFlat(const char *opening, qsizetype &block, quint64 &brackets) const
    {
        qsizetype endBlock = block;
        quint64 rest = brackets;
        const char *closing = nextBracket(endBlock, rest);
        if (!closing || !isPair(*opening, *closing)) {
            return nullptr;
        }
        block = endBlock;
        brackets = rest;
        return closing;
    }
};

void JsonSplitter::restart()
{
    const qsizetype position = m_position;
    *this = JsonSplitter(m_scan);
    m_position = m_arrayBegin = m_elementBegin = position;
}

void JsonSplitter::moveOrigin(qsizetype bytes)
{
    m_position -= bytes;
    m_arrayBegin -= bytes;
    m_elementBegin -= bytes;
}

qsizetype JsonSplitter::pendingBegin() const
{
    return isInElement() ? m_elementBegin : m_position;
}

qsizetype JsonSplitter::faultBegin() const
{
    return isInElement() ? m_elementBegin : m_arrayBegin + m_fault.position;
}

bool JsonSplitter::isInElement() const
{
    return m_state == State::InContainer || m_state == State::InString
        || m_state == State::InScalar;
}

bool JsonSplitter::isBetweenArrays() const
{
    return m_state == State::BeforeArray || m_state == State::AfterArray;
}

JsonSplitter::Status JsonSplitter::feed(QByteArrayView input, QList<Batch::Slice> &slices)
{
    const char *p = input.begin();
    while (p != input.end() && m_status == Status::Ok) {
        const qsizetype size = std::min<qsizetype>(input.end() - p, Window::Size);
        Window window(QByteArrayView(p, size), m_position, slices);
        m_scan(p, size, m_stringState, window.masks.data());
        while (p != window.end && m_status == Status::Ok) {
            p = walk(window, p);
        }
        window.flush();
        m_position += size;
    }
    return m_status;
}

JsonSplitter::Status JsonSplitter::finish()
{
    if (m_status == Status::Ok && !isBetweenArrays()) {
        m_status = Status::Malformed;
        m_fault = { m_position - m_arrayBegin, "the array is cut short" };
    }
    return m_status;
}

const char *JsonSplitter::walk(Window &window, const char *p)
{
    switch (m_state) {
    case State::InContainer:
        return walkContainers(window, p);
    case State::InString:
        p = walkString(p, window.end);
        break;
    case State::InScalar:
        p = walkScalar(p, window.end);
        break;
    default:
        return walkBetween(window, p);
    }
    if (m_state == State::AfterElement) {
        endElement(window, p);
    }
    return p;
}

// From bracket to bracket, through as many elements as are objects or arrays.
const char *JsonSplitter::walkContainers(Window &window, const char *p)
{
    qsizetype block = (p - window.begin) / 64;
    quint64 brackets = window.bracketsFrom(p);
    for (;;) {
        p = window.nextBracket(block, brackets);
        if (!p) {
            return window.end;
        }
        if (const char *end = m_nesting.depth() > 0 ? nullptr : window.endOfFlat(p, block, brackets)) {
            p = end;
        } else if (const char *reason = countBracket(*p)) {
            return fail(window, p, reason);
        } else if (m_nesting.depth() > 0) {
            continue;
        }
        ++p;
        endElement(window, p);
        const char *next = nextContainer(p, window.end);
        if (!next) {
            m_state = State::AfterElement;
            return p;
        }
        m_elementBegin = window.positionOf(next);
        block = (next - window.begin) / 64;
        brackets = window.bracketsFrom(next);
    }
}

// Returns what is wrong with it, or null.
inline const char *JsonSplitter::countBracket(char bracket)
{
    // Of { [ } ] and the backslash only the first two have bit 1, and only the last has not bit 0.
    const bool opens = bracket & 2;
    const bool array = !(bracket & 0x20);
    if (opens) {
        return m_nesting.push(array) ? nullptr : "nested too deep";
    }
    if (!(bracket & 1)) {
        return "a backslash outside of a string";
    }
    if (m_nesting.inArray() != array) {
        return "a bracket is closed by one of the other kind";
    }
    m_nesting.pop();
    return nullptr;
}

const char *JsonSplitter::walkString(const char *p, const char *end)
{
    while (p != end) {
        if (std::exchange(m_escaped, false)) {
            ++p;
            continue;
        }
        p = findEither<'"', '\\'>(p, end);
        if (p == end) {
            break;
        }
        if (*p++ == '"') {
            m_state = State::AfterElement;
            break;
        }
        m_escaped = true;
    }
    return p;
}

const char *JsonSplitter::walkScalar(const char *p, const char *end)
{
    while (p != end && isScalarByte(*p)) {
        ++p;
    }
    if (p != end) {
        m_state = State::AfterElement;
    }
    return p;
}

// White space, separators and the brackets of the array itself.
const char *JsonSplitter::walkBetween(Window &window, const char *p)
{
    p = skipSpace(p, window.end);
    if (p == window.end) {
        return p;
    }
    switch (m_state) {
    case State::BeforeArray:
        if (*p != '[') {
            return fail(window, p, "a JSON array is expected", Status::NotAnArray);
        }
        m_state = State::BeforeFirst;
        return p + 1;
    case State::BeforeFirst:
        if (*p == ']') {
            m_state = State::AfterArray;
            return p + 1;
        }
        return startElement(window, p);
    case State::BeforeElement:
        return startElement(window, p);
    case State::AfterElement:
        if (*p != ',' && *p != ']') {
            return fail(window, p, "',' or ']' is expected after an element");
        }
        m_state = *p == ',' ? State::BeforeElement : State::AfterArray;
        return p + 1;
    default:
        return fail(window, p, "nothing may follow the array");
    }
}

// A bracket is left to walkContainers(), the first byte of anything else is passed over.
const char *JsonSplitter::startElement(Window &window, const char *p)
{
    m_elementBegin = window.positionOf(p);
    if (*p == '{' || *p == '[') {
        m_state = State::InContainer;
        return p;
    }
    if (*p == '"') {
        m_state = State::InString;
        return p + 1;
    }
    if (isScalarByte(*p)) {
        m_state = State::InScalar;
        return p + 1;
    }
    return fail(window, p, "a JSON value is expected");
}

void JsonSplitter::endElement(Window &window, const char *end)
{
    window.add(m_elementBegin, end);
}

const char *JsonSplitter::fail(Window &window, const char *p, const char *reason,
                               Status status)
{
    m_status = status;
    m_fault = { window.positionOf(p) - m_arrayBegin, reason };
    return p;
}

} // namespace DurableStreams
