# SPDX-License-Identifier: Apache-2.0
# A program on the library asks the store: the same rows as the command's, the same refusals.
# shellcheck shell=sh disable=SC2154
ask=$(dirname "$program")/examples/ask
run 0 "$program" add --db a.db "$examples"/*.txt
run 0 "$program" events --db a.db --country FRA,RUS --oldest
mv out wanted
run 0 "$ask" a.db events country FRA,RUS oldest true
same out wanted
[ -s out ] || fail "no events"
run 1 "$ask" a.db events country Narnia
grep -q "does not know 'Narnia'" err || fail "no reason: $(cat err)"
run 1 "$ask" a.db events country
run 1 "$ask" b.db events
[ ! -e b.db ] || fail "a store came to be"
