# SPDX-License-Identifier: Apache-2.0
# What people correct shows in the views, goes on as gold, and outlasts new codings.
# shellcheck shell=sh disable=SC2154
cat >news.jsonl <<'END_OF_NEWS'
{"id":"a","date":"2021-11-14","publisher":"N","text":"France condemned Mali. Spain thanked Peru."}
{"id":"b","date":"2021-11-15","text":"Iran met Iraq in Geneva."}
{"id":"c","date":"2021-11-16","text":"Norwegian police arrested two Russians in Oslo. A cup ran over."}
END_OF_NEWS
events() {
    sqlite3 news.db "SELECT report, source, cameo, plover, target, coalesce(human, '') FROM event_table
        ORDER BY report, event_number"
}
event_of() {
    sqlite3 news.db "SELECT event FROM event_table WHERE report = '$1' AND cameo = '$2'"
}
run 0 "$program" add --db news.db news.jsonl
run 0 "$program" export --db news.db --text
mv out coded
[ "$(events)" = "a|FRA|111|ACCUSE|MLI|
a|ESP|051|SUPPORT|PER|
b|IRN;IRQ|040|CONSULT|IRQ;IRN|
c|NORCOP|173|COERCE|RUS|" ] || fail "the events are: $(events)"

condemned=$(event_of a 111) arrested=$(event_of c 173) met=$(event_of b 040)
run 0 "$program" correct "$condemned" --db news.db --set target=MLIGOV --set code=112 --by Ada --why "names it"
is err "communique: correction 1 is noted"
run 0 "$program" correct "$arrested" --db news.db --delete --by Ada --why "not political"
run 0 "$program" correct c --db news.db --add --span 48:61 --set source=NOR --set target="RUS;CVL" \
    --set code=0211 --set date=2021-11-15 --by Bob --why missed
run 0 "$program" correct "$met" --db news.db --set assertion=negated --by Bob --why "they did not"
[ "$(events)" = "a|FRA|112|ACCUSE|MLIGOV|cameo;mode;plover;target
a|ESP|051|SUPPORT|PER|
b|IRN;IRQ|040|CONSULT|IRQ;IRN|assertion
c|NOR|0211|REQUEST|RUS;CVL|assertion;cameo;date_from;date_to;mode;plover;source;target;time" ] ||
    fail "the corrected events are: $(events)"
[ "$(sqlite3 news.db "SELECT side, code, country, basis FROM participant_table WHERE report <> 'b'
    ORDER BY report, event_number, side, number")" = "source|FRA|FRA|text
target|MLIGOV|MLI|human
source|ESP|ESP|text
target|PER|PER|text
source|NOR|NOR|human
target|RUS|RUS|human
target|CVL||human" ] || fail "the participants are not the corrected ones"
[ "$(sqlite3 news.db "SELECT trigger || date_from || date_basis FROM event_table WHERE cameo = '0211'")" = \
    "A cup ran ove2021-11-15human" ] || fail "the added event has another place or date"
run 0 "$program" correct --db news.db --list --format tsv
has out '^1	holds	set		a	.*cameo: 111 -> 112; .*target: MLI -> MLIGOV	Ada	.*	names it$'
# Of one event alone.
run 0 "$program" correct "$met" --db news.db --list --format tsv
[ "$(cut -f 1 out)" = "correction
4" ] || fail "the corrections of one event are: $(cat out)"
# A narrow table cuts what is long, but not the id that the next command is given.
run 0 env COLUMNS=40 "$program" correct --db news.db --list --format table
has out '^ +1  holds +set +a  +[0-9a-f]{16}  .*…'

# What was coded is what comes out, with or without corrections.
run 0 "$program" export --db news.db --text
same out coded

# As gold: what was corrected is asked for, what was deleted is not, and the rest is optional.
run 0 "$program" correct --db news.db --export gold
is out '{"id":"a","date":"2021-11-14","publisher":"N","text":"France condemned Mali. Spain thanked Peru.","events":[{"plover":["ACCUSE"],"source":["FRA"],"target":["MLI"],"assertion":["actual"],"time":["past"]},{"plover":["SUPPORT"],"source":["ESP"],"target":["PER"],"assertion":["actual"],"time":["past"],"optional":true}]}
{"id":"c","date":"2021-11-16","publisher":null,"text":"Norwegian police arrested two Russians in Oslo. A cup ran over.","events":[{"plover":["REQUEST"],"source":["NOR"],"target":["RUS","CVL"],"assertion":["actual"],"time":["past"]}]}
{"id":"b","date":"2021-11-15","publisher":null,"text":"Iran met Iraq in Geneva.","events":[{"plover":["CONSULT"],"source":["IRN","IRQ"],"target":["IRQ","IRN"],"assertion":["negated"],"time":["past"]}]}'
mv out gold.jsonl
run 0 "$program" eval gold.jsonl
run 0 "$program" correct --db news.db --export suggestions
has out '^  > France condemned Mali. => 112 FRA MLIGOV$'
has out '^  > Norwegian police arrested two Russians in Oslo. => none$'
has out '^# coded by en/frames/11-disapprove:criticise$'

# Lines are undone by further lines, and the last one on a field holds.
run 0 "$program" correct "$condemned" --db news.db --set target=PRT --by Bob --why "no"
run 0 "$program" correct --db news.db --undo 5 --by Ada --why "yes"
run 0 "$program" correct --db news.db --undo 2 --by Ada --why "political"
[ "$(events | cut -d '|' -f 1-5)" = "a|FRA|112|ACCUSE|MLIGOV
a|ESP|051|SUPPORT|PER
b|IRN;IRQ|040|CONSULT|IRQ;IRN
c|NORCOP|173|COERCE|RUS
c|NOR|0211|REQUEST|RUS;CVL" ] || fail "after the undoing: $(events)"
run 3 "$program" correct --db news.db --undo 5 --by Ada --why again
has err 'no correction 5 to undo'
[ "$(sqlite3 news.db 'SELECT count(*) FROM corrections')" = 7 ] || fail "lines are missing"

# What is no event, no code, no field, no span, no reason.
run 3 "$program" correct 0123456789abcdef --db news.db --delete --by Ada --why x
run 3 "$program" correct "$met" --db news.db --set code=999 --by Ada --why x
run 3 "$program" correct "$met" --db news.db --set target=someone --by Ada --why x
run 3 "$program" correct "$met" --db news.db --set colour=red --by Ada --why x
run 3 "$program" correct c --db news.db --add --span 60:100 --set source=NOR --set code=010 --by Ada --why x
run 3 "$program" correct c --db news.db --add --span 48:61 --set source=NOR --set code=010 --by Ada --why x
has err 'there already'
run 3 "$program" correct "$met" --db news.db --delete --by Ada --why ' '
has err 'a correction wants the name of who corrects, and a reason'
run 2 "$program" correct "$met" --db news.db --delete --by Ada
run 2 "$program" correct "$met" --db news.db --delete --add --by Ada --why x
run 2 "$program" correct --db news.db
[ "$(sqlite3 news.db 'SELECT count(*) FROM corrections')" = 7 ] || fail "a refused line was kept"

# A hundred corrections and a change of the dictionaries: none lost, none changed; those whose event is
# gone are listed, and hold again when it comes back.
i=0
while [ "$i" -lt 100 ]; do
    case $((i % 4)) in
    0) verb=condemned ;; 1) verb=thanked ;; 2) verb=threatened ;; *) verb=attacked ;;
    esac
    printf '{"id":"r%d","date":"2021-11-14","text":"France %s Mali on day %d."}\n' "$i" "$verb" "$i"
    i=$((i + 1))
done >many.jsonl
mkdir -p mine/frames
cp -R "$examples/../lang/en/places" mine
cat >mine/frames/11-disapprove.txt <<'END_OF_FRAMES'
S criticise|condemn T => 113
  > France condemned Mali. => 113 FRA MLI
END_OF_FRAMES
cat >mine/frames/05-diplomatic-cooperation.txt <<'END_OF_FRAMES'
S thank T => none
  > France thanked Mali. => none
END_OF_FRAMES
run 0 "$program" add --db many.db many.jsonl
sqlite3 many.db "SELECT event FROM event_table ORDER BY report_number, event_number" >ids
[ "$(wc -l <ids)" -eq 100 ] || fail "$(wc -l <ids) events, not 100"
while read -r id; do
    "$program" correct "$id" --db many.db --set target=PRTGOV --by Ada --why check 2>err || fail "$(cat err)"
done <ids
kept="SELECT fingerprint, event, act, corrector, why, made, field, value, was FROM corrections
    JOIN corrected_values USING (correction) ORDER BY correction, field"
sqlite3 many.db "$kept" >before
run 0 "$program" replay --db many.db --lexicon mine --apply --format tsv
has err '^communique: events: 0 added, 25 lost, 25 recoded$'
has err '^communique: 25 corrections have no event any more'
sqlite3 many.db "$kept" >after
same after before
[ "$(sqlite3 many.db "SELECT count(*), sum(target = 'PRTGOV'), sum(human = 'target'),
    sum(cameo = '113') FROM event_table")" = "75|75|75|25" ] || fail "corrections do not show"
[ "$(sqlite3 many.db "SELECT count(*) FROM participant_table WHERE code = 'PRTGOV'")" = 75 ] ||
    fail "corrected participants do not show"
run 0 "$program" correct --db many.db --orphans --format tsv
[ "$(grep -c orphaned out)" -eq 25 ] || fail "$(grep -c orphaned out) orphans, not 25"
run 0 "$program" replay --db many.db --apply --format tsv
run 0 "$program" correct --db many.db --orphans --format tsv
[ "$(grep -c orphaned out)" -eq 0 ] || fail "orphans are left"
[ "$(sqlite3 many.db "SELECT count(*), sum(target = 'PRTGOV') FROM event_table")" = "100|100" ] ||
    fail "corrections do not show again"

# What is forgotten is forgotten there, too.
run 0 "$program" forget --db news.db Ada
! grep -qa Ada news.db || fail "a name is left"
run 0 "$program" forget --db news.db c
[ "$(sqlite3 news.db 'SELECT count(*) FROM corrections')" = 4 ] || fail "corrections are left"

# Questions are answered by what was corrected: once, until it is taken back.
cat >asked.jsonl <<'END_OF_NEWS'
{"id":"q","date":"2021-11-14","text":"France condemned Mali. Iran met Iraq in Geneva."}
END_OF_NEWS
# asked LINES: the events without their ids.
asked() {
    run 0 "$program" events --db asked.db --format tsv
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $at["source"], $at["cameo"], $at["target"] }' out | sort >got
    echo "$1" >wanted
    same got wanted
}
run 0 "$program" add --db asked.db asked.jsonl
asked "FRA 111 MLI
IRN;IRQ 040 IRQ;IRN"
for code in 111 040; do
    id=$(sqlite3 asked.db "SELECT id FROM events WHERE cameo = '$code'")
    if [ "$code" = 111 ]; then
        run 0 "$program" correct "$id" --db asked.db --set target=MLIGOV --set code=112 --by Ada --why x
    else
        run 0 "$program" correct "$id" --db asked.db --delete --by Ada --why x
    fi
done
asked "FRA 112 MLIGOV"
run 0 "$program" events --db asked.db --target MLIGOV --code 112 --format tsv
[ "$(wc -l <out)" -eq 2 ] || fail "a corrected event is not found by its new values"
run 0 "$program" correct --db asked.db --undo 1 --by Ada --why x
asked "FRA 111 MLI"
