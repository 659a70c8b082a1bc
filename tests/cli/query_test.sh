# Questions to a ledger from outside: filters, pages and what is said about them, timeline, conflicts.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

run "$DATELINE" read -q --ledger a.db "$DATELINE_SOURCE/samples"
same "the samples are read" 0 $rc

# --- pages
for list in events claims actors sources; do
    run "$DATELINE" $list a.db --csv
    same "$list: a whole list says nothing" "" "$err"
    printf '%s\n' "$out" >$list.csv
    run "$DATELINE" $list a.db --csv --limit 5
    has "$list: a page says of how many" "$err" '^dateline: rows 1–5 of [1-9][0-9,]*$'
    run sh -c 'for page in 1 2 3; do "$DATELINE" '"$list"' a.db --json --limit 3 --page $page; done 2>/dev/null'
    printf '%s\n' "$out" >pages
    "$DATELINE" $list a.db --json --limit 9 2>/dev/null >nine
    same_file "$list: pages join without gap or repetition" nine pages
done
"$DATELINE" events a.db --json --limit 4 --offset 3 2>/dev/null >skipped
"$DATELINE" events a.db --json --limit 7 2>/dev/null | tail -4 >tail
same_file "--offset skips" tail skipped
run "$DATELINE" events a.db --limit 5 --offset 99999
has "a page behind the end says so" "$err" '^dateline: no rows here: there are [1-9]'
run "$DATELINE" events a.db --page 2
same "a page of unknown size is a usage error" 64 $rc

# --- nothing found, and why
run "$DATELINE" events a.db --actor Talban
same "nothing found is no failure" 0 $rc
same "nothing found is said" "no events" "$out"
has "which filter finds nothing" "$err" '^dateline: no events: actor "Talban" finds nothing$'
run "$DATELINE" events a.db --actor Taliban --type PROTEST --json
has "which filter takes the rest away" "$err" '^dateline: no events: without type "PROTEST" there (is|are) [1-9]'
same "nothing found is nothing in JSON" "" "$out"

# --- box
run "$DATELINE" events a.db --box 60.5,29.3,75,38.5 --csv
check "box: all in Afghanistan and its neighbours" test -z "$(printf '%s\n' "$out" | sed 1d | grep -v -E ',(AFG|PAK|TJK|IRN|),' | head -1)"
inside=$(printf '%s\n' "$out" | sed 1d | wc -l)
check "box: finds some" test "$inside" -gt 5
run "$DATELINE" events a.db --box 75,29.3,60.5,38.5 --csv
around=$(printf '%s\n' "$out" | sed 1d | wc -l)
run "$DATELINE" events a.db --box=-180,29.3,180,38.5 --csv
belt=$(printf '%s\n' "$out" | sed 1d | wc -l)
same "box: over the date line is the rest of the belt" "$belt" $((inside + around))
for bad in 1,2,3 1,2,3,4,5 a,b,c,d 10,50,20,40 0,0,200,10 ""; do
    run "$DATELINE" events a.db --box "$bad"
    same "box \"$bad\" is a usage error" 64 $rc
done

