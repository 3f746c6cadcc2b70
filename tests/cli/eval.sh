# SPDX-License-Identifier: Apache-2.0
# eval scores codings that were made before, and codes the gold's own texts.
# shellcheck shell=sh disable=SC2154
cat >gold.jsonl <<'END'
{"id":"a","date":"2021-11-14","text":"France condemned Iran.","events":[{"plover":["ACCUSE"],"source":["FRA"],"target":["IRN"]}]}
{"id":"b","date":"2021-11-14","text":"The weather was fine.","events":[]}
END
run 0 "$program" eval gold.jsonl
has out '^main event right +1.000  1/1$'
has out '^no event at all +0.500  1/2$'
mv out coded-now
run 0 "$program" code --format jsonl -o codings gold.jsonl
run 0 "$program" eval --codings codings gold.jsonl
same coded-now out
run 0 "$program" eval --jobs 2 gold.jsonl
same coded-now out
run 0 "$program" eval --format json gold.jsonl
has out '"main-event":\{"right":1,"all":1,"share":1.0000\}'

# The one claim is right; what is 0.6 sure of it is 0.4 off.
sed 's/"confidence":[0-9.]*/"confidence":0.60/' codings >sure
run 0 "$program" eval --codings sure gold.jsonl
has out '^calibration error +0.400$'

# A record without a coding is one in which nothing was coded.
: >none
run 0 "$program" eval --errors --codings none gold.jsonl
has out '^    1  nothing coded at all$'
has out 'wanted ACCUSE FRA > IRN'

echo '{"id":"a","text":"x"}' >no-gold
run 3 "$program" eval no-gold
is err 'communique: no-gold:1: no gold: a record has "events", or "source_span", "target_span" and "plover", or "cameo"'
head -n 1 gold.jsonl | cat - gold.jsonl >twice
run 3 "$program" eval twice
is err 'communique: twice:2: a second record with the id "a"'
echo '[1]' >>codings
run 3 "$program" eval --codings codings gold.jsonl
is err "communique: codings:3: not a JSON object: a line must be one whole object"
run 2 "$program" eval --format xml gold.jsonl
