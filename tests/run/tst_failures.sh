#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# What `run` says when something is missing, on this machine's real tools: without a network, on a disk
# that is too small, on another distribution, with wrong arguments. Always one sentence that names the
# remedy. The same decisions on made-up machines are in tst_environment.sh. Above each case: the line
# that breaks it.
# shellcheck disable=SC2016,SC2317 # expanded and called in the shells that are made here
set -uo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export project
work=$(mktemp -d)
export work
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
unset TAILWATER_INSIDE TAILWATER_ENVIRONMENT

# A failure is one line after those of progress, holds the remedy, and has its exit code:
# expect CODE NAME PATTERN COMMAND…
expect() {
    local code=$1 name=$2 pattern=$3 got status=0
    shift 3
    got=$("$@" 2>&1 >/dev/null </dev/null) || status=$?
    got=$(grep -v '…$' <<<"$got")
    # shellcheck disable=SC2053
    if ((status == code)) && [[ $got == $pattern && $got != *$'\n'* ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n  expected %s: %s\n  got      %s: %s\n' "$name" "$code" "$pattern" "$status" "$got"
    fi
}

run() { XDG_CACHE_HOME=$work/cache "$project/run" "$@"; }

# apart UNSHARE-OPTION… SCRIPT: a script with the parts of `run` and, if an ordinary user starts it, as
# root of its own namespaces. The machine always lacks Qt there, and apt has none to offer.
apart() {
    local user=()
    [[ $(id -u) == 0 ]] || user=(--map-root-user)
    unshare --mount "${user[@]}" "${@:1:$#-1}" bash -c '
        set -euo pipefail
        environment_folder=$project/installer/environment cache=$work/cache environment= assume_yes=no arguments=()
        mkdir -p "$cache"
        for part in say packages host root servers npm enter build; do source "$environment_folder/$part.sh"; done
        host_is_complete() { return 1; }
        host_apt_offers() { return 1; }
        eval "$1"' bash "${*: -1}"
}

# check_arguments: ((1)) || misuse
expect 2 'exec without a command' "run: Nothing to run: write a command after 'exec'*" run exec
expect 2 'no such command' "run: There is no command 'tets': './run --help' lists them*" run tets
expect 2 'no such command, with --yes' "run: There is no command 'tets'*" run --yes tets
expect 2 'no such benchmark' "run: There is no benchmark 'nope': choose from *reader*" run bench nope
expect 2 'one of two benchmarks' "run: There is no benchmark 'nope'*" run bench reader nope
expect 2 'no such preset' "run: There is no preset 'fast' to build: choose from dev,*" run build fast
expect 2 'build without a preset' "run: There is no preset '' to build*" run build
for command in shell package screenshots; do
    expect 2 "$command with an argument" "run: '$command' takes no arguments: write './run $command' alone." run $command more
done
# run: cache=$HOME/.cache/tailwater
expect 2 'without a home folder' 'run: Nothing to run*' env -u HOME "$project/run" exec

# log_says_offline: return 1
expect 1 'no network' 'run: *package*: check the network*, then start again.' \
    apart --net choose_environment

# root_check_space: return 0
expect 1 'a cache folder on a small disk' \
    "run: The build environment needs 2.5 GB, but $work/cache has * MB left: free some space, or set XDG_CACHE_HOME*" \
    apart 'mount -t tmpfs -o size=64M tmpfs "$cache"; choose_environment'

# build_check_disk: return 0
expect 1 'a build folder on a full disk' 'run: The disk of *build/release is full: free 3 GB, then start again.' apart '
    project=$work/project environment=host
    mkdir -p "$project/build"
    mount -t tmpfs -o size=1M tmpfs "$project/build"
    printf "#include <x>" >"$project/CMakeLists.txt"
    (cat /dev/zero >"$project/build/zero") 2>/dev/null || true
    truncate -s -32K "$project/build/zero"
    enter() { return 1; }
    build release'

# build: 2>/dev/null || true
expect 1 'a build folder that cannot be written to' 'run: Cannot write to *build: make it writable*' apart '
    project=$work/project environment=host
    mkdir -p "$project/build"
    mount -t tmpfs -o ro tmpfs "$project/build"
    build release'

# host_has_apt: return 0; host_state: no || true
expect 1 'another distribution' \
    'run: This system (Fedora Linux 42) has no Qt 6.8 and no apt: install Qt 6.8, KF6 SyntaxHighlighting*' apart '
    printf "ID=fedora\nPRETTY_NAME=\"Fedora Linux 42\"\n" >"$work/os-release"
    mount --bind "$work/os-release" "$(readlink -f /etc/os-release)"
    mkdir -p "$work/bin" "$work/empty"
    [[ ! -e /var/lib/dpkg ]] || mount --bind "$work/empty" /var/lib/dpkg
    for tool in sed grep cat tr tail head cut sha256sum df mkdir rm mv flock paste findmnt id stat; do
        ln -sf "$(command -v $tool)" "$work/bin"
    done
    PATH=$work/bin
    hash -r
    choose_environment'

# root_check_namespaces: return 0
expect 1 'no namespaces' 'run: *: start it with --privileged, or*' apart '
    mkdir -p "$work/tools"
    printf "#!/bin/sh\nexit 1\n" >"$work/tools/bwrap"
    cp "$work/tools/bwrap" "$work/tools/mmdebstrap"
    cp "$work/tools/bwrap" "$work/tools/newuidmap"
    chmod +x "$work"/tools/*
    PATH=$work/tools:$PATH
    choose_environment'

printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
