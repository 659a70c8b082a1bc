# dateline reports: two versions of one address, and a near copy of the first in another paper, as a reader and a program see them.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

cat >in.jsonl <<'END'
{"url":"https://www.harbour.example/raid?utm_source=x","date":"2024-03-10T10:00:00Z","outlet":"Harbour Post","title":"Gunmen kill 3 on ferry","text":"Masked gunmen killed 3 passengers on a ferry near Karachi on Saturday morning, police said.\n\nThe boat had left the northern pier with forty people on board shortly before. Two fishing boats brought the wounded to the harbour within half an hour of the first call.\n\nNobody has said so far why the ferry was chosen by the raiders or where they went."}
{"url":"https://harbour.example/raid/","date":"2024-03-10T18:00:00Z","outlet":"Harbour Post","title":"Toll in ferry raid rises to 5","text":"Masked gunmen killed 5 passengers on a ferry near Karachi on Saturday morning, police said.\n\nThe boat had left the northern pier with forty people on board shortly before. Two fishing boats brought the wounded to the harbour within half an hour of the first call.\n\nCorrection: an earlier version of this story gave a wrong toll."}
{"url":"https://delta.example/1","date":"2024-03-10","outlet":"Delta Times","title":"Ferry raided","text":"Masked gunmen killed 3 passengers on a ferry near Karachi on Saturday morning, police said.\n\nThe boat had left the northern pier with forty people on board shortly before. Two fishing boats brought the wounded to the harbour within half an hour of the first call."}
END
"$DATELINE" read -q --ledger v.db in.jsonl >/dev/null 2>&1
same "the reports are read" 0 $?
out=$("$DATELINE" reports v.db)
has "a version tells what it changed" "$out" 'version 2 of 2: .*killed 3 → 5'
has "and that it corrects itself" "$out" '; Correction: an earlier'
has "a copy is told" "$out" 'Delta Times .*near copy of Harbour Post'
"$DATELINE" reports v.db --json >rows
same "three reports" 3 "$(wc -l <rows)"
same "one testimony" 1 "$(sed 's/.*"testimony":"\([0-9a-f]*\)".*/\1/' rows | sort -u | wc -l)"
same "one of them is looked for by its outlet" 1 "$("$DATELINE" reports v.db --words delta --json | wc -l)"
"$DATELINE" claims v.db --json >claims
same "what the latest version no longer says is marked" 2 "$(grep -c '"file":"in.jsonl:1".*"superseded":true' claims)"
same "and nothing else is" 2 "$(grep -c '"superseded":true' claims)"
finish
