# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# The private Debian 13 root: made once in the user's cache folder, entered with bubblewrap.

root_key() { { echo 1; wanted_packages; echo "${packages_unpacked[@]}"; } | sha256sum | cut -c 1-16; }
root_path() { printf '%s/root-%s' "$cache" "$(root_key)"; }
root_is_ready() { [[ -e $(root_path)/.ready ]]; }

# mmdebstrap writes many small files: memory is faster, if there is plenty.
root_scratch() {
    local free available options
    free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)
    available=$(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo)
    options=$(findmnt -n -o OPTIONS -T /dev/shm 2>/dev/null || echo nodev)
    if ((${free:-0} > 4 << 20 && ${available:-0} > 8 << 20)) &&
        [[ -w /dev/shm && ,$options, != *,noexec,* && ,$options, != *,nodev,* ]]; then
        echo /dev/shm
    else
        echo /var/tmp
    fi
}

root_check_space() {
    local folder=$1 need=$2 free
    free=$(df --output=avail -k "$folder" 2>/dev/null | tail -n 1)
    ((${free:-0} >= need << 10)) ||
        fail "The build environment needs $((need >> 10)).$((need % 1024 * 10 / 1024)) GB, but $folder has $((${free:-0} >> 10)) MB left: free some space, or set $3 to a folder on a larger disk."
}

