# Twenty kills at random moments; `./run nightly kills` does a thousand.
sh "$DATELINE_SOURCE/tests/nightly/kills.sh" "$DATELINE" 20
