# SPDX-License-Identifier: Apache-2.0
# An ontology of one's own: the pack of the examples, what it may go into, what rules do with it.
# shellcheck shell=sh disable=SC2154
weis=$examples/ontology-weis

# No code of CAMEO is in what is coded with it.
run 0 "$program" dict check --ontology "$weis"
has out ' 101 examples, 0 failed$'
run 0 "$program" code --ontology "$weis/" "$examples"/*.txt
mv out weis.jsonl
grep -o '"cameo":"[^"]*"' weis.jsonl >codes
has codes '"WEIS:12"'
grep -qv '"WEIS:[01][0-9]"$' codes && fail "another code than the ten: $(grep -v WEIS codes | head -n 1)"
has weis.jsonl '"lexicon":"sha256:[0-9a-f]+","ontology":"sha256:[0-9a-f]+"\}'
run 0 "$program" code "$examples"/01-call-from-washington.txt
grep -q '"ontology"' out && fail "CAMEO is told as an own ontology"
run 0 "$program" explain --ontology "$weis" "$examples"/02-call-from-beijing.txt
has out 'WEIS:12 Accuse'
has out 'goldstein_1992 -2.20'

# Formats: a name and a score where a format is open, a refusal where it is CAMEO's.
run 0 "$program" code --ontology "$weis" --format csv "$examples"/02-call-from-beijing.txt
has out ',goldstein_1992$'
has out ',WEIS:12,Accuse,ACCUSE,,3,,.*,-2\.20$'
run 0 "$program" code --ontology "$weis" --format arrow "$examples"/02-call-from-beijing.txt
grep -q goldstein_1992 out || fail "Arrow has no column of scores"
for format in gdelt1 gdelt2 gdelt2-mentions phoenix petrarch2 icews polecat plover; do
    run 2 "$program" code --ontology "$weis" --format $format "$examples"/02-call-from-beijing.txt
    has err "the format $format is defined for CAMEO's codes alone: use csv, arrow or jsonl"
done

# A store is of one ontology, and gives its codings back byte for byte.
run 0 "$program" add --db own.db --ontology "$weis" "$examples"/*.txt
run 0 "$program" export --db own.db
sort out >given
sort weis.jsonl >wanted
same given wanted
run 3 "$program" add --db own.db "$examples"/*.txt
has err '^communique: own.db has codings of the ontology sha256:[0-9a-f]+, not of CAMEO: give the --ontology'
run 3 "$program" replay --db own.db
has err 'own.db has codings of the ontology sha256:'
run 0 "$program" replay --db own.db --ontology "$weis" --all
has err '0 otherwise than before'
run 3 "$program" export --db own.db --format gdelt1
has err "the format gdelt1 is defined for CAMEO's codes alone"
run 3 "$program" release --db own.db --author A published
has err '^communique: own.db has codings of an own ontology, and a release.s codebook speaks of CAMEO.s codes alone'
[ ! -e published ] || fail "a release with the codebook of another ontology"
run 3 "$program" audit sample --db own.db --csv sheet.csv
has err '^communique: own.db has codings of an own ontology, and an audit.s sheet speaks of CAMEO.s codes alone'
run 0 "$program" export --db own.db --format csv --ontology "$weis"
has out ',WEIS:12,Accuse,ACCUSE,,3,,.*,-2\.20$'
run 0 "$program" events --db own.db --code WEIS:17 --format jsonl
[ "$(grep -c '"cameo":"WEIS:17"' out)" -gt 0 ] || fail "no event by its own code"
run 0 "$program" add --db cameo.db "$examples"/01-call-from-washington.txt
run 3 "$program" add --db cameo.db --ontology "$weis" "$examples"/02-call-from-beijing.txt
has err '^communique: cameo.db has codings of the ontology CAMEO, not of sha256:'
run 3 "$program" export --db cameo.db --format csv --ontology "$weis"
has err 'cameo.db has codings of the ontology CAMEO'

# A correction has a code of the store's ontology.
event=$(sed -n 's/.*"events":\[{"id":"\([0-9a-f]*\)".*/\1/p' weis.jsonl | head -n 1)
run 3 "$program" correct --db own.db --set code=112 --by A --why b "$event"
has err 'own.db has codings of the ontology sha256:'
run 3 "$program" correct --db own.db --ontology "$weis" --set code=112 --by A --why b "$event"
has err "the ontology WEIS has no code '112'"
run 0 "$program" correct --db own.db --ontology "$weis" --set code=12 --by A --why b "$event"
run 0 "$program" correct --db own.db --list --format jsonl
has out 'WEIS:12'

# What rules make has the code of its concept; without one they make nothing.
cp -R "$weis" mine
cat >said.jsonl <<'END'
{"id":"must","date":"2021-03-04","text":"Iran said that Iraq must leave the island."}
{"id":"should","date":"2021-03-04","text":"Iran said that Iraq should leave the island."}
{"id":"refuse","date":"2021-03-04","text":"France failed to agree with Mali."}
END
run 0 "$program" code --ontology mine --format tsv said.jsonl
[ "$(cut -f1,4-6 out | sed 1d | tr '\t\n' '  ')" = \
    'must IRN IRQ WEIS:15 should IRN IRQ WEIS:09 refuse FRA;MLI MLI;FRA WEIS:11 ' ] || fail "$(cat out)"
printf 'concept\tcode\nsign\t08\nrequest\t09\n' >mine/concepts.tsv
run 0 "$program" code --ontology mine --format tsv said.jsonl
[ "$(cut -f1,4-6,11 out | sed 1d | tr '\t\n' '  ')" = \
    'should IRN IRQ WEIS:09 actual refuse FRA;MLI MLI;FRA WEIS:08 negated ' ] || fail "$(cat out)"

# Errors name file, line and remedy.
printf 'S scold T => 112\n  > Iran scolded Iraq. => WEIS:12 IRN IRQ\n' >mine/frames/new.txt
run 1 "$program" dict check --ontology mine
has out "^mine/frames/new.txt:1: the code '112' is no code of the ontology: add it to codes.tsv, or"
printf 'S scold T => 12 mode=disapprove\n  > Iran scolded Iraq. => WEIS:12 IRN IRQ\n' >mine/frames/new.txt
run 1 "$program" dict check --ontology mine
has out "^mine/frames/new.txt:1: 'mode=disapprove' is of CAMEO and PLOVER"
printf 'S scold T => 12\n  > Iran scolded Iraq. => WEIS:12 IRN KWT\n' >mine/frames/new.txt
run 1 "$program" dict check --ontology mine
has out '^mine/frames/new.txt:2: Iran scolded Iraq. => expected WEIS:12 IRN KWT, got WEIS:12 IRN IRQ'
printf '02\t99\tComment\t1\t0\t\n' >>mine/codes.tsv
run 1 "$program" dict check --ontology mine
has out "^mine/codes.tsv:13: the parent '99' is no code of this table: add it, or leave the parent out\$"
run 3 "$program" code --ontology mine said.jsonl
has err '^communique: mine/codes.tsv:13: the parent'
run 3 "$program" code --ontology nowhere said.jsonl
has err 'nowhere/ontology.tsv'