# --- timeline and conflicts
run "$DATELINE" timeline a.db Taliban
has "timeline: months are headings" "$out" '^2021-08$'
has "timeline: what it does, with its standing" "$out" 'does +COERCE/seize: Taliban, Kabul, 2021-08-15 \[[a-z-]+\]'
has "timeline: who else says so" "$out" '^ {17}\+ held by '
check "timeline: no line of text is longer than 100 columns" test -z "$(printf '%s\n' "$out" | python3 -c 'import sys; print("".join(l for l in sys.stdin if len(l) > 101))')"
run "$DATELINE" timeline a.db Taliban --csv
has "timeline --csv has a header" "$out" '^date_low,date_high,role,event,'
run "$DATELINE" timeline a.db Taliban --json
has "timeline --json: whose claims they are" "$out" '"claims_by":\[\{.*"claims_about":\['
run "$DATELINE" timeline a.db
same "timeline wants an actor: the only word is one" 66 $rc
run "$DATELINE" timeline a.db ""
same "timeline of nobody is a usage error" 64 $rc
run "$DATELINE" conflicts a.db
has "conflicts: field, values, voices" "$out" '^    FIELD +VALUE +HELD BY +TEXTS +VOICES +REPORTED$'
has "conflicts: the given value is marked" "$out" ' \*  '
run "$DATELINE" conflicts a.db --csv --limit 1
has "conflicts --csv has a header" "$out" '^event,type,mode,actors,recipients,place,date_low,date_high,field,value,best,held_by,texts,voices,reported_first,reported_last'
has "conflicts: a page says of how many" "$err" '^dateline: row 1 of [1-9][0-9]* events in conflict$'
run "$DATELINE" conflicts a.db --type PROTEST
same "no conflicts are said" "no conflicts" "$out"
run "$DATELINE" events a.db --words "nuclear reactor of the moon"
has "words that nobody uses" "$err" 'words "nuclear reactor of the moon" finds nothing'

# --- SQL: every statement of docs/ledger.md runs on the file as it is; readers and the writer do not meet
"$DATELINE" snapshot a.db monday >/dev/null
awk '/^    --/ { if (sql != "") print sql; sql = ""; next }
     /^    (SELECT|WITH)/ { if (sql != "") print sql; sql = substr($0, 5); next }
     /^     +[A-Za-z]/ && sql != "" { sql = sql " " substr($0, 5); next }
     { if (sql != "") print sql; sql = "" } END { if (sql != "") print sql }' "$DATELINE_SOURCE/docs/ledger.md" >statements.sql
sed -n 's/^    sqlite3 herat.db "\(.*\)"$/\1;/p' "$DATELINE_SOURCE/docs/ledger.md" >>statements.sql
check "docs/ledger.md has statements" test "$(grep -c ';$' statements.sql)" -ge 14
cat >sql.py <<'END'
import sqlite3
db = sqlite3.connect("file:a.db?mode=ro", uri=True)
finds = ("event_full", "value_full", "participant", "FROM telling", "FROM link", "words w")  # the samples have some of these
for line in open("statements.sql", encoding="utf-8"):
    try:
        rows = db.execute(line.rstrip().rstrip(";")).fetchall()
    except sqlite3.Error as e:
        print("not run:", e, line)
        continue
    if not rows and any(w in line for w in finds):
        print("no rows:", line)
END
if [ -n "$(command -v python3)" ]; then
    same "every statement of docs/ledger.md runs in Python, and finds what it is for" "" "$(python3 sql.py 2>&1)"
    cat >hold.py <<'END'
import sqlite3, subprocess, sys
db = sqlite3.connect("file:a.db?mode=ro", uri=True, isolation_level=None)
count = lambda: db.execute("SELECT count(*) FROM report").fetchone()[0]
db.execute("BEGIN")
before = count()
done = subprocess.run([sys.argv[1], "read", "-q", "--ledger", "a.db", "new.txt"], capture_output=True)
during = count()
db.execute("COMMIT")
print(done.returncode, before == during, count() - before)
END
    printf 'Bomb kills three guards in Herat\n\nHERAT – A bomb killed three guards at a checkpoint in Herat on Monday, the police said.\n' >new.txt
    same "a reader holds up no writer, and sees one ledger" "0 True 1" "$(python3 hold.py "$DATELINE" 2>&1)"
else
    skip "every statement of docs/ledger.md runs in Python, and finds what it is for" "no python3"
fi
if [ -n "$(command -v sqlite3)" ]; then
    same "every statement of docs/ledger.md runs in sqlite3" "" "$(sqlite3 -readonly -bail a.db <statements.sql 2>&1 >/dev/null)"
else
    skip "every statement of docs/ledger.md runs in sqlite3" "no sqlite3"
fi
finish
