#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Tests of the Python package as it lies in the build folder.
#   tests/python.sh SOURCE PROGRAM EXTENSION SANITIZERS [PYTHON]
set -eu
source=$(realpath "$1") program=$(realpath "$2") extension=$(realpath "$3") sanitizers=$4 python=${5:-python3}
if [ "$sanitizers" != none ]; then
    echo "python: an extension with sanitizers needs an interpreter that has them"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/communique"
ln -s "$source"/bindings/python/communique/* "$extension" "$work/communique"
export COMMUNIQUE="$program" SOURCE="$source" PYTHONPATH="$work" PYTHONDONTWRITEBYTECODE=1
cd "$source/bindings/python/tests"
"$python" -W error -m unittest -v
