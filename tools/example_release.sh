#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the release of the sample reports anew: `make example-release`, after the dictionaries changed.
#   tools/example_release.sh PROGRAM DIR    DIR is not there, or empty
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "$1")
target=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" add --db "$work/store.db" "$root"/examples/*.txt
"$program" release --db "$work/store.db" --about "$root/examples/release.about" --codebook used "$target"
