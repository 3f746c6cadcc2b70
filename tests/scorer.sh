#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `eval` gives the figures of the reference scorer, on the same codings.
#   tests/scorer.sh PROGRAM EVAL
set -eu
program=$1 sets=$2
if [ ! -f "$sets/score.py" ]; then
    echo "scorer: no $sets/score.py: skipped"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# figures FILE: its first lines, up to the table by type; the reference says less of some.
figures() {
    sed -n '/^events per record/,$d; /, where found/d; s/  *$//; s/  */ /g; p' "$1"
}

bad=0
compare() {
    "$program" code --format jsonl --undated "$sets/$2.jsonl" >"$folder/codings"
    python3 "$sets/score.py" "$1" "$folder/codings" "$sets/$2.jsonl" >"$folder/reference"
    "$program" eval --codings "$folder/codings" "$sets/$2.jsonl" >"$folder/ours"
    figures "$folder/reference" >"$folder/wanted"
    figures "$folder/ours" >"$folder/got"
    [ -s "$folder/wanted" ] || bad=1
    diff "$folder/wanted" "$folder/got" || bad=1
}

compare records gsr-dev
compare records fresh-dev
compare spans plv-dev
exit "$bad"
