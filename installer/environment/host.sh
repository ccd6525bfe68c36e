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

# An image for containers comes without package lists; without them apt knows nothing.
host_refresh_apt() {
    [[ -n $(compgen -G '/var/lib/apt/lists/*_Packages*') ]] && return 0
    as_root apt-get update -qq >&2 || fail "apt cannot fetch the package lists: check the network and /etc/apt/sources.list, then start again."
}

host_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-upgrade \
        --no-install-recommends -- "$@" >&2
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
