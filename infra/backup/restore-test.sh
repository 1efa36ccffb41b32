#!/usr/bin/env bash
# Proves the two scripts on a real PostgreSQL from Debian, with a case that was really played: backs it up sealed by age while it is served,
# restores it into another, empty cluster and store, verifies the record there, and compares every table and every object. Also that
# a damaged backup and a database that is in use are refused. Then the same with an S3 store: into it, and out of it again. Needs the
# packages postgresql-15 (or newer), age and rclone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo 'restore-test.sh: no PostgreSQL below /usr/lib/postgresql: apt-get install postgresql-15' >&2; exit 1; }
for program in age rclone; do
  command -v "$program" >/dev/null || { echo "restore-test.sh: $program is not installed: apt-get install $program" >&2; exit 1; }
done

work=$(mktemp -d /tmp/kuaichu-restore.XXXXXX)
chmod 755 "$work"
clusters=()
store_pid=
# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
clean_up() {
  for cluster in "${clusters[@]}"; do as_postgres "$bin/pg_ctl" -D "$cluster" -m immediate stop >/dev/null 2>&1 || true; done
  [ -z "$store_pid" ] || kill "$store_pid" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
started=$SECONDS
say() { printf '%4d s  %s\n' "$((SECONDS - started))" "$*"; }
broken() {
  echo "BROKEN: $*" >&2
  exit 1
}

free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
random() { node -p 'require("crypto").randomBytes(12).toString("hex")'; }

mkdir "$work/secrets"
chmod 700 "$work/secrets"
# A password that an URL must write otherwise: the scripts have to undo that.
owner_password="$(random)/@%"
random | tr -d '\n' >"$work/secrets/DATABASE_APP_PASSWORD"
printf %s "$owner_password" >"$work/secrets/DATABASE_OWNER_PASSWORD"

# An empty cluster with our roles and our database, on a port of its own; sets `port`.
start_cluster() {
  local cluster=$work/$1/cluster
  install -d -m 755 "$work/$1"
  if [ "$(id -u)" = 0 ]; then install -d -o postgres -g postgres "$cluster"; fi
  as_postgres "$bin/initdb" -D "$cluster" --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  port=$(free_port)
  as_postgres "$bin/pg_ctl" -D "$cluster" -w -l "$cluster/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$cluster" start >/dev/null
  clusters+=("$cluster")
  SECRETS=$work/secrets PGHOST=$cluster PGPORT=$port PGUSER=$(if [ "$(id -u)" = 0 ]; then echo postgres; else id -un; fi) infra/compose/postgres/roles.sh
}
owner_url() { printf 'postgresql://kuaichu_owner:%s@127.0.0.1:%s/kuaichu' "$(node -p 'encodeURIComponent(process.argv[1])' "$owner_password")" "$1"; }
app_url() { printf 'postgresql://kuaichu_app:%s@127.0.0.1:%s/kuaichu' "$(<"$work/secrets/DATABASE_APP_PASSWORD")" "$1"; }

start_cluster first
first_owner=$(owner_url "$port") first_app=$(app_url "$port")
DATABASE_OWNER_URL=$first_owner npm run -s migrate -- deploy >/dev/null
say "$("$bin/postgres" --version): migrated"

data=$work/first/data
field_keys=$(npm run -s field-keys -- make)
KUAICHU_DATA_DIR=$data DATABASE_URL=$first_app DATABASE_OWNER_URL=$first_owner FIELD_KEYS=$field_keys \
  npm run -s demo -- --exit --json --port "$(free_port)" >"$work/demo.log" 2>&1 || { cat "$work/demo.log" >&2; broken 'the demo did not go through'; }
say "a case was played: $(tail -1 "$work/demo.log" | cut -c1-100)..."

age-keygen -o "$work/identity" 2>/dev/null
backup() { BACKUP_AGE_RECIPIENT=$(age-keygen -y "$work/identity") KUAICHU_DATA_DIR=$data DATABASE_OWNER_URL=$first_owner infra/backup/backup.sh "$work/backup"; }
first=$(backup) || broken 'the backup failed'
say "backed up: $first"
objects=$(find "$data/objects" -path '*/.incoming' -prune -o -type f -print | wc -l)
[ "$objects" -gt 10 ] || broken "the case left $objects objects only"
if grep -rqa JFIF "$work/backup/objects"; then broken 'a photo lies unsealed in the backup'; fi

# A root sealed between dump and copy tells of links that the dump does not have; and a second backup copies only what is new.
newest=$(find "$data/objects/audit/roots" -name '*.json' | sort | tail -1)
next=$data/objects/audit/roots/$(printf '%08d' $((10#$(basename "$newest" .json) + 1))).json
cp "$newest" "$next"
sleep 1
second=$(backup) || broken 'the second backup failed'
[[ $second == *', 1 new objects,'* ]] || broken "the second backup copied again: $second"
rm -f "$next"
say "backed up once more: $second"

# `psql -c` answers each table's row count and content, in an order of its own making: rows are compared as a set.
tables() {
  local sql="SELECT format('SELECT %L, count(*), coalesce(md5(string_agg(md5(t::text), '''' ORDER BY md5(t::text))), ''empty'') FROM %I.%I t;',
      schemaname || '.' || tablename, schemaname, tablename)
    FROM pg_tables WHERE schemaname IN ('public', 'queue', 'graphile_worker') ORDER BY 1"
  psql -XAtq -v ON_ERROR_STOP=1 "$1" -c "$sql" >"$work/sql" && psql -XAtq -v ON_ERROR_STOP=1 "$1" -f "$work/sql"
}
hashes() { (cd "$1/objects" && find . -path ./.incoming -prune -o -type f -exec sha256sum {} + | sort -k2); }
grants() {
  psql -XAtq "$1" -c "SELECT table_schema, table_name, privilege_type FROM information_schema.role_table_grants
    WHERE grantee = 'kuaichu_app' ORDER BY 1, 2, 3"
}
tables "$first_owner" >"$work/tables.first"

start_cluster second
second_owner=$(owner_url "$port") second_app=$(app_url "$port")
restore() { KUAICHU_DATA_DIR=$work/second/data DATABASE_OWNER_URL=$second_owner BACKUP_AGE_IDENTITY=$work/identity infra/backup/restore.sh "$@"; }

# Damage is found before anything is written.
victim=$(find "$work/backup/objects/evidence" -name '*.age' | sort | head -1)
cp "$victim" "$work/victim"
printf x | dd of="$victim" bs=1 seek=500 conv=notrunc status=none
if restore "$work/backup" >"$work/refused" 2>&1; then broken 'a damaged object was restored'; fi
grep -q 'an object is not what was backed up' "$work/refused" || broken "a damaged backup was refused for another reason: $(<"$work/refused")"
[ ! -e "$work/second/data/objects" ] || broken 'a damaged backup left objects behind'
cp "$work/victim" "$victim"
say 'a damaged backup was refused'

restored=$(restore "$work/backup") || broken 'the restore failed'
say "${restored%%$'\n'*}"
[ "$(find "$work/second/data/roots-after-backup" -type f | wc -l)" = 1 ] || broken 'the root after the dump was not put aside'
if restore "$work/backup" >"$work/refused" 2>&1; then broken 'a database in use was restored over'; fi

cp "$data/secrets.json" "$work/second/data/"
KUAICHU_DATA_DIR=$work/second/data npm run -s audit -- verify --from "$second_app" >"$work/verified" || { cat "$work/verified"; broken 'the restored record is not whole'; }
say "$(<"$work/verified")"
tables "$second_owner" >"$work/tables.second"
diff "$work/tables.first" "$work/tables.second" || broken 'the tables differ'
diff <(hashes "$data") <(hashes "$work/second/data") || broken 'the objects differ'
diff <(grants "$first_owner") <(grants "$second_owner") || broken 'the grants differ: the record would no longer be append-only'
[ "$(DATABASE_OWNER_URL=$second_owner npm run -s migrate -- deploy)" = 'nothing to apply' ] || broken 'the restored schema is another one'
say "$(wc -l <"$work/tables.first") tables, $(awk -F'|' '{ rows += $2 } END { print rows }' "$work/tables.first") rows, $objects objects and all grants are the same"

# An S3 server in a process of its own, which ends with us.
node --import tsx --input-type=module --eval "
  import { startS3Server } from '$PWD/infra/servers/s3-server.ts'
  const { connection } = await startS3Server()
  console.log([connection.endpoint, connection.bucket, connection.accessKey, connection.secretKey].join(' '))
" >"$work/store" &
store_pid=$!
for _ in $(seq 300); do [ -s "$work/store" ] && break; sleep 0.1; done
read -r S3_ENDPOINT S3_BUCKET S3_ACCESS_KEY S3_SECRET_KEY <"$work/store" || broken 'the S3 server did not start'
in_store() { env S3_ENDPOINT="$S3_ENDPOINT" S3_BUCKET="$S3_BUCKET" S3_ACCESS_KEY="$S3_ACCESS_KEY" S3_SECRET_KEY="$S3_SECRET_KEY" "$@"; }

start_cluster third
third_owner=$(owner_url "$port") third_app=$(app_url "$port")
restored=$(in_store env KUAICHU_DATA_DIR="$work/third" DATABASE_OWNER_URL="$third_owner" BACKUP_AGE_IDENTITY="$work/identity" \
  infra/backup/restore.sh "$work/backup") || broken 'the restore into S3 failed'
say "into S3: ${restored%%$'\n'*}"
in_store env DATABASE_URL="$third_app" AUDIT_SIGNING_KEY="$(node -p 'JSON.parse(fs.readFileSync(process.argv[1])).auditSigningKey' "$data/secrets.json")" \
  KUAICHU_DATA_DIR="$work/third" npm run -s audit -- verify >"$work/verified" || { cat "$work/verified"; broken 'the record restored into S3 is not whole'; }
say "$(<"$work/verified")"
out=$(in_store env DATABASE_OWNER_URL="$third_owner" infra/backup/backup.sh "$work/backup-of-store") || broken 'the backup out of S3 failed'
say "out of S3: $out"
diff <(hashes "$data") <(hashes "$work/backup-of-store") || broken 'the objects that came out of S3 differ'

# An object that a row names and the store lacks ends the backup.
victim=$(find "$data/objects/evidence" -type f | sort | head -1)
mv "$victim" "$work/victim"
if KUAICHU_DATA_DIR=$data DATABASE_OWNER_URL=$first_owner infra/backup/backup.sh "$work/backup-of-less" >"$work/refused" 2>&1; then
  broken 'a store that lacks an object was backed up'
fi
grep -q '1 objects that rows name are not in the store' "$work/refused" || broken "it was refused for another reason: $(<"$work/refused")"
mv "$work/victim" "$victim"
say 'a store that lacks an object ends the backup'

# A store that cannot be listed must not look like an empty one.
if in_store env S3_SECRET_KEY=wrong-key DATABASE_OWNER_URL="$third_owner" infra/backup/backup.sh "$work/backup-of-store" >"$work/refused" 2>&1; then
  broken 'a store that refuses us was taken for an empty one'
fi
[ "$(find "$work/backup-of-store/database" -name '*.sha256' | wc -l)" = 1 ] || broken 'a backup that failed is called whole'
say 'a store that refuses us ends the backup'
echo 'the restore test holds'
