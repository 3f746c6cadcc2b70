# SPDX-License-Identifier: Apache-2.0
# Rejected reports are told, with their place, and do not stop the others.
# shellcheck shell=sh disable=SC2154
cat >mixed.jsonl <<'END'
{"id":"a","date":"2021-11-14","text":"France condemned the attack."}
{"id":"b","text":"Iran attacked Iraq."}
not json
{"id":"a","date":"2021-11-14","text":"France condemned the attack again."}
{"id":"c","date":"2021-11-16","text":"Poland thanked Sweden."}
END
run 1 "$program" code mixed.jsonl
[ "$(ids out)" = "a c" ] || fail "ids are '$(ids out)'"
[ "$(wc -l <err)" -eq 3 ] || fail "not three rejects: $(cat err)"
has err '^communique: mixed\.jsonl:2: b: '
has err '^communique: mixed\.jsonl:3: '
has err '^communique: mixed\.jsonl:4: a: '
cp out codings

run 1 "$program" code --rejects told.jsonl mixed.jsonl
is err ""
same out codings
sed 's/"reason":".*"}$/"reason":"…"}/' told.jsonl >places
is places '{"file":"mixed.jsonl","line":2,"id":"b","reason":"…"}
{"file":"mixed.jsonl","line":3,"id":null,"reason":"…"}
{"file":"mixed.jsonl","line":4,"id":"a","reason":"…"}'
! grep -q '"reason":""' told.jsonl || fail "a reject has no reason"

# With many workers the same rejects in the same order.
mv told.jsonl told-1.jsonl
run 1 "$program" code -j 4 --rejects told.jsonl mixed.jsonl
same told.jsonl told-1.jsonl

# --undated takes what lacks a date, and nothing else.
run 1 "$program" code --undated mixed.jsonl
[ "$(ids out)" = "a b c" ] || fail "ids are '$(ids out)'"
has out '"report":\{"id":"b","date":null,'
[ "$(wc -l <err)" -eq 2 ] || fail "not two rejects: $(cat err)"

# A text file without a date; a name that a terminal would obey.
printf 'France condemned the attack.' >"$(printf 'n\033[2Jo.txt')"
run 1 "$program" code ./n*
has err '^communique: \./n\[2Jo\.txt: n\[2Jo: '
is out ""
run 0 "$program" code --undated ./n*
# A parse needs no date.
run 0 "$program" parse ./n*
