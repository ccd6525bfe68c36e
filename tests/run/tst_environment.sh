#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# The environment's decisions and failures, on made-up machines: a folder stands for /, and programs
# that answer what the case wants stand first on PATH.
# shellcheck disable=SC2016,SC2317 # the programs made here expand their own variables; called by others
set -uo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
environment_folder=$project/installer/environment
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
arguments=()

for part in say packages host root enter; do
    # shellcheck source=/dev/null
    source "$environment_folder/$part.sh"
done

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
    ("$@") >/dev/null 2>&1
    echo $?
}

# A failure is one line on standard error, after those of progress, holds the remedy, and exits with 1.
expect_failure() {
    local name=$1 pattern=$2 got status=0
    shift 2
    got=$("$@" 2>&1 >/dev/null </dev/null) || status=$?
    expect "$name: exit code" 1 "$status"
    got=$(grep -v '…$' <<<"$got")
    expect "$name: one line" 1 "$(grep -c '^' <<<"$got")"
    # shellcheck disable=SC2053
    [[ $got == $pattern ]] && got=$pattern
    expect "$name" "$pattern" "$got"
}

# A machine of its own: a new cache, and programs from here only when the case makes them.
machine() {
    rm -rf "${work:?}"/{bin,root,cache}
    mkdir -p "$work/bin" "$work/root/etc/apt/sources.list.d" "$work/cache"
    cache=$work/cache
    assume_yes=no
    environment=
    unset TAILWATER_INSIDE
}

