#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# What `./run exec` promises: standard streams, exit code and signals are the command's own.
# shellcheck disable=SC2016 # the commands expand their own variables
set -uo pipefail

run=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)/run
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

expect() {
    local name=$1 wanted=$2 got=$3
    if [[ $got == "$wanted" ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n  expected %s\n  got      %s\n' "$name" "$wanted" "$got"
    fi
}

code_of() {
    "$@" >/dev/null 2>&1
    echo $?
}

# Starts a command that says its process number and waits; sets `started`.
start() {
    rm -f "$work/ready"
    "$run" exec bash -c "$1"' echo $$ >"$0"; while :; do sleep 0.05; done' "$work/ready" >"$work/out" 2>&1 &
    started=$!
    until [[ -s $work/ready ]]; do sleep 0.05; done
}

expect 'nothing to run' 2 "$(code_of "$run" exec)"
expect 'exit code' 7 "$(code_of "$run" exec sh -c 'exit 7')"
expect 'no such command' 127 "$(code_of "$run" exec no-such-command)"
expect 'death by a signal' 137 "$(code_of "$run" exec sh -c 'kill -KILL $$')"
expect 'inside itself' 9 "$(code_of "$run" exec "$run" exec sh -c 'exit 9')"
expect 'standard input, with any byte' "$(printf 'a\0b\377\n' | od -c)" "$(printf 'a\0b\377\n' | "$run" exec cat | od -c)"
expect 'standard output alone' out "$("$run" exec sh -c 'echo out; echo err >&2' 2>/dev/null)"
expect 'standard error' err "$("$run" exec sh -c 'echo err >&2' 2>&1 >/dev/null | tail -n 1)"
expect 'arguments' '<a b><><$x>*' "$("$run" exec printf '<%s><%s><%s>*' 'a b' '' '$x')"
expect 'working folder' "$work" "$(cd "$work" && "$run" exec pwd)"
expect 'a file of the caller' hello "$(echo hello >"$work/file" && "$run" exec cat "$work/file")"
expect 'a file beside home and project' hello "$("$run" exec sh -c "echo hello >/var/tmp/tst_exec.$$" && cat "/var/tmp/tst_exec.$$"; rm -f "/var/tmp/tst_exec.$$")"
expect 'no file vanishes' 'kept or refused' "$("$run" exec sh -c "echo hello >/usr/local/tst_exec.$$" 2>/dev/null && { cat "/usr/local/tst_exec.$$" >/dev/null || echo vanished; }; rm -f "/usr/local/tst_exec.$$" && echo 'kept or refused')"
expect 'the environment of the caller' 'a b' "$(TAILWATER_X='a b' "$run" exec sh -c 'echo "$TAILWATER_X"')"
expect 'programs first on PATH' "$(dirname "$run")/build/release/bin" "$("$run" exec sh -c 'echo "${PATH%%:*}"')"
expect 'no children of its own' '' "$("$run" exec bash -c 'ps -o stat= --ppid $$ | grep Z')"

start 'trap "exit 42" TERM;'
expect 'the same process' "$started" "$(<"$work/ready")"
kill -TERM "$started"
wait "$started"
expect 'SIGTERM reaches the command' 42 $?

start 'trap "echo hup; exit 43" HUP;'
kill -HUP "$started"
wait "$started"
expect 'SIGHUP reaches the command' '43 hup' "$? $(<"$work/out")"

start ''
kill -KILL "$started"
wait "$started" 2>/dev/null
expect 'SIGKILL ends the command' '137 gone' "$? $(kill -0 "$(<"$work/ready")" 2>/dev/null || echo gone)"

printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
