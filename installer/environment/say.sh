# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash

# What `run` tells the user. Everything goes to standard error: standard output belongs to the command.

say() { printf '%s\n' "$*" >&2; }

# One sentence that names the remedy, and the end.
fail() {
    printf 'run: %s\n' "$*" >&2
    exit 1
}

# The same for a command that was not written as it has to be.
misuse() {
    printf 'run: %s\n' "$*" >&2
    exit 2
}

# Asks a question; yes without asking for root and with --yes, no where nobody can answer.
agreed() {
    [[ $assume_yes == yes || $(id -u) == 0 ]] && return 0
    [[ -t 0 && -t 2 ]] || return 1
    local answer
    read -r -p "$* [Y/n] " answer </dev/tty 2>&1 || return 1
    [[ -z $answer || $answer == [yYjJ]* ]]
}
