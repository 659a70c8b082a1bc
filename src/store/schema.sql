-- A ledger of dateline, version 5. Tables report and assessment are the ledger: two grow-only sets (assessments.sql has the
-- other, and the views). Everything else is derived from the reports and may be thrown away. Days are ISO 8601 text, NULL = open end; counts NULL = not stated, high NULL with low = "at least";
-- positions are millionths of a degree. Offsets and lengths are bytes of the report's canonical text ("text" in its line);
-- source_offset and source_length are bytes of the file that was read, NULL = not known (rows of JSONL and CSV, some
-- broken HTML).
-- docs/ledger.md explains the tables with examples.

CREATE TABLE report (
  key TEXT PRIMARY KEY,             -- SHA-256 of source bytes, metadata, rules and model
  line TEXT NOT NULL                -- the coded report, one JSON object
) STRICT;

CREATE TABLE state (                -- is what is derived up to date? added counts changes of table report
  id INTEGER PRIMARY KEY CHECK (id = 1),
  added INTEGER NOT NULL,
  built INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0, 0);

CREATE TABLE actor (                -- anybody and any place that a report names
  id INTEGER PRIMARY KEY,
  actor_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,               -- person, organisation, place, role, document
  country TEXT NOT NULL,            -- ISO 3166 alpha-3
  sector TEXT NOT NULL,             -- PLOVER
  role TEXT NOT NULL,
  parent_id TEXT NOT NULL,
  admin1 TEXT NOT NULL,
  latitude INTEGER, longitude INTEGER,
  place_precision INTEGER NOT NULL, -- 0 none, 1 country, 2 first-level unit, 3 district, 4 city, 5 below city
  n_reports INTEGER NOT NULL
) STRICT;
CREATE INDEX actor_name ON actor (name COLLATE NOCASE);
CREATE INDEX actor_parent ON actor (parent_id);

