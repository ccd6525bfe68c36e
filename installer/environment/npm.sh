# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# The tests' npm packages, and npm itself: a pinned release, checked by its hash, run by Node.

npm_version=10.9.4
npm_hash=sha512-OnUG836FwboQIbqtefDNlyR0gTHzIfwRfE3DuiNewBvnMnWEpB0VEXwBlFVgqpNzIgYo/MHh3d2Hel/pszapAA==

npm_fetch() {
    npm_program=$cache/npm-$npm_version/bin/npm-cli.js
    [[ -e ${npm_program%/bin/*}/program/npm ]] && return 0
    local reason new=$cache/npm-$npm_version.$$.new
    mkdir -p "$new" || fail "Cannot write to $cache: make it writable, or set XDG_CACHE_HOME to another folder."
    # shellcheck disable=SC2016
    enter node --input-type=module -e '
        import { createHash } from "node:crypto"
        import { writeFileSync } from "node:fs"
        const [file, version, hash] = process.argv.slice(1)
        const registry = (process.env.npm_config_registry ?? "https://registry.npmjs.org").replace(/\/$/, "")
        const url = `${registry}/npm/-/npm-${version}.tgz`
        try {
            const answer = await fetch(url)
            if (!answer.ok) throw new Error(answer.status)
            const bytes = Buffer.from(await answer.arrayBuffer())
            if ("sha512-" + createHash("sha512").update(bytes).digest("base64") !== hash) throw new Error("wrong hash")
            writeFileSync(file, bytes)
        } catch (error) {
            console.error(`${url}: ${error.cause?.code ?? error.message}`)
            process.exit(1)
        }' "$new/npm.tgz" "$npm_version" "$npm_hash" 2>"$new/log" || {
        reason=$(tail -n 1 "$new/log" 2>/dev/null)
        rm -rf "$new"
        [[ $reason != *CERT* ]] ||
            fail "Cannot fetch npm ($reason): set NODE_EXTRA_CA_CERTS to the file with your network's certificate authority, then start again."
        fail "Cannot fetch npm (${reason:-nothing more is known}): check the network (and npm_config_registry, if you use another registry), then start again."
    }
    tar -x --no-same-owner --strip-components=1 -f "$new/npm.tgz" -C "$new"
    rm -f "$new/npm.tgz" "$new/log"
    mkdir "$new/program"
    printf '#!/bin/sh\nexec node "%s" "$@"\n' "$npm_program" >"$new/program/npm"
    chmod +x "$new/program/npm"
    mv -T "$new" "$cache/npm-$npm_version" 2>/dev/null || rm -rf "$new"
}

# Installs what a lock file names, if it changed: npm_install FOLDER
npm_install() {
    local folder=$1 stamp hash log=$cache/npm.log
    stamp=$folder/node_modules/.tailwater-lock
    hash=$(sha256sum <"$folder/package-lock.json")
    [[ -r $stamp && $(<"$stamp") == "$hash" ]] && return 0
    npm_fetch
    say "Installing the tests' npm packages …"
    (cd "$folder" && enter npm ci --no-audit --no-fund --loglevel=error >"$log" 2>&1) || {
        ! grep -q ENOSPC "$log" || fail "The disk is full (installing to $folder, with a cache in $npm_config_cache): free 1 GB, then start again."
        fail "npm cannot install the tests' packages: check the network (and npm_config_registry, if you use another registry) and start again; $log has npm's own words."
    }
    printf '%s\n' "$hash" >"$stamp"
}
