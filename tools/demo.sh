#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds, codes the sample reports, shows the events, explains one, keeps them and asks. For a person to
# read.
set -eu
cd "$(dirname "$0")/.."
tools/deps.sh
log=$(mktemp)
kept=$(mktemp -d)
trap 'rm -rf "$log" "$kept"' EXIT
make --no-print-directory all >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}
bin=build/communique

say() {
    printf '\n\033[1m%s\033[0m\n\n' "$1"
}
[ -t 1 ] || say() { printf '\n== %s ==\n\n' "$1"; }

say "Fourteen sample reports, coded: who did or said what to whom, when, according to whom"
$bin code --format table examples/*.txt

dispatches=../shared/dispatches
if ls $dispatches/*.txt >/dev/null 2>&1; then
    say "Two reports of one phone call between two foreign ministers"
    $bin code --format table $dispatches/*.txt
fi

say "Why was the first event of examples/03-invasion.txt coded?"
$bin explain examples/03-invasion.txt | awk '/^event / && n++ { exit } { print }'

say "Kept in a store: what is held of Russia and the United States, then of one story"
$bin add --db "$kept/news.db" examples/*.txt 2>"$log" || {
    cat "$log" >&2
    exit 1
}
$bin dyads RUS USA --db "$kept/news.db" --format table
if ls $dispatches/*.txt >/dev/null 2>&1; then
    say "The two reports side by side: what both tell, what one tells alone, whose word it is"
    $bin accounts --format table $dispatches/*.txt
fi

cat <<'END'

Next:
  build/communique explain examples/05-diplomats-expelled.txt     every event of a report, explained
  build/communique code --format jsonl examples/*.txt             the whole coding, a JSON object a line
  build/communique actors --resolve "the Turkish army" --date 2020-01-01
  build/communique add --db news.db examples/*.txt                keep them; then ask: events, dyads, panel, stories
  build/communique parse examples/03-invasion.txt                 the trees, as CoNLL-U
  build/communique --help                                         everything else
The page:
  build/communique add --db news.db examples/*.txt && build/communique serve --db news.db
  then open http://127.0.0.1:8484/ in a browser; Ctrl-C ends it (docs/page.md)
Your own report: a text file that starts with "date YYYY-MM-DD", or JSON lines with id, date, text.
END
