#!/usr/bin/env bash
# Puts a backup into an empty database and an empty store. The objects first, then the database, so that no row is ever readable without
# its object; the application stays stopped until the record is verified.
set -euo pipefail
# shellcheck source=infra/backup/places.sh
source "$(dirname "${BASH_SOURCE[0]}")/places.sh"

usage() {
  cat <<'TEXT'
usage: infra/backup/restore.sh DIR [TIME]

Restores the dump of TIME, or the newest whole one, and every object of DIR. The roles and the empty database are there already
(infra/compose/postgres/roles.sh). Roots that were sealed after the dump tell of links that it does not have: they are put aside, in
roots-after-backup/ of KUAICHU_DATA_DIR (or here), for whoever must tell what was lost.

TEXT
  environment_help
  cat <<'TEXT'
  BACKUP_AGE_IDENTITY    file with the age identity, where the backup is encrypted
TEXT
}

case "${1-}" in
  -h | --help)
    usage
    exit 0
    ;;
esac
[ $# -eq 1 ] || [ $# -eq 2 ] || {
  usage >&2
  exit 2
}
source=$1
connect_as_owner
find_objects
time=${2-$(find "$source/database" -name '*.sha256' -printf '%f\n' | sort | tail -1)}
time=${time%.sha256}
[ -s "$source/database/${time:-none}.sha256" ] || fail "$source holds no whole dump${2:+ of $2}"

open_sealed() {
  case $1 in
    *.age)
      : "${BACKUP_AGE_IDENTITY:?is not set, and the backup is encrypted}"
      age --decrypt --identity "$BACKUP_AGE_IDENTITY" "$1"
      ;;
    *) cat "$1" ;;
  esac
}
sql() { psql --dbname="$database" --no-password --no-psqlrc --quiet --tuples-only --no-align -v ON_ERROR_STOP=1 --command "$1"; }

[ "$(sql "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")" = 0 ] ||
  fail 'the database is not empty: restore into a new one'
list_objects >"$work/there"
[ -n "$store" ] || [ ! -s "$work/there" ] || fail "$directory is not empty: restore into a new one"

# Before anything is written: a backup that is not whole is found now.
(cd "$source/database" && sha256sum --check --quiet "$time.sha256") || fail 'the dump is not what was backed up'
(cd "$source" && [ ! -s objects.sha256 ] || sha256sum --check --quiet objects.sha256) || fail 'an object is not what was backed up'

roots=audit/roots
cut -c67- "$source/objects.sha256" >"$work/files"
count=0
while IFS= read -r file; do
  key=${file#objects/}
  key=${key%.age}
  [[ $key != "$roots"/* ]] || continue
  grep -qxF -- "$key" "$work/there" || open_sealed "$source/$file" | write_object "$key"
  count=$((count + 1))
done <"$work/files"

dump=$(cut -c67- "$source/database/$time.sha256")
open_sealed "$source/database/$dump" |
  pg_restore --dbname="$database" --no-password --no-owner --exit-on-error --single-transaction

newest=$(sql "SELECT coalesce(max((convert_from(canonical, 'UTF8')::jsonb #>> '{details,number}')::int), 0)
                FROM audit_event WHERE stream = 'system' AND action = 'audit.sealed'")
aside=${KUAICHU_DATA_DIR:-.}/roots-after-backup
later=0
while IFS= read -r file; do
  key=${file#objects/}
  key=${key%.age}
  [[ $key == "$roots"/* ]] || continue
  number=$((10#$(basename "$key" .json)))
  if [ "$number" -gt "$newest" ]; then
    mkdir -p "$aside"
    open_sealed "$source/$file" >"$aside/$(basename "$key")"
    later=$((later + 1))
  else
    grep -qxF -- "$key" "$work/there" || open_sealed "$source/$file" | write_object "$key"
    count=$((count + 1))
  fi
done <"$work/files"

echo "restored the database of $time and $count objects"
[ "$later" = 0 ] || echo "$later roots were sealed after it: they are in $aside"
echo 'Now: npm run -s audit -- verify'
