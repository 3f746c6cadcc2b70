#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Speed and memory, as figures and as ratios within one run. Reports: the examples, many times over.
set -eu
cd "$(dirname "$0")/.."
bin=build/communique
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# many COPIES: the examples as JSON lines, each copy with ids of its own.
many() {
    $bin code --format jsonl --text examples/*.txt | python3 -c '
import json, sys
reports = [json.loads(line)["report"] for line in sys.stdin]
for copy in range(int(sys.argv[1])):
    for r in reports:
        print(json.dumps({"id": "%s-%d" % (r["id"], copy), "date": r["date"], "text": r["text"]}))
' "$1"
}
many 30 >"$work/small.jsonl"
many 300 >"$work/large.jsonl"
if [ ! -s "$work/large.jsonl" ]; then
    echo "bench: $bin coded no example" >&2
    exit 1
fi

measure() { # NAME COMMAND...
    name=$1
    shift
    /usr/bin/env python3 - "$name" "$@" <<'END'
import resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, check=True)
took = time.monotonic() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print("%-34s %8.3f s  %7.1f MiB" % (sys.argv[1], took, peak))
END
}
words=$(python3 -c '
import json, sys
print(sum(len(json.loads(line)["text"].split()) for line in open(sys.argv[1])))' "$work/large.jsonl")
echo "large input: $words words"
measure "start, one short report" $bin code --format jsonl examples/01-call-from-washington.txt
measure "code, 30 copies" $bin code --format jsonl "$work/small.jsonl"
measure "code, 300 copies" $bin code --format jsonl "$work/large.jsonl"
measure "code, 300 copies, -j 2" $bin code -j 2 --format jsonl "$work/large.jsonl"
measure "parse alone, 300 copies" $bin parse "$work/large.jsonl"
