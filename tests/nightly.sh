#!/bin/sh
# The long things. In: optional words (fuzz, kills, damage, properties, bench, bare; without any: all) and MINUTES per fuzz target in the
# environment. Out: a line per part, its log in build/logs; the exit code says whether all went well.
#   fuzz    every target under libFuzzer with ASan and UBSan; what crashes is left in build/fuzz-found/ and belongs, made
#           small, into tests/fuzz/corpus/
#   kills   read, merge (lines, ledgers) and assess are killed (kill -9) a thousand times at random moments
#   damage  bytes of a ledger are changed, five hundred times: no crash, no wrong answer that doctor does not see
#   properties  SETS adversarial sets of reports, put together in many ways, give one ledger; doubling any shape doubles the time
#   bench   the speed of every stage, and every bench whose gold data is there
#   bare    demo and test on a bare Debian 12
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.."
logs=build/logs
mkdir -p "$logs"
failed=0

part() { # NAME COMMAND…: a function among the commands must count its failures itself, set -e sleeps inside an if
    part_log=$logs/nightly-$1.log
    part_name=$1
    shift
    began=$(date +%s)
    if "$@" >"$part_log" 2>&1; then verdict=fine; else
        verdict=FAILED
        failed=1
        tail -n 30 "$part_log"
    fi
    echo "$part_name: $verdict ($(($(date +%s) - began)) s, $part_log)"
}

fuzz() {
    crashed=0
    [ -f build/fuzz/build.ninja ] || CC=clang meson setup build/fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false || return 1
    ninja -C build/fuzz || return 1
    for target in build/fuzz/tests/fuzz/fuzz_*; do
        [ -x "$target" ] && [ -f "$target" ] || continue
        name=${target##*fuzz_}
        mkdir -p "build/fuzz-found/$name" "build/fuzz-corpus/$name"
        "$target" -max_total_time=$((${MINUTES-10} * 60)) -timeout=20 -rss_limit_mb=2048 \
            -artifact_prefix="build/fuzz-found/$name/" "build/fuzz-corpus/$name" "tests/fuzz/corpus/$name" || crashed=1
    done
    return $crashed
}

bench() {
    ./run bench || return 1
    ./run bench merge --mentions 100000,1000000 || return 1
    [ ! -d ../shared/gold ] || eval/check build/release/eval/dateline-eval
}

properties() { # the first seed differs from day to day and is told, so that a failure can be had again
    seed=${SEED-$(($(date +%Y%m%d) * 1000))}
    echo "DATELINE_SEED=$seed"
    DATELINE_SEED=$seed DATELINE_PROPERTIES=${SETS-1000} DATELINE_COST=${COST-5000} build/release/tests/unit/properties_test
}

[ $# != 0 ] || set -- fuzz kills damage properties bench bare
for word in "$@"; do
    case $word in
    fuzz) part fuzz fuzz ;;
    kills) part kills tests/nightly/kills.sh build/release/app/cli/dateline "${KILLS-1000}" ;;
    properties) part properties properties ;;
    damage) part damage sh tests/nightly/damage.sh build/release/app/cli/dateline "${DAMAGES-500}" ;;
    bench) part bench bench ;;
    bare) part bare tests/bare-debian.sh ;;
    *) echo "nightly: fuzz, kills, damage, properties, bench or bare, not $word" >&2; exit 64 ;;
    esac
done
exit $failed
