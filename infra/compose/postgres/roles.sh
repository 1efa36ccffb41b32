#!/usr/bin/env bash
# Makes the owner, the application's role and the database, as superuser, on a server that has none of them; the same as
# api/adapters/postgres/roles.ts does for the embedded one. The image of PostgreSQL runs it once, on an empty data directory; on a server
# of one's own: SECRETS=DIR PGHOST=... PGUSER=postgres ./roles.sh
set -euo pipefail
secrets=${SECRETS:-/run/secrets}

# A failing statement is logged with its text, and these hold passwords. psql quotes them itself (:'...').
psql -v ON_ERROR_STOP=1 --quiet --no-psqlrc --dbname postgres <<SQL
\set owner_password \`cat "$secrets/DATABASE_OWNER_PASSWORD"\`
\set app_password \`cat "$secrets/DATABASE_APP_PASSWORD"\`
SET log_min_error_statement = panic;
SET log_statement = none;
CREATE ROLE kuaichu_owner LOGIN CREATEDB PASSWORD :'owner_password';
CREATE ROLE kuaichu_app LOGIN PASSWORD :'app_password';
CREATE DATABASE kuaichu OWNER kuaichu_owner;
REVOKE CONNECT, TEMPORARY ON DATABASE kuaichu FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE kuaichu TO kuaichu_app;
SQL
