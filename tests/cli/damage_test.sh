# Twelve damaged ledgers; `./run nightly damage` makes a thousand.
sh "$DATELINE_SOURCE/tests/nightly/damage.sh" "$DATELINE" 12
