#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# example.sh BUILD EXAMPLES WORK SANDBOX: installs the library, builds the examples against the
# installed package alone, and uses them on a sandbox: a closed and a growing stream are tailed, a
# new one is appended to, the streams are listed, and two workers share what comes.
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
for example in tail append produce ship list subscribe; do
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
test -s "$work/closed.out"
[[ ! -s $work/closed.err ]] || failed "the tail of a closed stream complained:" "$work/closed.err"

# What does not work says why, what to do about it, and what the server said: two or three lines, and an exit code.
refused() {
    local code=0
    timeout 60 "$@" >"$work/refused.out" 2>"$work/refused.err" || code=$?
    ((code == 1)) || failed "$* ended with $code" "$work/refused.err"
    ((code = $(grep -c . "$work/refused.err"), code == 2 || code == 3)) || failed "$* did not say cause and remedy:" "$work/refused.err"
}
refused "$work/tail/tail" "$url/no/such/stream"
grep -q 'does not exist' "$work/refused.err"
refused "$work/tail/tail"
refused "$work/list/list" http://127.0.0.1:1/v1/stream
refused "$work/list/list" "$url/elsewhere"
refused "$work/list/list" "${url%/v1/stream}/elsewhere" --scan
refused "$work/subscribe/subscribe" "$url" ''
refused "$work/produce/produce" "$url/from/a file" writer /no/such/file

# What streams there are, by either way.
for way in '' --scan; do
    timeout 60 "$work/list/list" "$url" $way >"$work/list.out" 2>"$work/list.err" || failed "list $way:" "$work/list.err"
    grep -q -E '^Open +application/json +events/orders$' "$work/list.out" || failed "list $way has no events/orders:" "$work/list.out"
    grep -q -E '^Closed .* finished/report$' "$work/list.out" || failed "list $way has no finished/report:" "$work/list.out"
done

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

# A file, twice: the second run under the same name takes the next epoch, and nothing is taken for the first's.
seq -f 'line %.0f' 30000 >"$work/lines"
for run in 1 2; do
    (cd "$work" && timeout 60 produce/produce "$url/from/a file" writer lines) >"$work/produce.out" 2>"$work/produce.err" ||
        failed "producing did not end well:" "$work/produce.err"
    grep -q '^30000 lines$' "$work/produce.out" || failed "producing said something else:" "$work/produce.out"
done
curl -sS "$url/from/a%20file?offset=-1" >"$work/produced"
cmp "$work/produced" <(cat "$work/lines" "$work/lines") || failed "not what was produced is stored"
# With the file of the epoch gone it fails, and says so, rather than lose what it is given.
rm "$work/writer.epoch"
(cd "$work" && refused produce/produce "$url/from/a file" writer lines)
grep -q 'restart()' "$work/refused.err" || failed "the stale epoch is not explained:" "$work/refused.err"
[[ $(grep -c '^not stored: line' "$work/refused.out") == 10000 ]] || failed "what is not stored did not come back"
# Nor does it guess what the epoch was.
: >"$work/writer.epoch"
(cd "$work" && refused produce/produce "$url/from/a file" writer lines)
grep -q 'cannot be read' "$work/refused.err" || failed "the damaged file is not named:" "$work/refused.err"
# A line that the server refuses comes back, those behind it are appended, and the exit code tells.
{ head -c 70000000 /dev/zero | tr '\0' x && printf '\nend\n'; } >"$work/long"
code=0
(cd "$work" && timeout 120 produce/produce "$url/from/long" longwriter long) >"$work/long.out" 2>"$work/long.err" || code=$?
((code == 1)) || failed "producing a line that is too long ended with $code:" "$work/long.err"
grep -q '^1 lines$' "$work/long.out" || failed "what was appended is not counted:" "$work/long.err"
[[ $(curl -sS "$url/from/long?offset=-1") == end ]] || failed "the line behind the long one is missing:" "$work/long.err"

# Killed again and again, wherever it is then: each line is there once, and in order.
tail_of() { curl -sSI "$url/from/shipped" 2>/dev/null | grep -i '^stream-next-offset' || true; }
for pause in 0 0.02 0.05 0.1 0.2; do
    (cd "$work" && exec ship/ship "$url/from/shipped" shipper lines) >"$work/ship.out" 2>"$work/ship.err" &
    pid=$!
    before=$(tail_of)
    for _ in $(seq 600); do
        [[ $(tail_of) == "$before" ]] || break
        sleep 0.01
    done
    sleep "$pause"
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
done
(cd "$work" && timeout 60 ship/ship "$url/from/shipped" shipper lines) >"$work/ship.out" 2>"$work/ship.err" ||
    failed "shipping did not end well:" "$work/ship.err"
curl -sS -X POST -H 'Stream-Closed: true' "$url/from/shipped" >/dev/null
timeout 60 "$work/tail/tail" "$url/from/shipped" 2>"$work/ship.err" | grep -o '"text":"[^"]*"' | cut -d '"' -f 4 >"$work/shipped"
cmp "$work/shipped" "$work/lines" || failed "not each line was shipped once"

# Two workers: each line comes to one of them, once, although the second is there before the first is gone.
for worker in 1 2; do
    "$work/subscribe/subscribe" "$url" 'jobs/*' >"$work/worker$worker.out" 2>"$work/worker$worker.err" &
    jobs+=($!)
    disown
done
for _ in $(seq 600); do
    curl -sS "$url/__ds/subscriptions/example" | grep -q '"wake_stream"' && break
    sleep 0.1
done
wanted=
for n in $(seq 20); do
    wanted+="jobs/$((n % 3)): job $n"$'\n'
    timeout 60 "$work/append/append" "$url/jobs/$((n % 3))" "job $n" >/dev/null
done
done_jobs() { cat "$work"/worker[12].out | awk '/^jobs/ { path = $1 } /job/ { print path, $(NF - 1), $NF }' | sort; }
for _ in $(seq 600); do
    (($(done_jobs | wc -l) < 20)) || break
    sleep 0.1
done
diff <(printf %s "$wanted" | sort) <(done_jobs) || failed "the workers did something else:" "$work/worker1.err"
[[ ! -s $work/worker1.err && ! -s $work/worker2.err ]] || failed "a worker complained:" "$work/worker1.err"
echo "the examples tailed, appended and produced at $url"
