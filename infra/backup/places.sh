# Where the database, the objects and the copies of both are; sourced by backup.sh and restore.sh, which need the same words for them.
# shellcheck shell=bash disable=SC2034

export LC_ALL=C
umask 077

# What the two scripts take from the environment.
environment_help() {
  cat <<'TEXT'
  DATABASE_OWNER_URL     the database, as its owner
  KUAICHU_DATA_DIR       where the objects are a directory (its folder objects/); or
  S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY, S3_REGION, S3_ADDRESSING
                         where they are in an S3 store (needs rclone)
TEXT
}

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# A list whose making fails must not look like a short list: lists are files, and a failing command ends the script.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() { command -v "$1" >/dev/null || fail "$1 is not installed${2:+ ($2)}"; }

# Passwords go to libpq by the environment: what stands on a command line, everybody on the machine can read.
connect_as_owner() {
  : "${DATABASE_OWNER_URL:?the database, as its owner, is not set}"
  need pg_dump 'the client programs of PostgreSQL, of the server or newer'
  database=$DATABASE_OWNER_URL
  if [[ $DATABASE_OWNER_URL =~ ^(postgres(ql)?://[^:@/]+):([^@]*)@(.*)$ ]]; then
    local encoded=${BASH_REMATCH[3]}
    database=${BASH_REMATCH[1]}@${BASH_REMATCH[4]}
    PGPASSWORD=$(printf '%b' "${encoded//%/\\x}")
    export PGPASSWORD
  fi
}

# Sets `store` to the rclone name of the bucket, or `directory` to the folder of the objects.
find_objects() {
  store='' directory=''
  if [ -n "${S3_ENDPOINT-}" ]; then
    need rclone 'it speaks S3'
    : "${S3_BUCKET:?is not set}" "${S3_ACCESS_KEY:?is not set}" "${S3_SECRET_KEY:?is not set}"
    export RCLONE_CONFIG=/dev/null RCLONE_CONFIG_STORE_TYPE=s3 RCLONE_CONFIG_STORE_PROVIDER=Other
    export RCLONE_CONFIG_STORE_ENDPOINT=$S3_ENDPOINT RCLONE_CONFIG_STORE_REGION=${S3_REGION:-us-east-1}
    export RCLONE_CONFIG_STORE_ACCESS_KEY_ID=$S3_ACCESS_KEY RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY=$S3_SECRET_KEY
    export RCLONE_CONFIG_STORE_FORCE_PATH_STYLE=true RCLONE_S3_NO_CHECK_BUCKET=true
    if [ "${S3_ADDRESSING-}" = virtual-host ]; then RCLONE_CONFIG_STORE_FORCE_PATH_STYLE=false; fi
    # The same bundle of authorities by rclone's own name: it ends at the other one.
    if [ -n "${AWS_CA_BUNDLE-}" ]; then
      export RCLONE_CA_CERT=$AWS_CA_BUNDLE
      unset AWS_CA_BUNDLE
    fi
    store=store:$S3_BUCKET
  else
    : "${KUAICHU_DATA_DIR:?is not set, and neither is S3_ENDPOINT}"
    directory=$KUAICHU_DATA_DIR/objects
  fi
}

# The keys of all objects, sorted. What is no object: `.incoming` is just being written, `uploads` was not acknowledged, `probe` is the
# application's own trial of the store.
list_objects() {
  if [ -n "$store" ]; then
    rclone lsf --recursive --files-only --fast-list "$store" | sed '/^uploads\//d; /^probe\//d' | sort
  elif [ -d "$directory" ]; then
    (cd "$directory" && find . -path ./.incoming -prune -o -type f -printf '%P\n') | sort
  fi
}

read_object() {
  if [ -n "$store" ]; then rclone cat "$store/$1" </dev/null; else cat "$directory/$1"; fi
}

# Write-once, like the stores themselves: an object that is there stays.
write_object() {
  local key=$1
  if [ -n "$store" ]; then
    # The application compares by this note of the content's hash.
    local sha256
    cat >"$work/object"
    sha256=$(sha256sum "$work/object" | cut -d' ' -f1)
    rclone rcat --quiet --header-upload "x-amz-meta-sha256: $sha256" "$store/$key" <"$work/object"
    rm "$work/object"
  else
    mkdir -p "$directory/$(dirname "$key")"
    cat >"$directory/$key.partial"
    chmod 444 "$directory/$key.partial"
    mv -n "$directory/$key.partial" "$directory/$key"
  fi
}
