// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "controlevent_p.h"
#include "jsonscanner_p.h"

#include <array>
#include <utility>

namespace DurableStreams {

namespace {

class ControlEventReader
{
public:
    explicit ControlEventReader(QByteArrayView json)
        : m_scanner(json)
    { }

    std::expected<ControlEvent, const char *> read()
    {
        if (!readObject()) {
            return std::unexpected(m_error ? m_error : "a control event is not a JSON object");
        }
        if (m_event.nextOffset.isEmpty()) {
            return std::unexpected("a control event without streamNextOffset");
        }
        m_event.upToDate = m_event.upToDate || m_event.closed;
        return std::move(m_event);
    }

private:
    bool readObject()
    {
        m_scanner.skipSpace();
        if (!m_scanner.take('{')) {
            return false;
        }
        m_scanner.skipSpace();
        bool more = !m_scanner.take('}');
        while (more) {
            m_scanner.skipSpace();
            if (!readMember()) {
                return false;
            }
            m_scanner.skipSpace();
            more = m_scanner.take(',');
            if (!more && !m_scanner.take('}')) {
                return false;
            }
        }
        m_scanner.skipSpace();
        return m_scanner.atEnd();
    }

    enum class Member { NextOffset, Cursor, UpToDate, Closed, Unknown };

    bool readMember()
    {
        Member member = Member::Unknown;
        if (!readName(member)) {
            return false;
        }
        m_scanner.skipSpace();
        switch (member) {
        case Member::NextOffset:
            return readText(m_event.nextOffset, m_event.offsetStorage);
        case Member::Cursor:
            return readText(m_event.cursor, m_event.cursorStorage);
        case Member::UpToDate:
            return readFlag(m_event.upToDate);
        case Member::Closed:
            return readFlag(m_event.closed);
        case Member::Unknown:
            break;
        }
        return m_scanner.skipValue();
    }

    bool readName(Member &member)
    {
        static constexpr std::array<std::pair<QByteArrayView, Member>, 4> spellings { {
            { "\"streamNextOffset\":", Member::NextOffset },
            { "\"streamCursor\":", Member::Cursor },
            { "\"upToDate\":", Member::UpToDate },
            { "\"streamClosed\":", Member::Closed },
        } };
        for (const auto &[text, known] : spellings) {
            if (m_scanner.take(text)) {
                member = known;
                return true;
            }
        }
        // Spelled in another way: with white space, or with escapes.
        QByteArrayView name;
        QByteArray storage;
        if (!readString(name, storage)) {
            return false;
        }
        for (const auto &[text, known] : spellings) {
            if (name == text.sliced(1, text.size() - 3)) {
                member = known;
            }
        }
        m_scanner.skipSpace();
        return m_scanner.take(':');
    }

    bool readText(QByteArrayView &value, QByteArray &storage)
    {
        if (m_scanner.peek() == '"') {
            return readString(value, storage);
        }
        value = {};
        return skipNull("a control event's offset or cursor is not a string");
    }

    bool readFlag(bool &value)
    {
        value = m_scanner.take("true");
        if (value || m_scanner.take("false")) {
            return true;
        }
        return skipNull("a control event's flag is not true or false");
    }

    bool skipNull(const char *otherwise)
    {
        if (m_scanner.peek() != 'n') {
            m_error = otherwise;
            return false;
        }
        return m_scanner.skipValue();
    }

    bool readString(QByteArrayView &value, QByteArray &storage)
    {
        bool hasEscapes = false;
        if (!m_scanner.skipString(&value, &hasEscapes)) {
            return false;
        }
        if (hasEscapes) {
            storage = unescapeJson(value);
            value = storage;
        }
        return true;
    }

    JsonScanner m_scanner;
    ControlEvent m_event;
    const char *m_error = nullptr;
};

} // namespace

std::expected<ControlEvent, const char *> parseControlEvent(QByteArrayView json)
{
    return ControlEventReader(json).read();
}

} // namespace DurableStreams
