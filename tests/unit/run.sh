# Runs a cmocka program and mends one thing of its TAP: version 1.1.5 writes a skipped test as "not ok … # SKIP", which
# every reader of TAP takes for a failure.
said=$(mktemp) || exit 70
trap 'rm -f "$said"' EXIT
code=0
"$@" >"$said" || code=$?
sed 's/^not ok \([0-9]* # SKIP\)/ok \1/' "$said"
exit $code
