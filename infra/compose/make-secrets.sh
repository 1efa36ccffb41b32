#!/usr/bin/env bash
# Makes the secrets of one installation, a file for each below secrets/. What is there already stays, so it can be repeated after an
# upgrade that knows more of them. Values are never printed.
set -euo pipefail
umask 077
cd "$(dirname "$0")"

usage() {
  cat <<'TEXT'
usage: ./make-secrets.sh [--self-signed NAME]

Writes secrets/. To be put there by hand afterwards:
  SMS_TOKEN, REGISTRIES_TOKEN    what the SMS gateway and the registers gave you
  INSURERS                       JSON list of {id, url, secret, codeTable}; see infra/simulators/README.md
  TLS_CERTIFICATE, TLS_KEY       the chain and its key (PEM); --self-signed makes a pair for trials, which phones must be told to trust
TEXT
}

name=
case "${1-}" in
  '') ;;
  -h | --help)
    usage
    exit 0
    ;;
  --self-signed) name=${2:?$(usage)} ;;
  *)
    usage >&2
    exit 2
    ;;
esac

mkdir -p secrets
# Only root enters the folder. Docker mounts each file by itself, for programs that are not root: so the files are readable.
chmod 700 secrets

keep() {
  if [ -s "secrets/$1" ]; then
    cat >/dev/null
  else
    cat >"secrets/$1"
    echo "made secrets/$1"
  fi
  chmod 444 "secrets/$1"
}
random() { openssl rand -hex "$1" | tr -d '\n'; }

random 24 | keep POSTGRES_PASSWORD
random 24 | keep DATABASE_OWNER_PASSWORD
random 24 | keep DATABASE_APP_PASSWORD
printf 'postgresql://kuaichu_owner:%s@postgres:5432/kuaichu' "$(<secrets/DATABASE_OWNER_PASSWORD)" | keep DATABASE_OWNER_URL
printf 'postgresql://kuaichu_app:%s@postgres:5432/kuaichu' "$(<secrets/DATABASE_APP_PASSWORD)" | keep DATABASE_URL
random 24 | keep REDIS_PASSWORD
printf 'redis://:%s@redis:6379/0' "$(<secrets/REDIS_PASSWORD)" | keep REDIS_URL
printf 'root-%s' "$(random 6)" | keep STORE_ROOT_USER
random 24 | keep STORE_ROOT_PASSWORD
printf 'kuaichu-%s' "$(random 4)" | keep S3_ACCESS_KEY
random 20 | keep S3_SECRET_KEY
random 32 | keep URL_SIGNING_SECRET
openssl genpkey -algorithm ed25519 | keep AUDIT_SIGNING_KEY
printf '%s-%s:%s' "$(date -u +%F)" "$(random 2)" "$(openssl rand -base64 32)" | keep FIELD_KEYS
random 24 | keep METRICS_TOKEN
random 24 | keep TURN_SECRET

if [ -n "$name" ] && [ ! -s secrets/TLS_KEY ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
    -keyout secrets/TLS_KEY -out secrets/TLS_CERTIFICATE 2>/dev/null
  chmod 444 secrets/TLS_KEY secrets/TLS_CERTIFICATE
  echo "made secrets/TLS_CERTIFICATE and secrets/TLS_KEY for $name, self-signed"
fi

missing=()
for secret in SMS_TOKEN REGISTRIES_TOKEN INSURERS TLS_CERTIFICATE TLS_KEY; do
  [ -s "secrets/$secret" ] || missing+=("$secret")
done
if [ "${#missing[@]}" -gt 0 ]; then
  echo "still missing in secrets/: ${missing[*]} (see --help)" >&2
  exit 1
fi