root_install_tools() {
    local tools=() tool
    for tool in mmdebstrap bwrap newuidmap; do
        command -v "$tool" >/dev/null || tools+=("$tool")
    done
    ((${#tools[@]})) || return 0
    host_has_apt ||
        fail "This system ($(host_release / PRETTY_NAME)) has no Qt 6.8 and no apt: install Qt 6.8, KF6 SyntaxHighlighting and the other libraries of README.md, or mmdebstrap, uidmap and bubblewrap."
    if ! can_be_root || ! agreed "Install ${packages_host[*]} with apt to prepare the build environment?"; then
        fail "The build environment needs ${packages_host[*]}: ask an administrator to run 'apt-get install ${packages_host[*]}', or start with --yes where sudo works."
    fi
    host_refresh_apt
    say "Installing ${packages_host[*]} with apt …"
    host_install "${packages_host[@]}"
}

root_check_namespaces() {
    bwrap --ro-bind / / --dev-bind /dev /dev true 2>/dev/null && return 0
    if [[ $(id -u) == 0 ]]; then
        fail "This container may not mount anything (bubblewrap failed): start it with --privileged, or use an image of Debian 13, where nothing needs mounting."
    fi
    fail "Ordinary users may not make namespaces here: as root, run 'sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000 kernel.apparmor_restrict_unprivileged_userns=0' (those that exist), or start Tailwater on Debian 13."
}

# The lines of apt's sources inside: root_sources MIRROR SECURITY
root_sources() {
    echo "deb $1 trixie main"
    echo "deb $1 trixie-updates main"
    echo "deb $2 trixie-security main"
}

# What mmdebstrap runs before it is done, for packages that are not installed.
root_unpack_hook() {
    # shellcheck disable=SC2016
    printf 'chroot "$1" sh -c "set -e; cd /tmp; apt-get -qq download %s; for p in *.deb; do dpkg-deb -x \\$p /; rm \\$p; done"' \
        "${packages_unpacked[*]}"
}

root_debootstrap() {
    local target=$1 log=$2 options=() proxy
    proxy=$(apt-config shell p Acquire::http::Proxy 2>/dev/null | sed -n "s/^p='\(.*\)'$/\1/p") || proxy=''
    [[ -z $proxy ]] || options+=(--aptopt="Acquire::http::Proxy \"$proxy\"")
    [[ $(id -u) == 0 ]] && options+=(--mode=root) || options+=(--mode=unshare)
    # The exclusions come by a hook: as an option of mmdebstrap they would slow the extraction down.
    # shellcheck disable=SC2016
    options+=(--extract-hook='{ printf "path-exclude=/usr/share/%s/*\n" doc man info locale; echo force-unsafe-io; } > "$1/etc/dpkg/dpkg.cfg.d/50tailwater"')
    options+=(--customize-hook="$(root_unpack_hook)")
    root_sources "$(host_mirror / '')" "$(host_mirror / -security)" |
        TMPDIR=$(root_scratch) mmdebstrap --variant=apt --format=tar "${options[@]}" \
            --include="$(wanted_packages | paste -s -d,)" trixie - - 2>"$log" |
        tar -x --no-same-owner --exclude='./dev/*' -C "$target" 2>>"$log"
}

root_explain() {
    local log=$1
    if log_says_full "$log"; then
        fail "The disk is full (preparing in $cache and $(root_scratch)): free 3 GB, or set XDG_CACHE_HOME to a folder on a larger disk."
    elif log_says_offline "$log"; then
        fail "Cannot fetch Debian packages from $(host_mirror / ''): check the network (and http_proxy, if you use one), then start again."
    elif grep -q -i -E 'subuid|subgid|newuidmap' "$log"; then
        fail "Your account has no range of subordinate ids: as root, run 'usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)', then start again."
    elif grep -q -i -E 'unshare|namespace' "$log"; then
        fail "Ordinary users may not make namespaces here: as root, run 'sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000', or start Tailwater on Debian 13."
    fi
    fail "The build environment could not be prepared: read $log."
}

# Files that entering mounts over, and what a root without its documentation lacks.
root_finish() {
    local root=$1 file
    for file in resolv.conf hosts localtime machine-id passwd group; do
        rm -f "$root/etc/$file.tailwater"
        [[ -f $root/etc/$file && ! -L $root/etc/$file ]] || { rm -f "$root/etc/$file" && : >"$root/etc/$file"; }
    done
    cat >"$root/etc/fonts/local.conf" <<'EOF'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>/run/host/fonts</dir><dir>/run/host/local-fonts</dir></fontconfig>
EOF
    date -u >"$root/.ready"
}

# Fills a folder and gives it its name; removes it when anything goes wrong on the way.
root_make() {
    local new=$1 log=$2 job status=0
    # A process group of its own, so that an interrupted start stops all of it.
    set -m
    root_debootstrap "$new" "$log" &
    job=$!
    set +m
    # shellcheck disable=SC2064
    trap "kill -TERM -- -$job 2>/dev/null || :; wait $job 2>/dev/null || :; rm -rf '$new'" EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    wait "$job" || status=$?
    ((status == 0)) || root_explain "$log"
    root_finish "$new"
    mv -T "$new" "$(root_path)"
    trap - EXIT INT TERM HUP
}

# Makes the root, whole or not at all.
root_prepare() {
    local new log=$cache/prepare.log start=$SECONDS
    new=$(root_path).new
    { exec {root_lock}>"$cache/lock"; } 2>/dev/null || fail "Cannot write to $cache: make it writable, or set XDG_CACHE_HOME to a folder with 2 GB."
    if ! flock -n "$root_lock"; then
        say "Waiting for another start that is preparing the build environment …"
        flock "$root_lock"
    fi
    if ! root_is_ready; then
        rm -rf "$cache"/root-*.new
        root_check_space "$cache" 2600 XDG_CACHE_HOME
        root_install_tools
        root_check_namespaces
        [[ $(root_scratch) == /dev/shm ]] || root_check_space /var/tmp 2600 /var/tmp
        mkdir "$new"
        say "Preparing the build environment in $(root_path), once, about a minute …"
        root_make "$new" "$log"
        say "Prepared in $((SECONDS - start)) s."
    fi
    exec {root_lock}>&-
}

# The folders at the top that belong to the user's machine alone, one a line: root_foreign /
root_foreign() {
    local folder name
    for folder in "$1"/*/; do
        folder=${folder%/}
        name=${folder##*/}
        case $name in
            bin | boot | dev | etc | lib | lib32 | lib64 | libx32 | lost+found | proc | run | sbin | sys | tmp | usr | var) ;;
            *) [[ -L $folder || ! -r $folder || ! -x $folder ]] || printf '/%s\n' "$name" ;;
        esac
    done
}

