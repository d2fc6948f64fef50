#!/bin/sh
# Puts the relay's settings together in memory, the secret among them, and becomes the relay: what stands in an argument or a
# variable is shown in lists of processes.
# TURN_SECRET_FILE   the secret that the gateway shares
# TURN_ADDRESS       where to listen and relay; default every address of this container
# TURN_EXTERNAL      the address that callers reach, where it is another one
# TURN_PORT          default 3478
# TURN_CERT_FILE, TURN_KEY_FILE   given: TLS on 5349 too
set -eu
umask 077
settings=$(mktemp "${TMPDIR:-/tmp}/turnserver.XXXXXX")
{
  cat "$(dirname "$0")/turnserver.conf"
  printf 'listening-port=%s\n' "${TURN_PORT:-3478}"
  if [ -n "${TURN_ADDRESS:-}" ]; then
    # Both ends of a call may be relayed, and so be each other's peers.
    printf 'listening-ip=%s\nrelay-ip=%s\nallowed-peer-ip=%s\n' "$TURN_ADDRESS" "$TURN_ADDRESS" "$TURN_ADDRESS"
  fi
  if [ -n "${TURN_EXTERNAL:-}" ]; then printf 'external-ip=%s\n' "$TURN_EXTERNAL"; fi
  if [ -n "${TURN_CERT_FILE:-}" ]; then
    printf 'tls-listening-port=5349\ncert=%s\npkey=%s\n' "$TURN_CERT_FILE" "$TURN_KEY_FILE"
  else
    printf 'no-tls\nno-dtls\n'
  fi
  printf 'pidfile=%s.pid\nuserdb=%s.db\n' "$settings" "$settings"
  printf 'static-auth-secret=%s\n' "$(cat "$TURN_SECRET_FILE")"
} > "$settings"
exec turnserver -c "$settings"
