#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# example.sh BUILD EXAMPLE WORK SANDBOX: installs the library, builds the example against the
# installed package alone, and tails a closed and a growing stream of a sandbox with it.
set -euo pipefail
build=$1 example=$2 work=$3 sandbox=$4

rm -rf "$work"
cmake --install "$build" --component development --prefix "$work/prefix" >/dev/null
lines=$(grep -cvE '^\s*(//.*)?$' "$example/main.cpp")
if [ "$lines" -ge 30 ]; then
    echo "FAIL: the example has $lines lines of code; it shall stay under 30"
    exit 1
fi
cmake -S "$example" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/prefix" \
    -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$work/build" >/dev/null

coproc SERVER { exec "$sandbox" --memory --samples --port 0; }
server=$SERVER_PID
trap 'kill "$server" 2>/dev/null || true' EXIT
read -r -t 20 line <&"${SERVER[0]}"
url=$(sed -E 's/.*"url":"([^"]+)".*/\1/' <<<"$line")

# A closed stream: everything, then the end.
if ! QT_LOGGING_RULES='*.debug=false' timeout 30 "$work/build/tail" "$url/finished/report" \
    >"$work/closed.out" 2>"$work/closed.err"; then
    echo "FAIL: the tail of a closed stream did not end well:"
    cat "$work/closed.err"
    exit 1
fi
grep -q 'end of stream' "$work/closed.err"
test -s "$work/closed.out"

# A growing one: more arrives while it is followed.
"$work/build/tail" "$url/events/orders" >"$work/live.out" 2>"$work/live.err" &
tail=$!
trap 'kill "$tail" "$server" 2>/dev/null || true' EXIT
seen=0
for _ in $(seq 300); do
    size=$(stat -c %s "$work/live.out")
    if [ "$seen" -gt 0 ] && [ "$size" -gt "$seen" ]; then
        echo "the example tailed $url: closed and live"
        exit 0
    fi
    [ "$size" -gt 0 ] && [ "$seen" -eq 0 ] && seen=$size
    sleep 0.1
done
echo "FAIL: nothing new arrived in 30 s:"
cat "$work/live.err"
exit 1
