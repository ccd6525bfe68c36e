#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# check.sh                       looks whether the tests and the lines that the lists name exist
# check.sh BUILD [PROGRAM [TEST]]  breaks each line in turn, builds with the given folder, and expects
#                                the test to fail; run it by `./run exec`, on a clean working tree
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
build=${1:-}
wanted_program=${2:-}
wanted_test=${3:-}
bad=0
good=0
broken=

complain() {
    bad=$((bad + 1))
    printf 'BAD   %s\n' "$1"
}

# Whatever happens, the source is whole afterwards, and newer than what was built of the broken one.
restore() {
    [[ -z $broken ]] || cp "$broken.whole" "$broken"
    [[ -z $broken ]] || rm -f "$broken.whole"
    broken=
}
trap restore EXIT

exists() {
    local source
    source=$(find tests -name "$program.cpp")
    if [[ -z $source ]] || ! grep -Eq "void $name\(\)" "$source"; then
        complain "$program $name: there is no such test"
        return 1
    fi
    [[ -f $file && $(<"$file") == *"$old"* ]] ||
        { complain "$program $name: '$old' is not in $file"; return 1; }
}

make_break() {
    local text
    text=$(<"$file")
    broken=$file
    cp "$file" "$file.whole"
    printf '%s\n' "${text/"$old"/"$new"}" >"$file"
}

# Red is what the test has to be.
try_break() {
    local log=build/promises.log status
    make_break
    if ! ninja -C "$build" "$program" >"$log" 2>&1; then
        complain "$program $name: the break does not compile"
        grep -m 3 'error:' "$log"
    else
        timeout 120 "$build/bin/$program" "$name" >"$log" 2>&1 </dev/null
        status=$?
        if ((status == 0)); then
            complain "$program $name: does not notice '$new'"
        else
            good=$((good + 1))
            printf 'red   %s %s: %s\n' "$program" "$name" "$new"
        fi
    fi
    restore
}

for list in tests/promises/*.txt; do
    while IFS= read -r line; do
        case $line in
            '= '*) read -r program name file <<<"${line#= }" && file=core/durablestreams/$file ;;
            '- '*) old=${line#- } ;;
            '+ '*)
                new=${line#+ }
                exists || continue
                if [[ -z $build ]]; then
                    good=$((good + 1))
                elif [[ $program == "${wanted_program:-$program}" && $name == "${wanted_test:-$name}" ]]; then
                    try_break
                fi
                ;;
        esac
    done <"$list"
done
printf '%d good, %d bad\n' "$good" "$bad"
((bad == 0))
