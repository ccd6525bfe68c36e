# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# The Secret Service that a test keeps secrets in. Installed it would become a part of the desktop, so
# it is fetched by apt and unpacked to the cache folder, and found on the path.

keyring_packages=(gnome-keyring libgcr-base-3-1 libgck-1-0 libgcrypt20 libgpg-error0 libsecret-1-0 libcap-ng0)

# Fetches the packages to the current folder, with package lists of its own: the private root has none.
keyring_download() {
    # shellcheck disable=SC2016
    enter bash -c 'set -e
        mkdir -p lists/partial cache/archives/partial
        apt=(apt-get -qq -o "Dir::State::Lists=$PWD/lists" -o "Dir::Cache=$PWD/cache" -o APT::Sandbox::User=root)
        "${apt[@]}" update
        "${apt[@]}" download "$@"' bash "${keyring_packages[@]}" >log 2>&1
}

# A program that finds its libraries without telling others of them: keyring_wrap FOLDER
keyring_wrap() {
    mkdir "$1/bin"
    # shellcheck disable=SC2016
    printf '#!/bin/sh\n%s\n%s\nexec "%s" "$@"\n' \
        'here=${0%/bin/*}' \
        'LD_LIBRARY_PATH=$(echo "$here"/usr/lib/*-linux-gnu*) export LD_LIBRARY_PATH' \
        '$here/usr/bin/gnome-keyring-daemon' >"$1/bin/gnome-keyring-daemon"
    chmod +x "$1/bin/gnome-keyring-daemon"
}

keyring_install() {
    [[ $environment == root ]] || ! command -v gnome-keyring-daemon >/dev/null || return 0
    local folder=$cache/keyring-${TAILWATER_INSIDE:-$environment} new=$cache/keyring.$$.new package
    export PATH=$PATH:$folder/bin
    [[ ! -x $folder/bin/gnome-keyring-daemon ]] || return 0
    say "Fetching the Secret Service for the tests …"
    mkdir -p "$new" || fail "Cannot write to $cache: make it writable, or set XDG_CACHE_HOME to another folder."
    (cd "$new" && keyring_download) || {
        tail -n 3 "$new/log" >&2
        rm -rf "$new"
        fail "Cannot fetch ${keyring_packages[*]} with apt: check the network, then start again."
    }
    rm -rf "$new"/{lists,cache,log}
    for package in "$new"/*.deb; do
        enter dpkg-deb -x "$package" "$new"
        rm "$package"
    done
    keyring_wrap "$new"
    mv -T "$new" "$folder" 2>/dev/null || rm -rf "$new"
}
