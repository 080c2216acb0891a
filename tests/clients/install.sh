#!/bin/sh
# Installs the clients that tests/clients runs against a real server: Node's packages here, Node and Chromium as
# Debian packages. Where they cannot be installed (no root, no apt) their tests are skipped and say so.
set -eu
cd "$(dirname "$0")"

missing=""
command -v node >/dev/null && command -v npm >/dev/null || missing="nodejs npm"
command -v chromium >/dev/null || missing="$missing chromium"
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
    else
        echo "Not installed: $missing. Tests that need them are skipped; on Debian: sudo apt-get install $missing"
    fi
fi
if command -v npm >/dev/null; then
    npm ci --no-audit --no-fund
fi
