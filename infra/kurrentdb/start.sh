#!/bin/sh
# The server takes its administrators' first passwords from variables alone: they are put there from a file, inside the
# container, and count only where there is no log yet. `ops` is a second administrator that nobody here uses.
set -eu
KURRENTDB_DEFAULT_ADMIN_PASSWORD=$(cat /run/secrets/kurrentdb-admin.password)
KURRENTDB_DEFAULT_OPS_PASSWORD=$(head -c 24 /dev/urandom | base64)
export KURRENTDB_DEFAULT_ADMIN_PASSWORD KURRENTDB_DEFAULT_OPS_PASSWORD
exec /opt/kurrentdb/KurrentDB
