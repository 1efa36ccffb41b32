#!/bin/sh
# Makes each file below /run/secrets, named as a variable is, that variable; then becomes the command. A variable that is set wins.
set -eu
for file in "${SECRETS_DIR:-/run/secrets}"/*; do
  name=${file##*/}
  case $name in
    *[!A-Z0-9_]* | [!A-Z]*) continue ;;
  esac
  [ -f "$file" ] || continue
  if ! printenv "$name" >/dev/null; then
    export "$name=$(cat "$file")"
  fi
done
exec "$@"
