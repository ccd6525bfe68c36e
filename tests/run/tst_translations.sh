#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# English (plural forms only) and German are complete: every text of the sources is in the files,
# translated, and the files hold no text that the sources lost. German has a blank before the dots
# that stand for words, one that does not let them begin a line. `./run exec ninja -C build/release
# update_translations` brings them up to date.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
lupdate=$(command -v lupdate || qtpaths6 --query QT_HOST_BINS 2>/dev/null || echo /usr/lib/qt6/bin)
[[ -d $lupdate ]] && lupdate=$lupdate/lupdate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

for language in en de; do
    file=$work/tailwater_$language.ts
    cp "translations/tailwater_$language.ts" "$file"
    options=(-silent -locations none)
    [[ $language != en ]] || options+=(-pluralonly)
    "$lupdate" "${options[@]}" app ui core -ts "$file"
    for wrong in unfinished vanished obsolete; do
        count=$(grep -c "type=\"$wrong\"" "$file" || true)
        if ((count > 0)); then
            failed=1
            echo "tailwater_$language.ts: $count texts are $wrong, such as"
            grep -B 3 "type=\"$wrong\"" "$file" | sed -n 's/.*<source>\(.*\)<\/source>.*/  \1/p' | head -n 5
        fi
    done
done

if dots=$(grep -oP '<(translation|numerusform)>[^<]*[0-9A-Za-zÄÖÜäöüß] ?…' translations/tailwater_de.ts); then
    failed=1
    echo "tailwater_de.ts: no-break spaces (U+00A0) are missing before …:"
    head -n 5 <<<"$dots"
fi
if dots=$(grep -oP '[0-9A-Za-zÄÖÜäöüß] ?…(?=\*\*|“)' installer/help/de/*.md); then
    failed=1
    echo "installer/help/de: no-break spaces (U+00A0) are missing before …:"
    head -n 5 <<<"$dots"
fi
exit $failed
