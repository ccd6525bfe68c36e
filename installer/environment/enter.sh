# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# Chooses the environment (host or private root) and runs commands in it.

# Changes with the installed packages and the release; not every distribution has dpkg.
host_state() { { stat -c %Y /var/lib/dpkg/status /etc/os-release 2>/dev/null || true; } | paste -s -d' '; }

# Sets `environment` to host or root. The answer is remembered until the package list or the
# installed packages change, so that the next start does not ask again.
choose_environment() {
    if [[ -n ${TAILWATER_INSIDE:-} ]]; then
        environment=host
        return
    fi
    local stamp state remembered=''
    stamp=$cache/environment-$(root_key)
    state=$(host_state)
    if [[ -r $stamp ]]; then
        # Half a file, as a full disk leaves it, is none.
        { read -r environment && read -r remembered; } <"$stamp" || remembered=''
        if [[ $environment == root ]]; then
            root_is_ready && return
        elif [[ $remembered == "$state" ]]; then
            return
        fi
    fi
    if root_is_ready; then
        environment=root
    elif host_is_complete; then
        environment=host
    elif host_has_apt && choose_apt; then
        environment=host
    else
        root_prepare
        environment=root
    fi
    state=$(host_state)
    { printf '%s\n%s\n' "$environment" "$state" >"$stamp"; } 2>/dev/null || true
}

# Installs the packages of the distribution, if it has them and the user agrees.
choose_apt() {
    local packages
    mapfile -t packages < <(wanted_packages host)
    can_be_root || return 1
    [[ $(id -u) != 0 && $assume_yes == no ]] || host_refresh_apt
    host_apt_offers "${packages[@]}" || return 1
    agreed "Install what Tailwater is built with by apt (${packages[*]})?" || return 1
    say "Installing what Tailwater is built with by apt, once, a few minutes …"
    host_install "${packages[@]}"
    host_is_complete || fail "The packages are installed, but a test configuration fails: run 'cmake -S $environment_folder/probe -B /tmp/probe' to see why."
}

# The variables for compiling and running, wherever.
common_variables() {
    export TAILWATER_COMPILER_LAUNCHER=${TAILWATER_COMPILER_LAUNCHER-ccache}
    export CCACHE_DIR=${CCACHE_DIR:-$cache/ccache} CCACHE_BASEDIR=$project CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    [[ -w $cache ]] || TAILWATER_COMPILER_LAUNCHER=
    [[ $environment == root ]] || command -v ccache >/dev/null || TAILWATER_COMPILER_LAUNCHER=
    if [[ $environment == root ]]; then
        root_variables
    elif [[ $(locale charmap 2>/dev/null) != UTF-8 ]]; then
        unset LC_ALL
        export LC_CTYPE=C.UTF-8
    fi
    export PATH=$project/build/release/bin:$PATH:$cache/npm-$npm_version/program
}

# Runs a command in the environment and returns.
enter() {
    if [[ $environment == root ]]; then
        bwrap --die-with-parent "${arguments[@]}" --chdir "$PWD" -- "$@"
    else
        "$@"
    fi
}

# Becomes a command in the environment: the same process, so that its standard streams, exit code
# and signals are the caller's own. bubblewrap would stay between the two and forward no signal; so
# it only makes the mounts, for a process that ends as soon as ours has joined it.
enter_exec() {
    [[ $environment == root ]] || exec "$@"
    local holder='' user=()
    # shellcheck disable=SC2016
    read -r holder < <((bwrap "${arguments[@]}" -- /bin/sh -c 'echo $$; exec sleep 60 >/dev/null 2>&1' </dev/null &)) || true
    [[ -n $holder ]] || fail "Cannot enter the build environment: run 'bwrap --ro-bind / / true' to see why."
    [[ $(id -u) == 0 ]] || user=(--user --preserve-credentials)
    # shellcheck disable=SC2016
    exec nsenter --target "$holder" "${user[@]}" --mount -- \
        /bin/sh -c 'kill -KILL "$1"; cd "$2"; shift 2; exec "$@"' sh "$holder" "$PWD" "$@"
}
