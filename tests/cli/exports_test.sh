# Exports from outside: the sample reports in every format, read back by other programs.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70

run "$DATELINE" read -q --ledger a.db "$DATELINE_SOURCE/samples"
same "the samples are read" 0 $rc
for format in jsonl csv geojson acled ucdp; do
    "$DATELINE" export a.db --format $format >a.$format 2>$format.err
    same "$format: exit code" 0 $?
    check "$format: holds something" test -s a.$format
done
same "jsonl and csv leave nothing out and say nothing" "" "$(cat jsonl.err csv.err)"
for format in geojson acled ucdp; do
    has "$format: what is left out is told, with counts" "$(cat $format.err)" "^dateline: $format: [1-9][0-9]* of [1-9][0-9]* rows written; left out: [1-9]"
done
run "$DATELINE" export a.db --format xml
same "a format that is none: exit code" 64 $rc
has "a format that is none: those there are" "$err" 'format must be one of jsonl, csv, geojson, acled, ucdp; not "xml"'

python=$(command -v python3 || true)
if [ -n "$python" ]; then
    cat >check.py <<'END'
import csv, json
acled = list(csv.reader(open("a.acled", newline="", encoding="utf-8"), strict=True))
ucdp = list(csv.reader(open("a.ucdp", newline="", encoding="utf-8"), strict=True))
rows = list(csv.DictReader(open("a.csv", newline="", encoding="utf-8"), strict=True))
print("columns", {len(r) for r in acled} == {31}, {len(r) for r in ucdp} == {49}, len(acled) > 5, len(ucdp) > 2)
told = {int(open(f + ".err").read().split()[2]) == len(t) - 1 for f, t in (("acled", acled), ("ucdp", ucdp))}
print("counts", told == {True})
by_id = {r["event"]: r for r in rows}
fatal = [(dict(zip(acled[0], r)), by_id[r[0][3:]]) for r in acled[1:]]
print("facts", all((a["fatalities"] == "") == (e["killed_low"] == "") for a, e in fatal), all(a["actor1"] or not e["actors"] for a, e in fatal),
      all(e["status"] not in ("planned", "denied", "threatened", "hypothetical", "habitual") for a, e in fatal))
deaths = [dict(zip(ucdp[0], r)) for r in ucdp[1:]]
print("deaths", all(sum(int(d[k]) for k in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")) == int(d["best"]) for d in deaths),
      all(int(d["low"]) <= int(d["best"]) <= int(d["high"]) and int(d["high"]) > 0 for d in deaths))
geo = json.load(open("a.geojson", encoding="utf-8"))
points = [f["geometry"]["coordinates"] for f in geo["features"] if f["geometry"]]
print("geo", set(geo) == {"type", "features"}, all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points), len(points) > 20,
      len(geo["features"]) == sum(r["item"] == "event" for r in rows), len({f["id"] for f in geo["features"]}) == len(geo["features"]))
print("jsonl", sum(1 for line in open("a.jsonl", encoding="utf-8") if json.loads(line)["id"] in by_id) == len(rows))
END
    run "$python" check.py
    for what in columns counts facts deaths geo jsonl; do
        line=$(printf '%s\n' "$out" | sed -n "s/^$what //p")
        check "another program reads them back: $what" test -n "$line" -a -z "$(printf %s "$line" | grep False)"
    done
else
    skip "another program reads them back" "no python3"
fi
if command -v jq >/dev/null; then
    check "jq reads the GeoJSON" jq -e '.type == "FeatureCollection" and all(.features[]; .type == "Feature" and has("geometry") and has("properties"))' a.geojson
else
    skip "jq reads the GeoJSON" "no jq"
fi
run "$DATELINE" export a.db --format acled --type PROTEST
check "filters hold for exports" test -z "$(printf '%s\n' "$out" | sed 1d | grep -v 'Demonstrations,')"
finish
