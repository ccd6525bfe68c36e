#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# example.sh BUILD EXAMPLES WORK SANDBOX: installs the library, builds the examples against the
# installed package alone, and uses them on a sandbox: a closed and a growing stream are tailed, a
# new one is appended to.
set -euo pipefail
build=$1 examples=$2 work=$3 sandbox=$4

failed() {
    echo "FAIL: $1"
    [[ ! -e ${2:-} ]] || cat "$2"
    exit 1
}

rm -rf "$work"
cmake --install "$build" --component development --prefix "$work/prefix" >/dev/null
lines=$(grep -cvE '^\s*(//.*)?$' "$examples/tail/main.cpp")
((lines < 30)) || failed "the example has $lines lines of code; it shall stay under 30"
for example in tail append; do
    cmake -S "$examples/$example" -B "$work/$example" -DCMAKE_PREFIX_PATH="$work/prefix" \
        -DCMAKE_BUILD_TYPE=Release >/dev/null
    cmake --build "$work/$example" >/dev/null
done

jobs=()
trap 'kill "${jobs[@]}" 2>/dev/null || true' EXIT
coproc SERVER { exec "$sandbox" --memory --samples --port 0; }
jobs+=("$SERVER_PID")
read -r -t 60 line <&"${SERVER[0]}"
url=$(sed -E 's/.*"url":"([^"]+)".*/\1/' <<<"$line")

# A closed stream: everything, then the end.
QT_LOGGING_RULES='*.debug=false' timeout 60 "$work/tail/tail" "$url/finished/report" \
    >"$work/closed.out" 2>"$work/closed.err" ||
    failed "the tail of a closed stream did not end well:" "$work/closed.err"
grep -q 'end of stream' "$work/closed.err"
test -s "$work/closed.out"

# A growing one: more arrives while it is followed.
"$work/tail/tail" "$url/events/orders" >"$work/live.out" 2>"$work/live.err" &
jobs+=($!)
seen=0
for _ in $(seq 600); do
    size=$(stat -c %s "$work/live.out")
    ((seen == 0 || size == seen)) || break
    ((size == 0)) || seen=$size
    sleep 0.1
done
((seen > 0 && size > seen)) || failed "nothing new arrived in 60 s:" "$work/live.err"

# Two lines, of which the first makes the stream; then one that the server refuses.
for text in one two; do
    timeout 60 "$work/append/append" "$url/from/the example" "$text" >"$work/offset" 2>"$work/append.err" ||
        failed "appending did not end well:" "$work/append.err"
    test -s "$work/offset"
done
[[ $(curl -sS "$url/from/the%20example?offset=-1") == $'one\ntwo' ]] || failed "the stream holds something else"
! timeout 60 "$work/append/append" "$url/finished/report" more >/dev/null 2>"$work/append.err" ||
    failed "appending to a closed stream succeeded"
grep -q finished/report "$work/append.err"
echo "the examples tailed and appended at $url"
