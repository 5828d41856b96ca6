#!/usr/bin/env bash
# Make .venv from uv.lock. uv itself is fetched into the checkout (.uv) if it is not on the PATH.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.8

say() { printf '%s\n' "$*" >&2; }

fetch_uv() {
    say "Fetching uv $UV_VERSION into .uv"
    if ! "$1" -m venv .uv 2>/tmp/viva-venv.$$; then
        cat "/tmp/viva-venv.$$" >&2
        rm -rf "/tmp/viva-venv.$$" .uv
        say "Python cannot make a virtual environment. Type this once, then run make again:"
        say "    sudo apt-get install -y python3-venv"
        exit 1
    fi
    rm -f "/tmp/viva-venv.$$"
    .uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
}

if [ -x .uv/bin/uv ]; then
    uv=.uv/bin/uv
elif command -v uv >/dev/null; then
    uv=uv
else
    python=$(command -v python3.11 || command -v python3 || true)
    if [ -z "$python" ]; then
        say "There is no Python here. Type this once, then run make again:"
        say "    sudo apt-get install -y python3.11 python3.11-venv"
        exit 1
    fi
    fetch_uv "$python"
    uv=.uv/bin/uv
fi

if ! "$uv" python find 3.11 >/dev/null 2>&1 && ! "$uv" python install 3.11; then
    say "Viva Voce runs on Python 3.11, which is not here and could not be fetched."
    say "Install it (Debian 12: sudo apt-get install -y python3.11 python3.11-venv; Ubuntu: the"
    say "deadsnakes archive has it) and run make again."
    exit 1
fi

"$uv" sync --frozen --python 3.11
