// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Invariants: a fault lies in the text; what is before it could have gone on; a valid text stays
// valid in brackets, and cut short it is one only if it was a number.

#include "fuzz.h"
#include "wire/jsonvalidator_p.h"

using namespace DurableStreams;

extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size)
{
    const QByteArrayView input(data, qsizetype(size));
    const auto fault = validateJson(input);
    if (fault) {
        Fuzz::require(fault->position >= 0 && fault->position <= input.size() && fault->reason);
        const TextPlace place = placeInText(input, fault->position);
        Fuzz::require(place.line >= 1 && place.column >= 1);
        return 0;
    }
    const QByteArray text = input.toByteArray();
    const QByteArray wrapped = "[" + text + ",{\"a\":" + text + "}]";
    Fuzz::require(!validateJson(wrapped));
    const QByteArrayView value = input.trimmed();
    const bool isNumber = value.back() >= '0' && value.back() <= '9';
    Fuzz::require(isNumber || validateJson(value.chopped(1)));
    if (value.startsWith('"')) {
        unescapeJson(value.sliced(1, value.size() - 2));
    }
    return 0;
}
