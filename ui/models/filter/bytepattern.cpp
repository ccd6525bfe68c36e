// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/bytepattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <QRegularExpression>
#include <QUtf8StringView>

#include <array>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

template<auto free>
struct Free
{
    template<typename T>
    void operator()(T *pointer) const
    {
        free(pointer);
    }
};

// For searches that run compiled; deeper ones are given up.
constexpr size_t stackStart = 32 * 1024;
constexpr size_t stackLimit = 1024 * 1024;
// In KiB, for those that are interpreted.
constexpr quint32 heapLimit = 20 * 1024;

PCRE2_SPTR bytes(QByteArrayView text)
{
    // A null pointer is an error there, also for an empty text.
    return reinterpret_cast<PCRE2_SPTR>(text.isEmpty() ? "" : text.data());
}

// \x80 to \xff: characters of Latin-1 in text, and in what is no text bytes.
bool namesBytes(const QString &pattern)
{
    static const QRegularExpression escape(u"\\\\(?:x([89a-fA-F][0-9a-fA-F])|x\\{0*([89a-fA-F][0-9a-fA-F])\\}|.)"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    for (const QRegularExpressionMatch &found : escape.globalMatch(pattern)) {
        if (found.hasCaptured(1) || found.hasCaptured(2)) {
            return true;
        }
    }
    return false;
}

} // namespace

struct BytePattern::Code
{
    using Compiled = std::unique_ptr<pcre2_code, Free<pcre2_code_free>>;
    Compiled code;
    Compiled ofBytes = {}; //!< the same for bytes that are no UTF-8, if it names any
};

struct BytePattern::Matcher::State
{
    std::shared_ptr<const Code> code;
    std::unique_ptr<pcre2_match_data, Free<pcre2_match_data_free>> data;
    std::unique_ptr<pcre2_match_context, Free<pcre2_match_context_free>> context;
    std::unique_ptr<pcre2_jit_stack, Free<pcre2_jit_stack_free>> stack;
};

std::expected<BytePattern, BytePattern::Error> BytePattern::compile(const QString &pattern,
                                                                    Qt::CaseSensitivity sensitivity)
{
    const QByteArray utf8 = pattern.toUtf8();
    quint32 options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
    options |= sensitivity == Qt::CaseInsensitive ? PCRE2_CASELESS : 0;
    int error = 0;
    PCRE2_SIZE position = 0;
    const auto code = std::make_shared<Code>();
    code->code.reset(pcre2_compile(bytes(utf8), size_t(utf8.size()), options, &error, &position, nullptr));
    if (!code->code) {
        std::array<PCRE2_UCHAR, 256> message {};
        pcre2_get_error_message(error, message.data(), message.size());
        return std::unexpected(
            Error { QString::fromUtf8(utf8.first(qsizetype(position))).size(),
                    QString::fromUtf8(reinterpret_cast<const char *>(message.data())) });
    }
    // Without a compiler for this machine it is interpreted.
    pcre2_jit_compile(code->code.get(), PCRE2_JIT_COMPLETE);
    if (namesBytes(pattern)) {
        const quint32 ofBytes = options & ~quint32(PCRE2_UTF | PCRE2_MATCH_INVALID_UTF);
        code->ofBytes.reset(
            pcre2_compile(bytes(utf8), size_t(utf8.size()), ofBytes, &error, &position, nullptr));
        if (code->ofBytes) {
            pcre2_jit_compile(code->ofBytes.get(), PCRE2_JIT_COMPLETE);
        }
    }
    BytePattern result;
    result.m_pattern = pattern;
    result.m_code = code;
    return result;
}

BytePattern::Matcher::Matcher(const BytePattern &pattern, quint32 steps)
    : m_state(std::make_unique<State>())
{
    m_state->code = pattern.m_code;
    m_state->data.reset(pcre2_match_data_create(1, nullptr));
    m_state->context.reset(pcre2_match_context_create(nullptr));
    m_state->stack.reset(pcre2_jit_stack_create(stackStart, stackLimit, nullptr));
    pcre2_set_match_limit(m_state->context.get(), steps);
    pcre2_set_heap_limit(m_state->context.get(), heapLimit);
    pcre2_jit_stack_assign(m_state->context.get(), nullptr, m_state->stack.get());
}

BytePattern::Matcher::~Matcher() = default;
BytePattern::Matcher::Matcher(Matcher &&) noexcept = default;
BytePattern::Matcher &BytePattern::Matcher::operator=(Matcher &&) noexcept = default;

BytePattern::Result BytePattern::Matcher::search(QByteArrayView text, qsizetype from)
{
    const auto match = [&](const Code::Compiled &code) {
        return pcre2_match(code.get(), bytes(text), size_t(text.size()), size_t(from), 0, m_state->data.get(),
                           m_state->context.get());
    };
    int found = match(m_state->code->code);
    if (found == PCRE2_ERROR_NOMATCH && m_state->code->ofBytes && !QUtf8StringView(text).isValidUtf8()) {
        found = match(m_state->code->ofBytes);
    }
    // 0: it matched, and has more groups than we asked for.
    if (found >= 0) {
        return Result::Yes;
    }
    return found == PCRE2_ERROR_NOMATCH ? Result::No : Result::LimitExceeded;
}

qsizetype BytePattern::Matcher::matchStart() const
{
    return qsizetype(pcre2_get_ovector_pointer(m_state->data.get())[0]);
}

qsizetype BytePattern::Matcher::matchEnd() const
{
    return qsizetype(pcre2_get_ovector_pointer(m_state->data.get())[1]);
}

} // namespace Tailwater
