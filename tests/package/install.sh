#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# install.sh PACKAGES DISPLAY: the Debian packages in the folder PACKAGES on a clean Debian 13, as
# root: installed with what they declare and nothing else, started from the desktop file on the X
# server DISPLAY (":7"), which lets this user in, and removed without a trace.
set -euo pipefail

packages=$(readlink -f "$1")
display=$2
id=io.github.tailwater.Tailwater
work=$(mktemp -d /var/tmp/tailwater-install.XXXXXX)
root=$work/root
trap 'rm -rf "$work"' EXIT

fail() {
    printf 'FAIL %s\n' "$*" >&2
    exit 1
}

# A machine of its own: mounts and processes end with the command, which sees the network and the
# display of this one.
inside() {
    # shellcheck disable=SC2016 # expanded by the shell inside
    unshare --mount --pid --fork --kill-child --propagation private bash -c '
        root=$1; shift
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mkdir -p "$root/tmp/.X11-unix"
        mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
        mount -t tmpfs tmpfs "$root/run"
        mkdir -p -m 700 "$root/run/user/0"
        exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
            XDG_RUNTIME_DIR=/run/user/0 DISPLAY="$DISPLAY" XAUTHORITY="${XAUTHORITY:+/root/.Xauthority}" \
            DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"' bash "$root" "$@"
}

apt() { inside apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@"; }

# Whatever names us, but for the user's own files.
traces() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./root -o -path ./packages \) -prune -o \
        \( -iname '*tailwater*' -o -iname '*durablestreams*' -o -iname '*dscap*' \) -print)
    (cd "$root" && grep -r -l -i -E 'tailwater|dscap' usr/share/applications usr/share/mime etc 2>/dev/null) || true
}

echo "a clean Debian 13 …"
mkdir -p "$root"
mirror=$(sed -n -E 's/^URIs: *(http[^ ]*\/debian)\/?$/\1/p; s/^deb (http[^ ]*\/debian)\/? .*/\1/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1 || true)
for try in 1 2 3; do
    mmdebstrap --mode=root --variant=minbase --format=tar trixie "$work/root.tar" \
        "${mirror:-http://deb.debian.org/debian}" >"$work/log" 2>&1 && break
    ((try < 3)) || { cat "$work/log" >&2; fail "mmdebstrap makes no root"; }
done
tar -x --exclude='./dev/*' -C "$root" -f "$work/root.tar"
rm "$work/root.tar"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
mkdir "$root/packages"
cp "$packages"/*.deb "$root/packages/"
# shellcheck disable=SC2015
[[ -n ${XAUTHORITY:-} ]] && cp "$XAUTHORITY" "$root/root/.Xauthority" || true
apt update
[[ -z $(traces) ]] || fail "the clean system knows us already: $(traces)"

echo "installed with what it declares …"
apt install "/packages/$(basename "$packages"/tailwater_*.deb)"
inside tailwater --version
inside tailwater-sandbox --version
for file in "usr/share/applications/$id.desktop" "usr/share/metainfo/$id.metainfo.xml" \
    "usr/share/mime/packages/$id.xml" "usr/share/icons/hicolor/scalable/apps/$id.svg" \
    "usr/share/icons/hicolor/48x48/apps/$id.png" usr/share/doc/tailwater/copyright \
    usr/share/man/man1/tailwater.1.gz; do
    [[ -s $root/$file ]] || [[ $file == *.gz && -s $root/${file%.gz} ]] || fail "$file is not installed"
done
# The sandbox needs the database plugin, its picture the SVG plugins, all of it X11.
inside timeout 120 tailwater --sandbox --snapshot /root/picture.png
[[ -s $root/root/picture.png ]] || fail "no picture of the sandbox"
for plugin in imageformats/libqsvg.so iconengines/libqsvgicon.so sqldrivers/libqsqlite.so \
    tls/libqopensslbackend.so platforms/libqxcb.so platforms/libqwayland-generic.so; do
    compgen -G "$root/usr/lib/*/qt6/plugins/$plugin" >/dev/null || fail "no $plugin"
done
compgen -G "$root/usr/share/qt6/translations/qtbase_de.qm" >/dev/null || fail "no texts of Qt"

echo "started from its desktop file …"
apt install libglib2.0-bin desktop-file-utils shared-mime-info x11-utils
# shellcheck disable=SC2016
inside bash -c '
    set -e
    tailwater-sandbox --memory --samples --port 4499 >/dev/null &
    for try in $(seq 100); do
        (exec 3<>/dev/tcp/127.0.0.1/4499) 2>/dev/null && break
        sleep 0.1
    done
    gio launch "/usr/share/applications/$1.desktop" http://127.0.0.1:4499/v1/stream/events/orders &
    for try in $(seq 600); do
        xwininfo -root -tree | grep -q "\"events/orders.*Tailwater" && exit 0
        sleep 0.1
    done
    xwininfo -root -tree
    exit 1' bash "$id" || fail "no window that shows the stream"
inside gio mime application/vnd.tailwater.dscap | grep -q "$id.desktop" || fail "captures do not open with it"
inside gio mime x-scheme-handler/durable-streams+http | grep -q "$id.desktop" || fail "links do not open with it"
echo '{}' >"$root/root/some.dscap"
inside gio info -a standard::content-type /root/some.dscap | grep -q vnd.tailwater.dscap ||
    fail "a capture is not known by its name"

echo "the library for developers …"
apt install --simulate "/packages/$(basename "$packages"/libdurablestreams-dev_*.deb)" >/dev/null

echo "removed …"
apt purge tailwater
apt autoremove --purge
[[ -z $(traces) ]] || fail "it leaves: $(traces)"
echo "installed, started, removed without a trace"
