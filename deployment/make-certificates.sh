#!/usr/bin/env bash
# Makes an authority, and a certificate of it for each server, once. To make new ones, remove the three volumes.
set -euo pipefail

readonly DAYS=1825 EVENTSTOREDB_USER=1000 MONGODB_USER=999

# A key and a certificate: certify <name> <option of openssl req …>
certify() {
  openssl req -x509 -newkey rsa:3072 -noenc -sha256 -days "$DAYS" -config plain.cnf \
    -subj "/O=Campaign Ledger/CN=$1" -keyout "$1.key" -out "$1.crt" "${@:2}"
}

certify_server() {
  certify "$1" -CA authority.crt -CAkey authority.key \
    -addext "subjectAltName=DNS:$1,DNS:localhost,IP:127.0.0.1" \
    -addext basicConstraints=critical,CA:FALSE \
    -addext keyUsage=critical,digitalSignature,keyEncipherment \
    -addext extendedKeyUsage=serverAuth,clientAuth
}

if [ -e /authority/ca.crt ]; then exit; fi
cd "$(mktemp -d)"
# Nothing that a system would add by itself.
printf '[req]\ndistinguished_name = name\n[name]\n' > plain.cnf
certify authority -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
certify_server eventstoredb
certify_server mongodb

cp eventstoredb.crt /eventstoredb/node.crt
cp eventstoredb.key /eventstoredb/node.key
chown "$EVENTSTOREDB_USER" /eventstoredb/*
chmod 400 /eventstoredb/*

cat mongodb.crt mongodb.key > /mongodb/node.pem
# What the members of the replica set know each other by.
openssl rand -base64 700 > /mongodb/members.key
chown "$MONGODB_USER" /mongodb/*
chmod 400 /mongodb/*

# Last, as it says that all of it is there.
install -m 444 authority.crt /authority/ca.crt
