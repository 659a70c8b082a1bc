-- Snapshots: which events there were when somebody gave that state of the ledger a name. Made by the first `dateline snapshot`; no rebuild
-- touches them, no other ledger gets them by a merge, and the dump does not show them. Only what differs from the snapshot before is
-- written, so a second snapshot costs what changed.

CREATE TABLE IF NOT EXISTS snapshot (
  number INTEGER PRIMARY KEY,       -- in the order in which they were taken
  name TEXT NOT NULL UNIQUE,
  date TEXT NOT NULL,               -- as told, '' not told; the machine's clock is never asked
  program TEXT NOT NULL,            -- version of dateline that derived the events
  n_reports INTEGER NOT NULL, n_decisions INTEGER NOT NULL, n_events INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS snapshot_text (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE IF NOT EXISTS snapshot_row ( -- an event as it stood from one snapshot to another; names are ids of snapshot_text
  event_id TEXT NOT NULL,
  first INTEGER NOT NULL REFERENCES snapshot,
  last INTEGER REFERENCES snapshot, -- NULL: it stands so in the latest one
  item INTEGER NOT NULL, type INTEGER NOT NULL, mode INTEGER NOT NULL, status INTEGER NOT NULL, standing INTEGER NOT NULL,
  actors INTEGER NOT NULL, recipients INTEGER NOT NULL, place INTEGER NOT NULL, figure_noun INTEGER NOT NULL, rules INTEGER NOT NULL,
  date_low INTEGER, date_high INTEGER, -- days since 1970, NULL = open
  killed_low INTEGER, killed_high INTEGER, injured_low INTEGER, injured_high INTEGER,
  arrested_low INTEGER, arrested_high INTEGER, figure_low INTEGER, figure_high INTEGER,
  n_reports INTEGER NOT NULL, n_voices INTEGER NOT NULL, n_denials INTEGER NOT NULL,
  others TEXT NOT NULL,             -- ids of its tellings but the one that it goes by, a blank between
  PRIMARY KEY (event_id, first)
) STRICT, WITHOUT ROWID;

CREATE VIEW IF NOT EXISTS snapshot_event AS -- one row for each event of each snapshot
  SELECT s.name AS snapshot, r.event_id, i.text AS item, t.text AS type, m.text AS mode, u.text AS status, g.text AS standing, a.text AS actors,
         c.text AS recipients, p.text AS place, date(r.date_low * 86400, 'unixepoch') AS date_low, date(r.date_high * 86400, 'unixepoch') AS date_high,
         r.killed_low, r.killed_high, r.injured_low, r.injured_high, r.arrested_low, r.arrested_high, r.figure_low, r.figure_high,
         f.text AS figure_noun, r.n_reports, r.n_voices, r.n_denials, r.others, k.text AS rules
  FROM snapshot s JOIN snapshot_row r ON r.first <= s.number AND (r.last IS NULL OR r.last >= s.number)
  JOIN snapshot_text i ON i.id = r.item JOIN snapshot_text t ON t.id = r.type JOIN snapshot_text m ON m.id = r.mode
  JOIN snapshot_text u ON u.id = r.status JOIN snapshot_text g ON g.id = r.standing JOIN snapshot_text a ON a.id = r.actors
  JOIN snapshot_text c ON c.id = r.recipients JOIN snapshot_text p ON p.id = r.place JOIN snapshot_text f ON f.id = r.figure_noun
  JOIN snapshot_text k ON k.id = r.rules;
