#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# Makes the certificates of the TLS tests anew, valid for a hundred years; needs OpenSSL 3.4.
# They are worth nothing outside of these tests: their private keys are public.
set -eu
cd "$(dirname "$0")"
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
issue() { # name, subjectAltName, validity
    key "$1"
    openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
    printf 'subjectAltName=%s\n' "$2" > "$1.ext"
    # shellcheck disable=SC2086
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial $3 -extfile "$1.ext" -out "$1.pem"
    rm "$1.csr" "$1.ext"
}
key ca
openssl req -x509 -new -key ca.key -subj "/CN=Test CA" -days 36500 -out ca.pem
issue good "IP:127.0.0.1,DNS:localhost" "-days 36500"
issue wronghost "DNS:other.example" "-days 36500"
issue expired "IP:127.0.0.1" "-not_before 20200101000000Z -not_after 20210101000000Z"
issue client "DNS:client" "-days 36500"
key selfsigned
openssl req -x509 -new -key selfsigned.key -subj "/CN=127.0.0.1" -addext "subjectAltName=IP:127.0.0.1" -days 36500 -out selfsigned.pem
rm -f ca.srl ca.key
