#!/bin/sh
# Runs once, when the server creates its data: Keycloak's own role and database. The services' are made by the migrate step.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$KEYCLOAK_DATABASE_PASSWORD" --username postgres <<'SQL'
CREATE ROLE keycloak LOGIN PASSWORD :'password';
CREATE DATABASE keycloak OWNER keycloak;
SQL