# program NAME BODY: a program of the machine.
program() {
    printf '#!/bin/bash\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

ordinary_user() { program id 'if [[ $1 == -un ]]; then echo anna; else echo 1000; fi'; }
on_machine() { PATH=$work/bin:$PATH "$@"; }
# Without any other program than these and the basic ones.
on_bare_machine() {
    local tool
    for tool in sed grep cat tr tail head cut sha256sum df mkdir rm mv flock paste findmnt tar date id wc; do
        [[ -e $work/bin/$tool ]] || ln -s "$(command -v "$tool")" "$work/bin/$tool"
    done
    (
        PATH=$work/bin
        hash -r
        "$@"
    )
}
with_tools() {
    program mmdebstrap "$1"
    program bwrap "${2:-exit 0}"
    program newuidmap 'exit 0'
}

test_reads_the_system() {
    machine
    printf 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n' >"$work/root/etc/os-release"
    expect 'os-release' 'Debian GNU/Linux 12 (bookworm)' "$(host_release "$work/root" PRETTY_NAME)"
    expect 'no os-release' '' "$(host_release "$work/none" ID)"
}

test_uses_the_mirror_of_the_host() {
    local sources=$work/root/etc/apt/sources.list
    machine
    echo ID=debian >"$work/root/etc/os-release"
    expect 'no sources' http://deb.debian.org/debian "$(host_mirror "$work/root" '')"
    echo 'deb [signed-by=/x.gpg] https://mirror.example/debian/ bookworm main' >"$sources"
    expect 'one-line sources' https://mirror.example/debian "$(host_mirror "$work/root" '')"
    printf '# deb http://old/debian x\ndeb cdrom:[D]/ bookworm main\ndeb http://a/debian bookworm main\n' >"$sources"
    expect 'comments and discs' http://a/debian "$(host_mirror "$work/root" '')"
    rm "$sources"
    printf 'Types: deb\nURIs: http://b/debian\nSuites: bookworm\n\nTypes: deb\nURIs: http://b/debian-security\n' \
        >"$work/root/etc/apt/sources.list.d/debian.sources"
    expect 'deb822 sources' http://b/debian "$(host_mirror "$work/root" '')"
    expect 'security' http://b/debian-security "$(host_mirror "$work/root" -security)"
    echo ID=ubuntu >"$work/root/etc/os-release"
    expect 'another distribution' http://deb.debian.org/debian "$(host_mirror "$work/root" '')"
}

test_judges_what_apt_offers() {
    machine
    program apt-cache 'printf "qt6-base-dev:\n  Installed: (none)\n  Candidate: %s\n" "${candidate:-6.8.2+dfsg-9}"'
    program apt-get 'echo "${plan:-Inst qt6-base-dev (6.8.2+dfsg-9 Debian)}"'
    offers() { on_machine host_apt_offers qt6-base-dev && echo yes || echo no; }
    expect 'Qt 6.8' yes "$(offers)"
    expect 'Qt 6.4' no "$(candidate=6.4.2+dfsg-10 && export candidate && offers)"
    expect 'no Qt 6' no "$(candidate='(none)' && export candidate && offers)"
    expect 'an upgrade' no "$(plan='Inst libc6 [2.36] (2.41 Debian)' && export plan && offers)"
    expect 'a removal' no "$(plan='Remv emacs [1]' && export plan && offers)"
    program apt-get 'exit 100'
    expect 'a package is missing' no "$(offers)"
}

test_explains_what_is_missing() {
    machine
    expect_failure 'unknown distribution' '*has no Qt 6.8 and no apt: install*' on_bare_machine root_prepare
    machine
    ordinary_user
    program apt-get 'exit 1'
    program dpkg-query 'exit 1'
    expect_failure 'neither root nor sudo' "*ask an administrator to run 'apt-get install mmdebstrap*" on_bare_machine root_prepare
    machine
    ordinary_user
    with_tools 'exit 1' 'exit 1'
    expect_failure 'no namespaces' "*may not make namespaces here: as root, run 'sysctl*" on_machine root_prepare
    machine
    with_tools 'exit 1' 'exit 1'
    program id 'echo 0'
    expect_failure 'a container without rights' '*start it with --privileged*' on_machine root_prepare
}

# apt that does what the case says for each command, and notes which were asked for.
with_apt() {
    program dpkg-query 'exit 0'
    program apt-get "echo \"\$1\$([[ \$* == *--simulate* ]] && echo -n -simulate)\" >>$work/asked
case \"\$*\" in *--simulate*) echo 'Inst small (1 Debian)' ;; download*) $1 ;; install*) $2 ;; esac"
    program id 'echo 0'
    rm -f "$work/asked"
}

# A start with nothing changed must not ask the machine again: that costs a configuration by CMake.
test_remembers_its_choice() {
    machine
    (
        host_is_complete() { echo asked >>"$work/cache/asked"; }
        choose_environment
        environment=
        choose_environment
        echo "$environment $(grep -c asked "$work/cache/asked")" >"$work/cache/answer"
        echo 'host 1' >"$(compgen -G "$work/cache/environment-*")"
        choose_environment
        grep -c asked "$work/cache/asked" >>"$work/cache/answer"
        set -e # as in run
        for half in '' host; do
            echo "$half" >"$(compgen -G "$work/cache/environment-*")"
            choose_environment
        done
        grep -c asked "$work/cache/asked" >>"$work/cache/answer"
    )
    expect 'chosen once, and again after a change' 'host 1 2 4' "$(paste -s -d' ' "$work/cache/answer")"
}

test_installs_with_apt() {
    machine
    with_apt 'exit 0' 'echo "Setting up small"'
    expect 'nothing is said' '' "$(on_machine host_install small 2>&1)"
    machine
    with_apt 'echo "E: Temporary failure resolving mirror" >&2; exit 100' 'exit 1'
    expect_failure 'no network' '*Cannot fetch Debian packages*check the network*' on_machine host_install small
    expect 'hundreds of packages are not tried' 'install-simulate download' "$(paste -s -d' ' "$work/asked")"
    machine
    with_apt 'exit 0' "[[ -e $work/cache/new ]] && exit 0; touch $work/cache/new; echo 'E: Failed to fetch x  404  Not Found'; exit 100"
    expect 'lists that are too old' 'install-simulate download install update install' \
        "$(on_machine host_install small 2>&1; paste -s -d' ' "$work/asked")"
    machine
    with_apt 'exit 0' "echo \"E: You don't have enough free space in /var/cache/apt/archives/.\"; exit 100"
    expect_failure 'disk full' '*The disk is full*free 3 GB*' on_machine host_install small
    machine
    with_apt 'exit 0' "echo \"E: dpkg was interrupted, you must manually run 'dpkg --configure -a'\"; exit 100"
    expect_failure 'interrupted before' "*as root, run 'dpkg --configure -a'*" on_machine host_install small
    machine
    with_apt 'exit 0' 'echo "E: Could not get lock /var/lib/dpkg/lock-frontend"; exit 100'
    expect_failure 'locked' '*wait until it is done*' on_machine host_install small
    machine
    with_apt 'exit 0' 'echo "E: something else"; exit 100'
    expect_failure 'anything else from apt' '*could not install the packages: read /*, repair*' on_machine host_install small
}

test_explains_what_went_wrong() {
    machine
    with_tools 'echo "E: Could not resolve deb.debian.org" >&2; exit 1'
    expect_failure 'no network' '*Cannot fetch Debian packages*check the network*' on_machine root_prepare
    machine
    with_tools 'echo "tar: x: Cannot write: No space left on device" >&2; exit 1'
    expect_failure 'disk full' '*The disk is full*free 3 GB*' on_machine root_prepare
    machine
    with_tools 'echo "E: invalid /etc/subuid" >&2; exit 1'
    expect_failure 'no subordinate ids' '*usermod --add-subuids*' on_machine root_prepare
    machine
    with_tools 'echo "something else" >&2; exit 1'
    expect_failure 'anything else' '*could not be prepared: read *prepare.log.' on_machine root_prepare
    expect 'no half root is left' '' "$(compgen -G "$work/cache/root-*")"
    machine
    with_tools 'exit 1'
    program df 'printf "Avail\n1000\n"'
    expect_failure 'little space' '*needs 2.5 GB, but*free some space*' on_machine root_prepare
    machine
    cache=/proc/nowhere
    with_tools 'exit 1'
    expect_failure 'cache not writable' '*Cannot write to /proc/nowhere*XDG_CACHE_HOME*' on_machine root_prepare
}

# A root as small as the steps after mmdebstrap need.
small_root='mkdir -p "$TMPDIR/small/etc/fonts" && tar -c -C "$TMPDIR/small" . ; rm -rf "$TMPDIR/small"'

test_prepares_once() {
    machine
    with_tools "echo made >>$work/count; sleep 1; export TMPDIR=\$(mktemp -d); $small_root"
    : >"$work/count"
    (on_machine root_prepare 2>/dev/null) &
    (on_machine root_prepare 2>/dev/null) &
    wait
    expect 'two starts make one root' 1 "$(grep -c . "$work/count")"
    expect 'it is ready' yes "$(root_is_ready && echo yes)"
    packages_test+=(another-package)
    expect 'another list is another root' no "$(root_is_ready && echo yes || echo no)"
    unset 'packages_test[-1]'
}

test_leaves_nothing_when_interrupted() {
    local start
    machine
    with_tools "echo started >$work/started; sleep 100"
    rm -f "$work/started"
    (
        set -e # as in run: nothing that fails on the way may end the cleaning up
        on_machine root_prepare 2>/dev/null
    ) &
    start=$!
    until [[ -e $work/started ]]; do sleep 0.05; done
    kill -TERM "$start"
    wait "$start"
    expect 'exit code of an interrupted start' 143 "$?"
    expect 'no root, whole or half' '' "$(compgen -G "$work/cache/root-*")"
}

# Where this runs, everything of the package lists is installed: what is asked of a host must be there.
test_asks_for_what_the_packages_bring() {
    expect 'the build environment is complete' yes "$(host_is_complete && echo yes)"
}

# What is written has to reach the machine, or to fail.
test_shares_the_folders_of_the_machine() {
    machine
    mkdir -p "$work/root/"{usr/local,etc,var/tmp,home/anna,data,srv,lost+found}
    ln -s data "$work/root/link"
    expect 'folders of the machine alone' '/data /home /srv' "$(root_foreign "$work/root" | paste -s -d' ')"
    root_arguments
    expect 'nothing is written in memory' '--remount-ro /' "${arguments[*]: -2}"
    for prefix in "$HOME/x" /var/tmp/x /tmp/x relative; do
        expect "installs in $prefix" 0 "$(code_of root_check_prefix cmake --install b --prefix "$prefix")"
    done
    expect 'no prefix' 0 "$(code_of root_check_prefix cmake --build b)"
    expect_failure 'a folder of the system' 'run: Nothing can be installed in /usr/local *--prefix '"$HOME"'/durablestreams*' \
        root_check_prefix cmake --install b --prefix /usr/local
    expect_failure 'a new folder at the top' '*installed in /durablestreams from*' root_check_prefix cmake --install b --prefix=/durablestreams
    expect_failure 'configured' '*installed in /usr/x from*' root_check_prefix cmake -B b -DCMAKE_INSTALL_PREFIX=/usr/x
}

test_refuses_wrong_arguments() {
    expect 'help' 0 "$("$project/run" --help >/dev/null 2>&1; echo $?)"
}

for case in $(declare -F | sed -n 's/^declare -f \(test_.*\)/\1/p'); do
    "$case"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