CREATE TABLE actor_alias (
  actor INTEGER NOT NULL REFERENCES actor,
  name TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',  -- of a name that only reports know: why it is taken for the same
  PRIMARY KEY (actor, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_alias_name ON actor_alias (name COLLATE NOCASE);

CREATE TABLE source (               -- whoever tells or relays
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,               -- outlet, agency, actor
  name TEXT NOT NULL,
  actor INTEGER REFERENCES actor,
  n_reports INTEGER NOT NULL,
  n_claims INTEGER NOT NULL,
  source_id TEXT NOT NULL DEFAULT '' -- media:afp, outlet:harbour post, actor:…; an agency has one as outlet, agency and actor
) STRICT;

CREATE TABLE voice (                -- an independent voice
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  actor INTEGER REFERENCES actor
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE REFERENCES report,
  sha256 TEXT NOT NULL, rules TEXT NOT NULL, model TEXT NOT NULL,
  file TEXT NOT NULL, url TEXT NOT NULL, outlet TEXT NOT NULL, agency TEXT NOT NULL, title TEXT NOT NULL,
  published_low TEXT, published_high TEXT, published_from TEXT NOT NULL,
  testimony INTEGER NOT NULL REFERENCES document, -- the first document with the same body text
  outlet_id TEXT NOT NULL DEFAULT '', agency_id TEXT NOT NULL DEFAULT '', -- source_id of them
  owner TEXT NOT NULL DEFAULT ''    -- key of the voice that answers for its own words: its agency, the outlet; of nearly equal texts one
) STRICT;

CREATE TABLE attribution (          -- who says it, in which words
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  parent INTEGER,                   -- number of the voice that relays this one, NULL = the outlet
  holder INTEGER REFERENCES actor, medium INTEGER REFERENCES actor, on_behalf_of INTEGER REFERENCES actor,
  cue TEXT NOT NULL, cue_words TEXT NOT NULL, quote TEXT NOT NULL,
  said_low TEXT, said_high TEXT,
  content_offset INTEGER NOT NULL, content_length INTEGER NOT NULL,
  rule TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT '',    -- sort of source: person, organisation, state, witness, official …; '' not known
  holder_words TEXT NOT NULL DEFAULT '', -- as written
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  item TEXT NOT NULL,               -- event, statement, figure
  type TEXT NOT NULL, mode TEXT NOT NULL, -- PLOVER
  status TEXT NOT NULL,             -- as presented
  standing TEXT NOT NULL,           -- after all voices
  series INTEGER NOT NULL,
  actors TEXT NOT NULL, actor_ids TEXT NOT NULL, recipients TEXT NOT NULL, recipient_ids TEXT NOT NULL,
  place INTEGER REFERENCES actor,
  date_low TEXT, date_high TEXT,
  killed_low INTEGER, killed_high INTEGER, injured_low INTEGER, injured_high INTEGER,
  arrested_low INTEGER, arrested_high INTEGER, figure_low INTEGER, figure_high INTEGER, figure_noun TEXT NOT NULL,
  n_reports INTEGER NOT NULL, n_testimonies INTEGER NOT NULL, n_voices INTEGER NOT NULL, n_denials INTEGER NOT NULL,
  conflict INTEGER NOT NULL,        -- 1: some field has values that cannot all be true
  evidence TEXT NOT NULL,           -- words of its first telling
  contexts TEXT NOT NULL DEFAULT '',-- PLOVER, a blank between: "military terrorism". Quad class, intensity and CAMEO code follow
                                    -- from type, mode and these; they are not kept (dateline events --json shows them)
  weapon TEXT NOT NULL DEFAULT '',
  historical INTEGER NOT NULL DEFAULT 0,
  confidence INTEGER NOT NULL DEFAULT 0,-- that it is coded rightly, thousandths; 0 = not rated
  place_implied INTEGER NOT NULL DEFAULT 0 -- 1: no report tells the place, it is what they imply (the scene before, their country)
) STRICT;
CREATE INDEX event_date ON event (date_low);
CREATE INDEX event_type ON event (type, mode);

CREATE TABLE event_actor (          -- every participant that any telling names
  event INTEGER NOT NULL REFERENCES event,
  role TEXT NOT NULL,               -- actor, recipient, place, origin, destination, setting (a place that is only implied)
  actor INTEGER NOT NULL REFERENCES actor,
  sector TEXT NOT NULL DEFAULT '', country TEXT NOT NULL DEFAULT '', -- what it was when the event happened
  as_of TEXT NOT NULL DEFAULT '',   -- why, for actors that changed: "as of 2019-05-01"; empty: it is always so
  PRIMARY KEY (event, role, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actor_actor ON event_actor (actor, role);

CREATE TABLE event_mention (        -- one document's telling of one event
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event,
  status TEXT NOT NULL,
  score INTEGER NOT NULL, reasons TEXT NOT NULL, -- of its best pair inside the event
  telling_id TEXT NOT NULL DEFAULT '', -- the event's id is that of its first telling; any other still finds it
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_mention_event ON event_mention (event);

CREATE TABLE mention (              -- a place of the text that tells the event: the evidence
  document INTEGER NOT NULL, event_number INTEGER NOT NULL,
  number INTEGER NOT NULL,
  attribution INTEGER,              -- NULL = the outlet's own words
  status TEXT NOT NULL, rule TEXT NOT NULL,
  evidence_offset INTEGER NOT NULL, evidence_length INTEGER NOT NULL,
  trigger_offset INTEGER NOT NULL, trigger_length INTEGER NOT NULL,
  words TEXT NOT NULL,
  source_offset INTEGER, source_length INTEGER,
  PRIMARY KEY (document, event_number, number),
  FOREIGN KEY (document, event_number) REFERENCES event_mention
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event,
  event_number INTEGER NOT NULL,    -- the telling it belongs to
  attribution INTEGER,              -- NULL = the outlet
  voice INTEGER NOT NULL REFERENCES voice,
  chain TEXT NOT NULL,
  field TEXT NOT NULL,              -- type = the whole event
  value TEXT NOT NULL,
  polarity INTEGER NOT NULL, modality TEXT NOT NULL, certainty TEXT NOT NULL, stance TEXT NOT NULL,
  side TEXT NOT NULL,               -- support, contradict, open
  party INTEGER NOT NULL,           -- 1: the holder is a party to the event
  targets_claim INTEGER,            -- id of the claim that this one is about
  offset INTEGER NOT NULL, length INTEGER NOT NULL, words TEXT NOT NULL,
  rule TEXT NOT NULL,
  claim_id TEXT NOT NULL DEFAULT '',-- hash of the report's bytes and the claim's place in them: new rules and new reports do not change it
  factuality INTEGER NOT NULL DEFAULT 0, -- −300 certainly not … 300 certainly; 0 = left open or not rated
  likelihood TEXT NOT NULL DEFAULT '',   -- per cent that an estimative word stands for (ICD 203): 55-80
  interest TEXT NOT NULL DEFAULT '',     -- why the holder is a party: own deed, own loss
  source_offset INTEGER, source_length INTEGER
) STRICT;
CREATE INDEX claim_event ON claim (event);
CREATE INDEX claim_voice ON claim (voice);
CREATE UNIQUE INDEX claim_document ON claim (document, number);

CREATE TABLE event_value (          -- values side by side
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES event,
  field TEXT NOT NULL,
  rank INTEGER NOT NULL,            -- 1 = best by policy
  text TEXT NOT NULL, ids TEXT NOT NULL,
  date_low TEXT, date_high TEXT, low INTEGER, high INTEGER,
  agreement TEXT NOT NULL,          -- of the field: single, agree, compatible, conflict
  n_reports INTEGER NOT NULL, n_voices INTEGER NOT NULL,
  policy TEXT NOT NULL
) STRICT;
CREATE INDEX event_value_event ON event_value (event);

CREATE TABLE value_claim (          -- who gives a value
  value INTEGER NOT NULL REFERENCES event_value,
  number INTEGER NOT NULL,
  document INTEGER NOT NULL, event_number INTEGER NOT NULL,
  claim INTEGER REFERENCES claim,   -- NULL: the telling itself
  voice INTEGER NOT NULL REFERENCES voice,
  offset INTEGER NOT NULL, length INTEGER NOT NULL,
  PRIMARY KEY (value, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_link (
  from_event INTEGER NOT NULL REFERENCES event,
  to_event INTEGER NOT NULL REFERENCES event,
  kind TEXT NOT NULL,               -- plan-of, denial-of, instance-of
  score INTEGER NOT NULL, reasons TEXT NOT NULL,
  PRIMARY KEY (from_event, kind, to_event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_link_to ON event_link (to_event);

CREATE VIEW event_claim AS SELECT event, id AS claim, side FROM claim;
