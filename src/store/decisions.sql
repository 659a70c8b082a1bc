-- Analysts' decisions about actors (docs/ledger.md). Made in every new ledger behind schema.sql, and in one of before when it is brought up.
-- decision and decision_supersedes only grow, and no rebuild touches them; decision_effect and actor_use are derived.

CREATE TABLE decision (             -- what an analyst settled; never inferred
  id TEXT PRIMARY KEY,              -- hash of the rest
  kind TEXT NOT NULL,               -- merge, pin, split, undo
  about TEXT NOT NULL,              -- what it is about, for people
  actor TEXT NOT NULL,              -- of a pin: the actor_id that it gives
  name TEXT NOT NULL,               -- the name that it gives, '' none
  analyst TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL, -- date and note '' = not told
  line TEXT NOT NULL                -- the same as one JSON object, with the uses that it is about and what it supersedes
) STRICT;

CREATE TABLE decision_supersedes (  -- by a later decision of the same analyst
  id TEXT NOT NULL REFERENCES decision,
  superseded TEXT NOT NULL,         -- may be one that has not arrived in this ledger
  PRIMARY KEY (id, superseded)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_superseded ON decision_supersedes (superseded);

CREATE TABLE decision_effect (      -- derived: what became of it
  id TEXT PRIMARY KEY REFERENCES decision,
  state TEXT NOT NULL,              -- in force, waits, overruled, superseded
  actor INTEGER REFERENCES actor,   -- who came of it; of a split: who was split off
  n_uses INTEGER NOT NULL,          -- how often reports name whom it is about
  detail TEXT NOT NULL              -- what is not here, which decision it is in conflict with; '' nothing
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_use (            -- derived: under which ids reports name an actor that the rules do not know, or that a decision is about
  actor INTEGER NOT NULL REFERENCES actor,
  id TEXT NOT NULL,                 -- in the reports; may have been its actor_id before other reports came
  country TEXT NOT NULL, role TEXT NOT NULL, -- as they have them
  name TEXT NOT NULL,               -- the longest that comes with it
  n_reports INTEGER NOT NULL,
  PRIMARY KEY (actor, id, country, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_use_id ON actor_use (id);

CREATE VIEW current_decision AS     -- those that no later one of the same analyst supersedes
  SELECT d.* FROM decision d WHERE NOT EXISTS (SELECT 1 FROM decision_supersedes s JOIN decision x ON x.id = s.id
    WHERE s.superseded = d.id AND x.analyst = d.analyst);
