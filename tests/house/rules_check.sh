# The examples of the rules, run by the program itself; a pattern without one is refused by the packer.
. "$DATELINE_SOURCE/tests/tap.sh"
status=0
"$DATELINE" rules check >"$scratch/said" 2>&1 || status=$?
if [ "$status" = 0 ]; then ok "$(tail -n 1 "$scratch/said")"; else not_ok 'every example of the rules' "$(cat "$scratch/said")"; fi
printf '#! keys type actor recipient need\n#! examples\nkill.v | type=ASSAULT actor=subject recipient=object need=object\n' >"$scratch/events.txt"
has 'a pattern without examples is refused' "$("$DATELINE" rules check --rules "$scratch" 2>&1)" 'events.txt:3: .*no \+ example'
finish
