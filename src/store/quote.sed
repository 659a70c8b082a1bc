# Makes C strings, one a line, of schema.sql: build time only.
s/\\/\\\\/g
s/"/\\"/g
s/^/"/
s/$/\\n",/
