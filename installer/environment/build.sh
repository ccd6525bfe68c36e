# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# build PRESET [TARGET…]: configures if needed and builds. Everything it prints goes to standard error.
build() {
    local preset=$1 folder=$project/build/$1 lock
    shift
    mkdir -p "$folder" 2>/dev/null || fail "Cannot write to $project/build: make it writable, or clone to a folder of yours."
    exec {lock}>"$project/build/.lock-$preset"
    flock "$lock"
    build_configure "$preset" "$folder"
    build_compile "$folder" "$@"
    exec {lock}>&-
}

# Another environment, or a folder that was moved, has to begin anew; otherwise ninja configures
# again by itself when a CMake file changed.
build_configure() {
    local preset=$1 folder=$2 made_for
    made_for="$project $environment $(root_key)"
    if [[ -e $folder/build.ninja && -r $folder/.made-for && $(<"$folder/.made-for") == "$made_for" ]]; then
        return
    fi
    find "$folder" -mindepth 1 -delete
    say "Configuring ($preset) …"
    (cd "$project" && enter cmake --preset "$preset" >"$folder/configure.log" 2>&1) || {
        tail -n 30 "$folder/configure.log" >&2
        fail "CMake cannot configure the $preset build: the whole log is $folder/configure.log."
    }
    printf '%s\n' "$made_for" >"$folder/.made-for"
}

# One line of progress on a terminal, failures alone elsewhere.
build_compile() {
    local folder=$1 how=(--quiet) log status=0
    shift
    if [[ -t 2 ]]; then
        how=()
        NINJA_STATUS='Building [%f/%t] ' enter ninja -C "$folder" "${how[@]}" "$@" </dev/null >&2 || status=$?
    else
        log=$folder/build.log
        enter ninja -C "$folder" --quiet "$@" </dev/null >"$log" 2>&1 || status=$?
        ((status == 0)) || cat "$log" >&2
    fi
    ((status == 0)) || fail "The ${folder##*/} build failed: the compiler's messages are above."
}
