#!/usr/bin/env bash
# Copies one installation while it works. The database first, then the objects: an object is stored before the row that names it is
# committed and is never rewritten nor deleted, so whatever the dump names is there to be copied afterwards. The other way round, a photo
# that arrives in between would be a row without its object.
set -euo pipefail
# shellcheck source=infra/backup/places.sh
source "$(dirname "${BASH_SOURCE[0]}")/places.sh"

usage() {
  cat <<'TEXT'
usage: infra/backup/backup.sh DIR

Adds one dump and the objects that are new to DIR:
  database/TIME.dump[.age]   pg_dump, custom format
  database/TIME.sha256       the dump's checksum; written last, so a dump without it is not whole
  objects/KEY[.age]          every object once, for all dumps
  objects.sha256             checksums of those files as they lie there

TEXT
  environment_help
  cat <<'TEXT'
  BACKUP_AGE_RECIPIENT   encrypt for this age key (age1...); without it DIR must be on an encrypted disk
  BACKUP_TEXTFILE        file for the node exporter's textfile collector, told the time of each backup that went through
  BACKUP_KEEP_DAYS       dumps older than this are removed, but never the last three (default 35)

Not in it: the secrets (FIELD_KEYS and AUDIT_SIGNING_KEY above all), which are kept apart from what they protect.
TEXT
}

case "${1-}" in
  -h | --help)
    usage
    exit 0
    ;;
esac
[ $# -eq 1 ] || {
  usage >&2
  exit 2
}
target=$1
connect_as_owner
find_objects
recipient=${BACKUP_AGE_RECIPIENT-}
suffix=${recipient:+.age}
[ -z "$recipient" ] || need age
[[ ${BACKUP_KEEP_DAYS:=35} =~ ^[0-9]+$ ]] || fail 'BACKUP_KEEP_DAYS is not a number of days'

seal() { if [ -n "$recipient" ]; then age --encrypt --recipient "$recipient"; else cat; fi; }

mkdir -p "$target/database" "$target/objects"
exec 9>"$target/.lock"
flock --nonblock 9 || fail "another backup works on $target"
touch "$target/objects.sha256"

time=$(date -u +%Y%m%dT%H%M%SZ)
dump=$time.dump$suffix
pg_dump --dbname="$database" --no-password --format=custom --compress=6 | seal >"$target/database/$dump.partial"
mv "$target/database/$dump.partial" "$target/database/$dump"

# A copy that broke off left no line in the list, so its object counts as missing.
sed -E 's/^[0-9a-f]{64}  objects\///; s/\.age$//' "$target/objects.sha256" | sort >"$work/copied"
# Rows first, then the list: whatever has a row by now is in the store by now.
psql --dbname="$database" --no-password --no-psqlrc --quiet --tuples-only --no-align -v ON_ERROR_STOP=1 >"$work/named" \
  --command 'SELECT "objectKey" FROM evidence UNION SELECT "objectKey" FROM document'
list_objects >"$work/there"
comm -23 "$work/there" "$work/copied" >"$work/missing"
new=0
while IFS= read -r key; do
  file=objects/$key$suffix
  mkdir -p "$target/$(dirname "$file")"
  read_object "$key" | seal >"$target/$file.partial"
  mv "$target/$file.partial" "$target/$file"
  (cd "$target" && sha256sum "$file") >>"$target/objects.sha256"
  new=$((new + 1))
done <"$work/missing"

# Whatever kept an object from being listed or copied, a backup that lacks one is none.
sed -E 's/^[0-9a-f]{64}  objects\///; s/\.age$//' "$target/objects.sha256" | sort >"$work/copied"
sort "$work/named" | comm -23 - "$work/copied" >"$work/lost"
[ ! -s "$work/lost" ] || fail "$(wc -l <"$work/lost") objects that rows name are not in the store, the first: $(head -1 "$work/lost")"

(cd "$target/database" && sha256sum "$dump" >"$time.sha256.partial")
sync -f "$target"
mv "$target/database/$time.sha256.partial" "$target/database/$time.sha256"
sync -f "$target"

# Names sort by time. Objects are never removed: older and newer dumps need the same ones.
oldest=$(date -u -d "$BACKUP_KEEP_DAYS days ago" +%Y%m%dT%H%M%SZ)
find "$target/database" -name '*.sha256' -printf '%f\n' | sort | head -n -3 | while IFS= read -r name; do
  [[ $name < $oldest ]] || continue
  rm -f "$target/database/${name%.sha256}".dump* "$target/database/$name"
done

if [ -n "${BACKUP_TEXTFILE-}" ]; then
  echo "kuaichu_backup_finished_timestamp_seconds $(date +%s)" >"$BACKUP_TEXTFILE.partial"
  chmod 644 "$BACKUP_TEXTFILE.partial"
  mv "$BACKUP_TEXTFILE.partial" "$BACKUP_TEXTFILE"
fi
echo "$time: database $(stat -c %s "$target/database/$dump") bytes, $new new objects, $(wc -l <"$target/objects.sha256") in all"
