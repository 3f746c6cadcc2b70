# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# int8 gives the same bytes on any number of threads; an unknown precision is wrong usage.
run 0 "$program" parse --precision float32 "$examples"/*.txt
cp out float32
run 0 "$program" parse "$examples"/*.txt
same out float32
run 0 "$program" code --precision int8 --format jsonl --undated "$examples"/*.txt
cp out int8
run 0 "$program" code --precision int8 --format jsonl --undated -j 3 "$examples"/*.txt
same out int8
run 2 "$program" parse --precision half "$examples"/*.txt
has err "unknown precision 'half': use float32 or int8"
