# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034

# The Debian packages that building, running and testing Tailwater needs. A changed list makes a
# new private root.

packages_build=(
    ca-certificates tzdata
    g++ make cmake ninja-build ccache mold pkgconf git
    qt6-base-dev qt6-base-dev-tools
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n
    qt6-svg-dev qt6-svg-plugins qt6-wayland libqt6sql6-sqlite
    libkf6syntaxhighlighting-dev qtkeychain-qt6-dev
    libllhttp-dev zlib1g-dev libsimdjson-dev libpcre2-dev
    dpkg-dev file
)

# The virtual screen, and what the tests start. npm comes from its own registry: Debian's package
# has four hundred dependencies and doubles the time of the preparation.
packages_test=(
    xvfb xauth dbus fonts-dejavu-core
    nodejs openssl curl
)

# Web servers that the transport is tested against. On a host they would start as services, so there
# they are unpacked to the cache folder instead (servers.sh).
packages_servers=(nginx haproxy caddy)

# A Secret Service for the test of the keychain, and the libraries that nothing else here needs. Installed
# it would bring half a desktop along, so it is unpacked, in the private root as on a host.
packages_unpacked=(
    gnome-keyring
    libgcr-base-3-1 libgck-1-0 libgcrypt20 libgpg-error0 libsecret-1-0 libcap-ng0
)

# Only for .ci/run, with TAILWATER_ENVIRONMENT=full: fuzzers, validators, documentation, debugging.
packages_full=(
    clang libclang-rt-19-dev gdb
    shellcheck appstream desktop-file-utils doxygen
)

# What the host needs to prepare and enter a private root.
packages_host=(mmdebstrap uidmap bubblewrap debian-archive-keyring)

wanted_packages() {
    printf '%s\n' "${packages_build[@]}" "${packages_test[@]}"
    [[ ${1:-} == host ]] || printf '%s\n' "${packages_servers[@]}"
    [[ ${TAILWATER_ENVIRONMENT:-} != full ]] || printf '%s\n' "${packages_full[@]}"
}