# Fills root_arguments with what bubblewrap mounts. The parts of the root are mounted read-only, one
# by one, on an empty memory file system: a folder of the user's may then lie anywhere. In the end
# that is read-only too: what is written beside the shared folders has to fail, not to vanish.
root_arguments() {
    local root entry name authorities
    root=$(root_path)
    arguments=(--tmpfs /)
    for entry in "$root"/* "$root"/usr/* "$root"/var/lib/*; do
        name=${entry#"$root"}
        case $name in
            /usr | /var | /var/lib | /usr/local | /usr/src | /dev | /proc | /sys | /tmp | /run | /home | /root | /media | /mnt | /srv | /opt | /boot) ;;
            *)
                if [[ -L $entry ]]; then
                    arguments+=(--symlink "$(readlink "$entry")" "$name")
                else
                    arguments+=(--ro-bind "$entry" "$name")
                fi
                ;;
        esac
    done
    arguments+=(--dev-bind /dev /dev --bind /proc /proc --ro-bind-try /sys /sys
        --tmpfs /run --symlink ../run /var/run --bind /tmp /tmp --bind /var/tmp /var/tmp)
    for name in resolv.conf hosts localtime machine-id passwd group; do
        arguments+=(--ro-bind-try "/etc/$name" "/etc/$name")
    done
    arguments+=(--ro-bind-try /usr/share/fonts /run/host/fonts
        --ro-bind-try /usr/local/share/fonts /run/host/local-fonts
        --bind-try /run/dbus /run/dbus --bind-try "/run/user/$(id -u)" "/run/user/$(id -u)"
        --bind-try /run/media /run/media)
    authorities=$(host_authorities)
    if [[ -n $authorities ]]; then
        arguments+=(--ro-bind "$authorities" /etc/ssl/certs/ca-certificates.crt)
    fi
    if [[ -f ${NODE_EXTRA_CA_CERTS:-} && -r ${NODE_EXTRA_CA_CERTS:-} ]]; then
        arguments+=(--ro-bind "$NODE_EXTRA_CA_CERTS" /run/host/node-authorities.crt)
    fi
    while IFS= read -r entry; do
        root_share "$entry"
    done < <(root_foreign /)
    for entry in "$HOME" "$cache" "$project" "${XAUTHORITY:-}" "$PWD"; do
        root_share "$entry"
    done
    arguments+=(--remount-ro /)
}

# Refuses to install where it would not reach the user's machine: root_check_prefix COMMAND…
root_check_prefix() {
    local argument prefix='' next=no i
    for argument; do
        [[ $next == no ]] || prefix=$argument
        next=no
        case $argument in
            --prefix | --install-prefix) next=yes ;;
            --prefix=* | --install-prefix=* | -DCMAKE_INSTALL_PREFIX=* | -DCMAKE_INSTALL_PREFIX:PATH=*) prefix=${argument#*=} ;;
        esac
    done
    [[ -n $prefix ]] || return 0
    prefix=$(realpath -m -s -- "$prefix")
    for ((i = 0; i + 2 < ${#arguments[@]}; ++i)); do
        [[ ${arguments[i]} == --bind && $prefix/ == "${arguments[i + 2]}"/* ]] && return 0
    done
    fail "Nothing can be installed in $prefix from the build environment, which is a system of its own: choose a folder below $HOME, such as --prefix $HOME/durablestreams, and copy it from there."
}

# Shares a folder of the user's, unless a shared one holds it already.
root_share() {
    local path=$1 i
    [[ -n $path && $path != / && -e $path ]] || return 0
    for ((i = 0; i + 2 < ${#arguments[@]}; ++i)); do
        [[ ${arguments[i]} == --bind && $path/ == "${arguments[i + 2]}"/* ]] && return 0
    done
    arguments+=(--bind "$path" "$path")
}

# The environment variables that differ inside.
root_variables() {
    TAILWATER_INSIDE=$(root_key)
    export TAILWATER_INSIDE
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    # The host's locales are not installed inside; Qt takes the language from the name alone.
    [[ -z ${LC_ALL:-} ]] || export LANG=$LC_ALL
    unset LC_ALL
    export LC_CTYPE=C.UTF-8
    # root_arguments has mounted the file that the user told Node of.
    if [[ -f ${NODE_EXTRA_CA_CERTS:-} && -r ${NODE_EXTRA_CA_CERTS:-} ]]; then
        export NODE_EXTRA_CA_CERTS=/run/host/node-authorities.crt
    elif [[ -n $(host_authorities) ]]; then
        export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
    fi
    [[ -z ${SSL_CERT_FILE:-} ]] || export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
    unset QT_PLUGIN_PATH QT_QPA_PLATFORMTHEME LD_PRELOAD LD_LIBRARY_PATH GTK_MODULES
}
