#!/bin/sh
# tools/gazetteer: a pack made from a tiny dump in GeoNames' columns, and what dateline says with it.
. "$DATELINE_SOURCE/tests/tap.sh"
cd "$scratch" || exit 70
packer=$DATELINE_BUILD/tools/gazetteer
countries=$DATELINE_SOURCE/gazetteer/countries.txt
mkdir dump

# id name ascii alternate latitude longitude class code country cc2 admin1 admin2 admin3 admin4 population elevation dem zone changed
row() { printf '%s\t%s\t%s\t\t%s\t%s\t%s\t%s\t%s\t\t%s\t%s\t\t\t%s\t\t0\tZone\t2026-01-01\n' "$@"; }
{
    row 900001 Quellstadt Quellstadt 47.50000 9.50000 P PPLA CH 99 9901 41000
    row 900002 Quellstadt Quellstadt -33.25000 151.50000 P PPL AU 88 '' 900
    row 900003 'Canton Mühlen' 'Canton Muhlen' 47.40000 9.40000 A ADM1 CH 99 '' 52000
    row 900004 'Lake Zwirn' 'Lake Zwirn' 47.10000 9.10000 H LK CH 99 '' 0
} >dump/allCountries.txt
printf 'CH.99\tCanton Mühlen\tCanton Muhlen\t900003\n' >dump/admin1CodesASCII.txt
printf '1\t900001\ten\tQuelltown\t\t\t\t\n2\t900001\tde\tNichtenglisch\t\t\t\t\n' >dump/alternateNamesV2.txt

run "$packer" --dump dump --countries "$countries" one.pack
same "a dump is packed" 0 "$rc"
run "$packer" --dump dump --countries "$countries" two.pack
same "twice the same bytes" "$(sha256sum <one.pack)" "$(sha256sum <two.pack)"

printf 'QUELLSTADT, April 3 - Gunmen killed two guards in Quelltown on Monday, the police said.\n' >story.txt
run "$DATELINE" code --gazetteer one.pack --published 2024-04-03 story.txt
same "a report is coded with it" 0 "$rc"
has "the town is known by its English name" "$out" '"position": ?\[47500000, ?9500000\]'
has "with its first-level unit" "$out" '"admin1": ?"Canton Mühlen"'
has "and its GeoNames id" "$out" '"geonames": ?900001'
hash=$("$DATELINE" doctor --gazetteer one.pack | sed -n 's/^gazetteer *\([0-9a-f]*\).*/\1/p')
has "the report names the gazetteer" "$out" "\"gazetteer\": ?\"$hash\""

head -c 500 one.pack >short.pack
run "$DATELINE" code --gazetteer short.pack story.txt
same "a pack cut short: exit code" 78 "$rc"
has "a pack cut short: told" "$err" "short.pack.*cut short"
{ head -c 600 one.pack; printf x; tail -c +602 one.pack; } >bent.pack
run "$DATELINE" code --gazetteer bent.pack story.txt
same "a damaged pack: exit code" 78 "$rc"
run "$DATELINE" code --gazetteer nowhere.pack story.txt
same "a pack that is not there: exit code" 66 "$rc"

run "$packer" --dump . --countries "$countries" none.pack
same "a folder without lists: exit code" 65 "$rc"
printf 'too\tfew\tcolumns\n' >>dump/allCountries.txt
run "$packer" --dump dump --countries "$countries" none.pack
same "a line with too few columns: exit code" 65 "$rc"
has "a line with too few columns: file and line" "$err" "allCountries.txt:5"
run "$packer"
same "no arguments: exit code" 64 "$rc"
finish
