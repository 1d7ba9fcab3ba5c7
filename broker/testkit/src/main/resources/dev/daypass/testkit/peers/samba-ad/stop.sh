#!/usr/bin/env bash
# Stops the domain that start.sh started with the same PEER_DIR; WIPE=1 removes its data too. Safe to run twice.
set -euo pipefail
peer=${PEER_DIR:-${TMPDIR:-/tmp}/daypass-peers/samba-ad}
pid=$(cat "$peer/samba.pid" 2>/dev/null || true)
if [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = samba ]; then
  kill "$pid"
  for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
fi
rm -f "$peer/samba.pid"
[ "${WIPE:-0}" != 1 ] || rm -rf "$peer"
