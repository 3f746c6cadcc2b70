#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The bench runs from end to end without spaCy and without the bulk news, and every row has figures.
# It asserts no time.
#   tests/bench.sh BUILD
set -u
build=$(realpath "$1")
shown=$(mktemp)
trap 'rm -f "$shown"' EXIT
CMQ_BENCH_ROUNDS=1 CMQ_BENCH_WORDS=200 CMQ_BENCH_DATA=/nowhere CMQ_SPACY_PYTHON=/nowhere/python \
    "$(dirname "$0")/../tools/bench.sh" "$build" >"$shown" 2>&1 || {
    cat "$shown"
    exit 1
}
cat "$shown"
grep -q '^no spaCy: pip install -r tools/train/requirements.txt' "$shown" || exit 1
grep -qE '^[1-9][0-9]* reports, [1-9][0-9]* words .* the sample reports, repeated; ' "$shown" || exit 1
for row in 'communique, float32' 'communique, int8' 'communique' '1 thread' 'parse, CoNLL-U' \
    'parse, JSON' 'code, [0-9]+ reports'; do
    grep -qE "^  $row +[1-9][0-9,]* +[1-9][0-9,]* +[0-9]+\.[0-9]{2} +[1-9][0-9]*\$" "$shown" || {
        echo "bench: no row '$row'"
        exit 1
    }
done
for row in 'float32, portable' 'int8, portable'; do
    grep -qE "^  $row +[1-9][0-9,]* +[0-9]+\.[0-9]{2}\$" "$shown" || {
        echo "bench: no row '$row'"
        exit 1
    }
done
