# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# Questions about the machine, and the packages of its own distribution. The functions take the
# folder that stands for / as their first argument where they read files, so that tests can make one up.

# One word of os-release: host_release / ID
host_release() {
    (
        # shellcheck disable=SC1091
        [[ -r $1/etc/os-release ]] && . "$1/etc/os-release"
        printf '%s' "${!2:-}"
    )
}

host_has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# True if the host itself can build and test Tailwater.
host_is_complete() {
    local tool folder status=0
    for tool in cmake ninja c++; do
        command -v "$tool" >/dev/null || return 1
    done
    # Half a second instead of a configuration where there is no Qt at all.
    [[ -n $(compgen -G '/usr/lib*/cmake/Qt6' || compgen -G '/usr/lib/*/cmake/Qt6') || -n ${CMAKE_PREFIX_PATH:-} ]] || return 1
    folder=$(mktemp -d) || return 1
    cmake -S "$environment_folder/probe" -B "$folder" -G Ninja >"$folder/log" 2>&1 || status=1
    rm -rf "$folder"
    return $status
}

# Runs a command as root: directly, or by sudo.
as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    else
        sudo -- "$@"
    fi
}

can_be_root() {
    [[ $(id -u) == 0 ]] && return 0
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || [[ -t 0 ]]
}

# True if apt could install every package, with Qt 6.8 or newer, without touching an installed one.
host_apt_offers() {
    local candidate plan
    candidate=$(apt-cache policy qt6-base-dev 2>/dev/null | sed -n 's/^ *Candidate: //p')
    [[ -n $candidate && $candidate != '(none)' ]] || return 1
    dpkg --compare-versions "$candidate" ge 6.8 || return 1
    plan=$(apt-get install --simulate --no-install-recommends -- "$@" 2>/dev/null) || return 1
    ! grep -q -E '^(Remv|Inst [^ ]+ \[)' <<<"$plan"
}

host_has_lists() { [[ -n $(compgen -G '/var/lib/apt/lists/*_Packages*') ]]; }

# An image for containers comes without package lists; without them apt knows nothing. The exit code
# of 'apt-get update' says nothing either: it is 0 where no list could be fetched.
host_refresh_apt() {
    host_has_lists && return 0
    host_allow_root
    as_root apt-get update -qq >/dev/null 2>&1 || true
    host_has_lists || fail "apt cannot fetch the package lists: check the network and /etc/apt/sources.list, then start again."
}

# Asks for sudo's password, before standard error goes to a log.
host_allow_root() { [[ $(id -u) == 0 ]] || sudo -- true || fail "sudo refuses: ask an administrator, or start again with the right password."; }

host_apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-upgrade \
        --no-install-recommends -- "$@" </dev/null
}

# The first package that apt would fetch, fetched once: without a network apt would try each of the
# hundreds, and each more than once.
host_can_fetch() {
    local folder first status=0
    first=$(apt-get install --simulate --no-install-recommends -- "$@" 2>/dev/null | sed -n 's/^Inst \([^ ]*\).*/\1/p' | sed -n 1p)
    [[ -n $first ]] || return 0
    folder=$(mktemp -d) || return 0
    (cd "$folder" && apt-get download -qq -o Acquire::Retries=0 -- "$first") || status=1
    rm -rf "$folder"
    return $status
}

# Installs packages, or says why not. What apt writes meanwhile is worth reading only then.
host_install() {
    local log
    log=$(mktemp) || fail "The disk is full (no file can be made in ${TMPDIR:-/tmp}): free 3 GB, then start again."
    host_allow_root
    host_can_fetch "$@" >"$log" 2>&1 || host_explain_offline "$log"
    if ! host_apt_install "$@" >"$log" 2>&1; then
        # Lists that are older than the mirror name files that it no longer has.
        if ! grep -q -E ' 404 |Unable to locate package' "$log" || ! as_root apt-get update -qq >/dev/null 2>&1 ||
            ! host_apt_install "$@" >"$log" 2>&1; then
            host_explain "$log"
        fi
    fi
    rm -f "$log"
}

log_says_full() { grep -q -i -E 'no space left|enough free space|disk quota' "$1"; }
log_says_offline() {
    grep -q -i -E 'could not resolve|temporary failure|unable to connect|could not connect|connection (failed|timed out|refused)|network is unreachable|failed to fetch' "$1"
}

host_explain_offline() {
    ! log_says_offline "$1" || grep -q ' 404 ' "$1" ||
        fail "Cannot fetch Debian packages from $(host_mirror / ''): check the network (and apt's proxy, if you use one), then start again."
}

# Why apt could not install, in one sentence: host_explain LOG
host_explain() {
    if log_says_full "$1"; then
        fail "The disk is full (apt installs to /usr and keeps archives in /var/cache/apt): free 3 GB, then start again."
    elif grep -q 'dpkg was interrupted' "$1"; then
        fail "An earlier installation of packages was interrupted: as root, run 'dpkg --configure -a', then start again."
    elif grep -q -i 'could not get lock' "$1"; then
        fail "Another program is installing packages: wait until it is done, then start again."
    fi
    host_explain_offline "$1"
    fail "apt could not install the packages: read $1, repair what it names, then start again."
}

# The URIs in the host's apt sources, one a line: host_apt_uris /
host_apt_uris() {
    local file
    for file in "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d/*.list; do
        [[ -r $file ]] || continue
        sed -n -E 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' "$file"
    done
    for file in "$1"/etc/apt/sources.list.d/*.sources; do
        [[ -r $file ]] || continue
        sed -n -E 's/^URIs:[[:space:]]*//p' "$file" | tr -s '[:space:]' '\n'
    done
}

# The Debian mirror that the host uses, or the default one: host_mirror / ''  and  host_mirror / -security
host_mirror() {
    local uri
    if [[ $(host_release "$1" ID) == debian ]]; then
        while read -r uri; do
            uri=${uri%/}
            if [[ $uri == http*"/debian$2" ]]; then
                printf '%s' "$uri"
                return
            fi
        done < <(host_apt_uris "$1")
    fi
    printf 'http://deb.debian.org/debian%s' "$2"
}

# The file with the certificate authorities that the host trusts.
host_authorities() {
    local file
    for file in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt \
        /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem; do
        if [[ -n $file && -s $file ]]; then
            printf '%s' "$file"
            return
        fi
    done
}
