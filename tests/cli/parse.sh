# SPDX-License-Identifier: Apache-2.0
# parse: any input, both formats, the bad apart from the good.
# shellcheck shell=sh disable=SC2154,SC2034
text='Iran attacked Iraq.'
printf '%s' "$text" >plain.txt
printf 'date 2021-11-14\n%s' "$text" >dated.txt
printf '{"id":"line","text":"%s"}\n' "$text" >line.jsonl
wanted() {
    printf '# sent_id = %s-1\n# text = Iran attacked Iraq.\n' "$1"
}
# Plain and dated text and JSON lines give the same words; the id is the report's own.
run 0 "$program" parse plain.txt
is err ""
wanted plain >first
head -n 2 out >shown
same first shown
sed 1d out >rows
for file in dated.txt line.jsonl; do
    run 0 "$program" parse --format conllu "$file"
    wanted "${file%.*}" >first
    head -n 2 out >shown
    same first shown
    sed 1d out >others
    same rows others
done
input=plain.txt
run 0 "$program" parse
wanted stdin >first
head -n 2 out >shown
same first shown
input=/dev/null
[ "$(cut -f 2 rows | sed '1d;$d' | tr '\n' ' ')" = "Iran attacked Iraq . " ] || fail "rows: $(cat rows)"
cut -f 10 rows | sed '1d;$d' >offsets
is offsets 'Offset=0:4|Entity=B-LOC
Offset=5:13
SpaceAfter=No|Offset=14:18|Entity=B-LOC
Offset=18:19'

# JSON lines, a line each.
run 0 "$program" parse --format jsonl plain.txt dated.txt line.jsonl
[ "$(wc -l <out)" -eq 3 ] || fail "not three lines: $(cat out)"
has out '^\{"id":"plain","model":"sha256:[0-9a-f]{64}","sentences":\[\{"span":\[0,19\],"tokens":\[0,4\],"root":1\}\],"tokens":\[\{"span":\[0,4\],"form":"Iran",'
has out '"entities":\[\{"span":\[0,4\],"tokens":\[0,1\],"type":"LOC"\},\{"span":\[14,18\],"tokens":\[2,3\],"type":"LOC"\}\]\}$'
run 0 "$program" parse --format jsonl -j 3 line.jsonl plain.txt dated.txt
[ "$(sed 's/^{"id":"\([a-z]*\)".*/\1/' out | tr '\n' ' ')" = "line plain dated " ] || fail "out of order"
run 2 "$program" parse --format xml plain.txt
has err "^communique parse: unknown format 'xml': use conllu or jsonl"
is out ""

# The bad is told and the good goes on; without a reader for the model nothing does.
printf 'broken \377 text' >bad.txt
run 1 "$program" parse --rejects told.jsonl -f jsonl bad.txt plain.txt line.jsonl line.jsonl
[ "$(wc -l <out)" -eq 2 ] || fail "not two parses: $(cat out)"
sed 's/"reason":".*"}$/"reason":"…"}/' told.jsonl >places
is places '{"file":"bad.txt","line":null,"id":"bad","reason":"…"}
{"file":"line.jsonl","line":1,"id":"line","reason":"…"}'
is err ""
run 3 "$program" parse --model plain.txt plain.txt
has err '^communique: '
# Read as news, quotation marks inside a sentence do not break it.
printf 'He "urged Iran to stop" and left' >quoted.txt
run 0 "$program" parse quoted.txt
mv out reference
run 0 "$program" parse --news quoted.txt
cmp -s out reference && fail "--news changes nothing"
true
# A text of a mebibyte without an end of a sentence costs its length, not the square of it: that would be more than this
# test's time limit under the sanitizers.
yes 'India named man' | head -n 65000 | tr '\n' ' ' >endless.txt
run 0 "$program" parse --news endless.txt
yes the | head -n 250000 | tr '\n' ' ' >endless.txt
run 0 "$program" parse endless.txt
