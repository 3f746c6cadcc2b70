# SPDX-License-Identifier: Apache-2.0
# dict import: dictionaries of the three coders, written for this, come out as the folders of
# tests/import/expected/, which were checked by hand; what is left out is told.
# shellcheck shell=sh disable=SC2154
samples=$examples/../tests/import

# import STATUS DIALECT OPTION...: compares the folder and the report with what is expected.
import() {
    want_status=$1 dialect=$2
    shift 2
    run "$want_status" "$program" dict import "$@" -o "of-$dialect" "$samples/$dialect"/*
    is err ""
    same out "$samples/expected/$dialect.report"
    diff -r "of-$dialect" "$samples/expected/$dialect" >&2 || fail "the folder of $dialect"
    run 0 "$program" dict check --quiet "of-$dialect"
    is out ""
}

import 1 petrarch --as WEIS
import 1 petrarch2 --as CAMEO
import 0 tabari
# Where they are not given, format and scheme are seen.
mv of-tabari given
import 0 tabari --format tabari
diff -r given of-tabari >&2 || fail "the format is not seen"
printf '%s\n' '--- CUT ---' CUT '- * TIES [901]' '- * AID [161]' >codes.verbs
run 0 "$program" dict import -o codes codes.verbs
grep -q '=> own:901 ' codes/frames/codes-verbs.txt || fail "the scheme is not seen"

# A report is coded with such a folder alone.
printf '%s\n\n' 'date 2000-01-10' 'Varland cut its new links with the Ostrian guilds.' \
    'Ostria will sever the diplomatic ties with Varland police.' >report.txt
run 0 "$program" code --format jsonl --text --lexicon of-petrarch report.txt
has out '"cameo":"WEIS:161"'
has out '"code":"OSX"'
has out '"code":"VARCOP"'

# Entries of one's own may stand beside them, with examples in the same codes.
printf '%s\n' 'S greet T => WEIS:041' '  > Varland greeted Ostria. => WEIS:041 VAR OSY' \
    'S scorn T => WEIS:122' '  > Varland scorned Ostria. => WEIS:121 VAR OSY' >of-petrarch/frames/more.txt
run 1 "$program" dict check of-petrarch
has out 'expected WEIS:121 VAR OSY, got '
has out ' 2 examples, 1 failed$'

run 2 "$program" dict import "$samples"/tabari/*
has err '^communique dict import: name the folder to write with -o$'
run 2 "$program" dict import --format x -o a "$samples"/tabari/*
has err "^communique dict import: 'x' is none of tabari, petrarch, petrarch2$"
printf 'nothing of this kind\n' >letter
run 3 "$program" dict import -o a letter
has err '^communique: letter is no dictionary of actors, agents, verbs, issues or discards'
run 3 "$program" dict import -o a no-such.actors
printf 'a file\n' >taken
run 3 "$program" dict import -o taken "$samples"/tabari/*
