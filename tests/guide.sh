#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a guide shows is what happens: runs the commands of its ```console blocks ("$ " begins one,
# "> " goes on with it) in one folder and compares what they print.
#   tests/guide.sh PROGRAM GUIDE...
set -u
PATH=$(dirname "$(realpath "$1")"):$PATH
export PATH
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0 bad=0

# Leaves the commands in N.command and what the guide says they print in N.wanted.
# shellcheck disable=SC2016
split='
    /^```/ { inside = $0 == "```console"; next }
    !inside { next }
    /^\$ / { n++; file = folder "/" n; printf "" >(file ".wanted") }
    /^[$>]( |$)/ { print substr($0, 3) >(file ".command"); next }
    { print >(file ".wanted") }'

for guide; do
    rm -rf "${work:?}"/*
    awk -v folder="$work" "$split" "$guide" || exit 1
    n=1
    while [ -f "$work/$n.command" ]; do
        (cd "$work" && sh ./$n.command >$n.printed 2>&1)
        if ! diff "$work/$n.wanted" "$work/$n.printed" >"$work/difference"; then
            echo "guide: $guide, command $n (< guide, > printed):"
            cat "$work/$n.command" "$work/difference"
            bad=1
        fi
        count=$((count + 1)) n=$((n + 1))
    done
done
echo "$count commands"
[ "$bad" -eq 0 ] && [ "$count" -gt 0 ]
