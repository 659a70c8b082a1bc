#!/bin/sh
# The proof on a bare machine. In: nothing (an optional folder for the new system). Out: TAP. It makes a minimal Debian
# 12 with debootstrap, puts a clean clone of the committed project in it, and runs there what the README promises:
# ./run demo and ./run test, twice each. The first run must install what is missing and say so once; the second must
# install nothing and take seconds. No gold data is there, so the tests that need it must say "not run".
#
# The mirror, a proxy and a certificate authority of its own are taken from this machine at run time; none is written
# here. Needs root, debootstrap and git. Takes about ten minutes on two cores.
set -eu
LC_ALL=C
export LC_ALL
source=$(cd "$(dirname "$0")/.." && pwd)
root=${1-$(mktemp -d)/debian}
seconds_allowed=180
count=0
failed=0

result() { # NAME CONDITION-STATUS [WHY]
    count=$((count + 1))
    if [ "$2" = 0 ]; then echo "ok $count - $1"; else
        failed=$((failed + 1))
        echo "not ok $count - $1"
        [ -z "${3-}" ] || printf '%s\n' "$3" | sed 's/^/# /'
    fi
}

# The first Debian mirror among apt's sources: old one-line files and new ones with fields.
mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '
        $1 == "deb" { sub(/\[[^]]*\] */, ""); if ($3 == "bookworm") print $2 }
        /^URIs:/ { uri = $2 }
        /^Suites:/ { for (i = 2; i <= NF; i++) if ($i == "bookworm") print uri }' | head -n 1
}

leave() {
    umount "$root/proc" 2>/dev/null || :
    [ -n "${1-}" ] || rm -rf --one-file-system "$root"
}

[ "$(id -u)" = 0 ] || { echo "1..0 # SKIP needs root"; exit 77; }
command -v debootstrap >/dev/null || { echo "Bail out! debootstrap is not installed"; exit 69; }
from=$(mirror)
[ -n "$from" ] || { echo "Bail out! no Debian 12 mirror among apt's sources"; exit 69; }
trap 'leave' EXIT
trap 'exit 130' INT TERM
mkdir -p "$root"

include=
case $from in https:*) include=--include=ca-certificates ;; esac
debootstrap --variant=minbase $include bookworm "$root" "$from" >"$root.log" 2>&1 || { tail -n 20 "$root.log"; echo "Bail out! debootstrap failed"; exit 70; }
for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
    [ ! -f "$file" ] || { mkdir -p "$root$(dirname "$file")" && cp -L "$file" "$root$file"; }
done
# Installing ca-certificates writes that bundle anew: npm gets a copy that stays.
[ ! -f /etc/ssl/certs/ca-certificates.crt ] || cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/machine.crt"
for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if [ -f "$file" ] && grep -Eqi 'proxy|cainfo' "$file"; then cp -L "$file" "$root$file"; fi
done
mount -t proc proc "$root/proc"
git clone -q "$source" "$root/dateline"

# inside WORDS…: ./run WORDS in the new system; its output in $said, its seconds in $took.
inside() {
    began=$(date +%s)
    status=0
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb \
        ${http_proxy+"http_proxy=$http_proxy"} ${https_proxy+"https_proxy=$https_proxy"} ${no_proxy+"no_proxy=$no_proxy"} \
        ${NODE_EXTRA_CA_CERTS+"NODE_EXTRA_CA_CERTS=/etc/ssl/machine.crt"} \
        /dateline/run "$@" >"$root.said" 2>&1 </dev/null || status=$?
    took=$(($(date +%s) - began))
    said=$(cat "$root.said")
    result "./run $* ($took s)" "$status" "$(tail -n 40 "$root.said")"
}
says() { printf '%s\n' "$said" | grep -Eq -- "$1"; }

inside demo
result 'says once what it installs' "$([ "$(grep -c '^Installing' "$root.said")" = 1 ]; echo $?)" "$said"
result 'shows an event with every voice and its words' "$(says 'WHO SAYS SO' && echo 0 || echo 1)" "$said"
inside demo
result "the second time takes seconds" "$([ "$took" -le 10 ]; echo $?)" "$took s"
result 'and installs nothing' "$(says '^Installing' && echo 1 || echo 0)"
inside test
result 'no test fails' "$(says '^[0-9]+ passed, 0 failed, [0-9]+ skipped$' && echo 0 || echo 1)" "$said"
result 'what needs gold data says so' "$(says '^not run: .*shared' && echo 0 || echo 1)" "$said"
inside test
result 'the second time takes seconds' "$([ "$took" -le $seconds_allowed ]; echo $?)" "$took s"
result 'and installs nothing' "$(says '^Installing' && echo 1 || echo 0)"
echo "1..$count"
[ "$failed" = 0 ]
