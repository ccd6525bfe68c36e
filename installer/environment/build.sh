# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# build PRESET [TARGET…]: configures if needed and builds. Everything it prints goes to standard error.
build() {
    local preset=$1 folder=$project/build/$1 lock
    shift
    { mkdir -p "$folder" && [[ -w $folder ]] && exec {lock}>"$project/build/.lock-$preset"; } 2>/dev/null ||
        fail "Cannot write to $project/build: make it writable (and free space, if the disk is full), or clone to a folder of yours."
    flock "$lock"
    build_configure "$preset" "$folder"
    build_name_headers "$folder"
    build_compile "$folder" "$@"
    exec {lock}>&-
}

# Compilers stop in many ways where the disk is full; one sentence says it.
build_check_disk() {
    (($(df --output=avail -k "$1" | tail -n 1) > 20 << 10)) ||
        fail "The disk of $1 is full: free 3 GB, then start again."
}

# Another environment, or a folder that was moved, has to begin anew; otherwise ninja configures
# again by itself when a CMake file changed.
build_configure() {
    local preset=$1 folder=$2 made_for
    made_for="$project ${TAILWATER_INSIDE:-$environment}"
    if [[ -e $folder/build.ninja && -r $folder/.made-for && $(<"$folder/.made-for") == "$made_for" ]]; then
        return
    fi
    find "$folder" -mindepth 1 -delete
    say "Configuring ($preset) …"
    (cd "$project" && enter cmake --preset "$preset" >"$folder/configure.log" 2>&1) || {
        build_check_disk "$folder"
        tail -n 30 "$folder/configure.log" >&2
        fail "CMake cannot configure the $preset build: the whole log is $folder/configure.log."
    }
    printf '%s\n' "$made_for" >"$folder/.made-for"
    [[ -t 2 ]] || say "Building, the first time from the beginning: several minutes …"
}

# Precompiled headers differ in their bytes each time they are made, and with them everything that is
# compiled after them would for the compiler cache. So it is told (CCACHE_PCH_EXTSUM) to go by what they
# are made of instead: a list of the system's headers, and the packages that these came with.
build_name_headers() {
    local list packages
    if [[ $environment == root ]]; then
        packages=$(root_key)$(<"$(root_path)/.ready")
    else
        packages=$(stat -c %Y-%s /var/lib/dpkg/status 2>/dev/null) || return 0
    fi
    while IFS= read -r -d '' list; do
        { echo "$packages"; cat "$list"; } | sha256sum >"$list.gch.sum"
    done < <(find "$1" -name cmake_pch.hxx -print0)
}

# As many compilers as there are processors and memory for.
build_jobs() {
    local processors memory
    processors=$(nproc)
    memory=$(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo)
    memory=$((${memory:-0} / 1200000))
    echo $((memory < 1 ? 1 : memory < processors ? memory : processors))
}

# One line of progress on a terminal, failures alone elsewhere.
build_compile() {
    local folder=$1 log='' status=0
    shift
    if [[ -t 2 ]]; then
        NINJA_STATUS='Building [%f/%t] ' enter ninja -j "$(build_jobs)" -C "$folder" "$@" </dev/null >&2 || status=$?
    else
        log=$folder/build.log
        enter ninja -j "$(build_jobs)" -C "$folder" --quiet "$@" </dev/null >"$log" 2>&1 || status=$?
    fi
    ((status == 0)) && return
    build_check_disk "$folder"
    [[ -z $log ]] || cat "$log" >&2
    fail "The ${folder##*/} build failed: the compiler's messages are above."
}
