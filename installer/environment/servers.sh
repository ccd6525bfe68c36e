# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

servers_explain() {
    ! log_says_full "$1" || fail "The disk of $cache is full: free 3 GB, or set XDG_CACHE_HOME to a folder on a larger disk."
    host_explain_offline "$1"
    fail "Cannot fetch ${packages_servers[*]} and gnome-keyring with apt: run 'apt-get update' as root, or install them, then start again."
}

# The web servers and the Secret Service on a host that lacks them: fetched by apt, unpacked to the cache
# folder, never installed. In the private root they lie where they belong, and no service ever starts.
servers_install() {
    local folder=$cache/servers new=$cache/servers.$$.new program missing=no
    local programs=("${packages_servers[@]}" gnome-keyring-daemon)
    [[ $environment == host && -z ${TAILWATER_INSIDE:-} ]] || return 0
    export PATH=$PATH:$folder/usr/sbin:$folder/usr/bin
    LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$folder/usr/lib/$(gcc -dumpmachine)
    export LD_LIBRARY_PATH
    for program in "${programs[@]}"; do
        command -v "$program" >/dev/null || missing=yes
    done
    [[ $missing == yes ]] || return 0
    say "Fetching the servers for the tests …"
    rm -rf "$new"
    mkdir -p "$new" || fail "Cannot write to $cache: make it writable, or set XDG_CACHE_HOME to another folder."
    # What they need is whatever apt would install along with them on this machine.
    (
        cd "$new" && apt-get install --simulate --no-install-recommends "${packages_servers[@]}" >plan &&
            mapfile -t needed < <(awk '/^Inst /{print $2}' plan) &&
            apt-get download -qq "${needed[@]}" "${packages_unpacked[@]}"
    ) >"$cache/servers.log" 2>&1 || {
        rm -rf "$new"
        servers_explain "$cache/servers.log"
    }
    rm "$new/plan"
    for program in "$new"/*.deb; do
        dpkg-deb -x "$program" "$new"
        rm "$program"
    done
    rm -rf "$folder"
    mv -T "$new" "$folder"
}
