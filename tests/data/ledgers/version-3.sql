PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE report (
  key TEXT PRIMARY KEY,             -- SHA-256 of source bytes, metadata, rules and model
  line TEXT NOT NULL                -- the coded report, one JSON object
) STRICT;
INSERT INTO report VALUES('268b91cdd7101a0f0bb0adebc8939f398fe17144611c76bff7ba47988cd8ab5e','{"schema":1,"key":"268b91cdd7101a0f0bb0adebc8939f398fe17144611c76bff7ba47988cd8ab5e","sha256":"9b7910c246347977e999e84a24f116afc24370f30284dadf8f94f0363a0f46fb","rules":"63b5210acbe34c04460ca2ead3adc5ac0633e6fae4c3861c9d2d0452d0a4f9bd","model":"d2cc8086fd8d59bba64a8149491dbc51c0b396c271ff8bb3806db8b5cd285f11","gazetteer":"5243d6397a062e2a168d82056adcb442418b480464ca0a45f339503a47a2b82f","file":"weir-1.txt","text":"Two guards killed at Tollan weir\n\nTOLLAN ROW, 9 March 2024 – Gunmen killed two guards at the Tollan weir on Saturday, the harbour police said. The Dock Front denied that its men had attacked the weir.\n","title":[0,32],"dateline_place":[34,10],"published":["2024-03-09","2024-03-10"],"published_from":"text","published_best":"2024-03-09","english":true,"body":[{"span":[34,168],"name":"p"}],"dropped":[],"actors":[{"id":"office:police","name":"the harbour police","kind":"organisation","sector":"COP","spellings":"harbour police"},{"id":"name:dock front","name":"Dock Front","kind":"organisation"},{"id":"role::gunman","name":"Gunmen","kind":"role","sector":"UAF"},{"id":"role::guard","name":"guards","kind":"role","sector":"COP"},{"id":"place::tollan","name":"Tollan","kind":"place"},{"id":"role:name:dock front:people","name":"Dock Front men","kind":"role","sector":"CVL","parent":"name:dock front"}],"voices":[{"holder":0,"holder_span":[120,18],"cue_span":[139,4],"content_span":[63,56],"cue":"say","quote":"indirect","rule":"cues.txt:12"},{"holder":1,"holder_span":[149,10],"cue_span":[160,6],"content_span":[167,34],"cue":"deny","quote":"indirect","rule":"cues.txt:47"}],"events":[{"item":"event","type":"ASSAULT","mode":"","status":"claimed","actor":[2],"recipient":[3],"place":[4],"days":["2024-03-09","2024-03-09"],"killed":[2,2],"mentions":[{"evidence":[63,55],"trigger":[70,6],"voice":0,"status":"claimed","rule":"events.txt:12"}]},{"item":"event","type":"ASSAULT","mode":"","status":"denied","actor":[5],"mentions":[{"evidence":[167,34],"trigger":[184,8],"voice":1,"status":"denied","rule":"events.txt:26"}]}],"claims":[{"event":0,"voice":0,"span":[63,55],"polarity":1,"field":"whole","modality":"asserted","certainty":"CT","stance":"supports","rule":"cues.txt:12"},{"event":1,"voice":1,"span":[167,34],"polarity":-1,"field":"whole","modality":"asserted","certainty":"CT","stance":"denies","rule":"cues.txt:47"}],"constraints":[{"evidence":"dateline","kind":"firm","level":"text","days":["2024-03-09","2024-03-10"],"reason":"the dateline says March 9","used":true}],"notes":[]}');
INSERT INTO report VALUES('4393ce5407a49fc741bd9c744e3747c97033b42fe2e821752f79b0c901c58776','{"schema":1,"key":"4393ce5407a49fc741bd9c744e3747c97033b42fe2e821752f79b0c901c58776","sha256":"3bd7e0926ff485a0216f082716e9cb3416dbf89a84cef14b948670eaf3ff7530","rules":"63b5210acbe34c04460ca2ead3adc5ac0633e6fae4c3861c9d2d0452d0a4f9bd","model":"d2cc8086fd8d59bba64a8149491dbc51c0b396c271ff8bb3806db8b5cd285f11","gazetteer":"5243d6397a062e2a168d82056adcb442418b480464ca0a45f339503a47a2b82f","file":"weir-2.txt","text":"Toll at Tollan weir rises to three\n\nTOLLAN ROW, 10 March 2024 – Gunmen killed three guards at the Tollan weir on Saturday, a hospital spokesman said on Sunday. The police arrested a clerk.\n","title":[0,34],"dateline_place":[36,10],"published":["2024-03-10","2024-03-11"],"published_from":"text","published_best":"2024-03-10","english":true,"body":[{"span":[36,154],"name":"p"}],"dropped":[],"actors":[{"id":"role::spokesman","name":"hospital spokesman","kind":"role"},{"id":"role::gunman","name":"Gunmen","kind":"role","sector":"UAF"},{"id":"role::guard","name":"guards","kind":"role","sector":"COP"},{"id":"place::tollan","name":"Tollan","kind":"place"}],"voices":[{"holder":0,"holder_span":[125,20],"cue_span":[146,4],"content_span":[66,58],"said_at":["2024-03-10","2024-03-10"],"cue":"say","quote":"indirect","rule":"cues.txt:12"}],"events":[{"item":"event","type":"ASSAULT","mode":"","status":"claimed","actor":[1],"recipient":[2],"place":[3],"days":["2024-03-09","2024-03-09"],"killed":[3,3],"mentions":[{"evidence":[66,57],"trigger":[73,6],"voice":0,"status":"claimed","rule":"events.txt:12"}]}],"claims":[{"event":0,"voice":0,"span":[66,57],"polarity":1,"field":"whole","modality":"asserted","certainty":"CT","stance":"supports","rule":"cues.txt:12"}],"constraints":[{"evidence":"dateline","kind":"firm","level":"text","days":["2024-03-10","2024-03-11"],"reason":"the dateline says March 10","used":true}],"notes":[]}');
CREATE TABLE state (                -- is what is derived up to date? added counts changes of table report
  id INTEGER PRIMARY KEY CHECK (id = 1),
  added INTEGER NOT NULL,
  built INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES(1,2,2);
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
CREATE TABLE actor_alias (
  actor INTEGER NOT NULL REFERENCES actor,
  name TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',  -- of a name that only reports know: why it is taken for the same
  PRIMARY KEY (actor, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE source (               -- whoever tells or relays
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,               -- outlet, agency, actor
  name TEXT NOT NULL,
  actor INTEGER REFERENCES actor,
  n_reports INTEGER NOT NULL,
  n_claims INTEGER NOT NULL
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
  testimony INTEGER NOT NULL REFERENCES document -- the first document with the same body text
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
  evidence TEXT NOT NULL            -- words of its first telling
) STRICT;
CREATE TABLE event_actor (          -- every participant that any telling names
  event INTEGER NOT NULL REFERENCES event,
  role TEXT NOT NULL,               -- actor, recipient, place, origin, destination
  actor INTEGER NOT NULL REFERENCES actor,
  sector TEXT NOT NULL DEFAULT '', country TEXT NOT NULL DEFAULT '', -- what it was when the event happened
  as_of TEXT NOT NULL DEFAULT '',   -- why, for actors that changed: "as of 2019-05-01"; empty: it is always so
  PRIMARY KEY (event, role, actor)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_mention (        -- one document's telling of one event
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event,
  status TEXT NOT NULL,
  score INTEGER NOT NULL, reasons TEXT NOT NULL, -- of its best pair inside the event
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE mention (              -- a place of the text that tells the event: the evidence
  document INTEGER NOT NULL, event_number INTEGER NOT NULL,
  number INTEGER NOT NULL,
  attribution INTEGER,              -- NULL = the outlet's own words
  status TEXT NOT NULL, rule TEXT NOT NULL,
  evidence_offset INTEGER NOT NULL, evidence_length INTEGER NOT NULL,
  trigger_offset INTEGER NOT NULL, trigger_length INTEGER NOT NULL,
  words TEXT NOT NULL,
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
  rule TEXT NOT NULL
) STRICT;
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
CREATE INDEX actor_name ON actor (name COLLATE NOCASE);
CREATE INDEX actor_parent ON actor (parent_id);
CREATE INDEX actor_alias_name ON actor_alias (name COLLATE NOCASE);
CREATE INDEX event_date ON event (date_low);
CREATE INDEX event_type ON event (type, mode);
CREATE INDEX event_actor_actor ON event_actor (actor, role);
CREATE INDEX event_mention_event ON event_mention (event);
CREATE INDEX claim_event ON claim (event);
CREATE INDEX claim_voice ON claim (voice);
CREATE UNIQUE INDEX claim_document ON claim (document, number);
CREATE INDEX event_value_event ON event_value (event);
CREATE INDEX event_link_to ON event_link (to_event);
CREATE VIEW event_claim AS SELECT event, id AS claim, side FROM claim;
COMMIT;
PRAGMA application_id=1146375246;
PRAGMA user_version=3;
