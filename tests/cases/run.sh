# Runs all cases of one stage: STAGE/*.case and known-failures/STAGE/*.case.
program=$(realpath "$1")
stage=$2
cd "$(dirname "$0")" || exit 70
set --
for file in "$PWD/$stage"/*.case "$PWD/known-failures/$stage"/*.case; do
    [ ! -f "$file" ] || set -- "$@" "$file"
done
exec "$program" "$@"
