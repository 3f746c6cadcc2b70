#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The Python package as its users install it: pip builds it from this tree into an environment of its
# own, and the tests run there, with pyarrow beside it.
#   tools/python.sh PROGRAM    the program to compare with; exit code 77 where the packages that pip
#                              needs are not to be had
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
pip=$work/venv/bin/pip

# install PACKAGE...: with pip, or the end.
install() {
    "$pip" install --quiet --disable-pip-version-check --retries 1 "$@" >"$work/log" 2>&1 && return
    if grep -qE 'No matching distribution|Connection|connection|resolve|timed out|HTTP error' "$work/log"; then
        echo "python: the packages that pip needs are not to be had; nothing was installed" >&2
        exit 77
    fi
    cat "$work/log" >&2
    exit 1
}

install pyarrow
install .
cd bindings/python/tests
COMMUNIQUE="$program" SOURCE=$(realpath ../../..) PYTHONDONTWRITEBYTECODE=1 \
    "$work/venv/bin/python" -W error::ResourceWarning -m unittest
