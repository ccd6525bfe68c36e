#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# readme.sh: what README.md says of the library is so: its program is the example `tail`, which another
# test builds and runs, and every public header and example is named.
set -uo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$project" || exit 1
failed=0

fail() {
    printf 'FAIL %s\n' "$*"
    failed=1
}

# The first block of a language in the library's section.
block() { sed -n '/^## The library/,/^## /p' README.md | awk -v start="\`\`\`$1" '
    $0 == "```" && inside { exit }
    inside { print }
    $0 == start { inside = 1 }'; }

# A file behind its licence.
content() { tail -n +4 "$1"; }

diff <(block cmake) <(content installer/examples/tail/CMakeLists.txt) || fail "README.md: another CMakeLists.txt than installer/examples/tail"
diff <(block cpp) <(content installer/examples/tail/main.cpp) || fail "README.md: another main.cpp than installer/examples/tail"
[[ -n $(block cpp) && -n $(block cmake) ]] || fail "README.md has no program"
for header in core/durablestreams/*.h; do
    [[ $header != *_p.h ]] || continue
    for text in README.md core/durablestreams/mainpage.md; do
        grep -q -F "\`${header##*/}\`" "$text" || fail "$text does not say what ${header##*/} is for"
    done
done
for example in installer/examples/*/; do
    example=$(basename "$example")
    for text in README.md core/durablestreams/mainpage.md; do
        grep -q -F "\`$example\`" "$text" || fail "$text does not name the example $example"
    done
done
exit $failed
