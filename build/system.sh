#!/bin/sh
# What only the operating system can give. As root on a Debian-like machine it is installed, otherwise one line says what is missing.
set -eu

get() { # get PACKAGE…
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing $* with apt-get."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "Missing on this machine: $*. Install it (Debian: sudo apt-get install $*), then run this again." >&2
        exit 1
    fi
}

for part in "$@"; do
    case "$part" in
        git) command -v git >/dev/null 2>&1 || get git ;;
        make) command -v make >/dev/null 2>&1 || get make ;;
        # Debian splits ensurepip from Python: `python3 -m venv` exists and fails without it.
        venv) "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || get python3 python3-venv ;;
        # Without its windows it takes half the time; the whole one does as well.
        chromium)
            command -v chromium-headless-shell >/dev/null 2>&1 || (get chromium-headless-shell) ||
                command -v chromium >/dev/null 2>&1 || get chromium ;;
        # The tests start clusters of their own; Debian keeps the programs of PostgreSQL off the PATH.
        servers) { ls /usr/lib/postgresql/*/bin/initdb && command -v redis-server; } >/dev/null 2>&1 || get postgresql redis-server ;;
        # Attached to the server, it makes a sync fail as a broken disk does.
        strace) command -v strace >/dev/null 2>&1 || get strace ;;
        gcc) { command -v gcc && [ -e /usr/include/openssl/evp.h ]; } >/dev/null 2>&1 || get gcc libc6-dev libssl-dev ;;
        *) echo "system.sh: no recipe for $part" >&2; exit 2 ;;
    esac
done
