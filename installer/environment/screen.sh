#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# screen.sh COMMAND…: runs a command on a virtual screen of its own.
set -euo pipefail

folder=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# The server chooses a free number itself and tells it; the cookie keeps other users out.
export XAUTHORITY=$folder/authority
cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
touch "$XAUTHORITY"
xauth -q add :0 . "$cookie"
mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -noreset -auth "$XAUTHORITY" \
    3>"$folder/number" >"$folder/log" 2>&1 &
server=$!
read -r number <"$folder/number" || {
    printf 'run: The virtual screen does not start: %s\n' "$(tail -n 1 "$folder/log")" >&2
    exit 1
}
xauth -q add ":$number" . "$cookie"
export DISPLAY=:$number
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb

"$@" &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM INT
status=0
wait "$child" || status=$?
exit "$status"
