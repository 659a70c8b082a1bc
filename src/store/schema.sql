-- A ledger of dateline, version 7. Tables report and assessment are the ledger: two grow-only sets (assessments.sql has the
-- other, and two views more). Everything else is derived from the reports and may be thrown away.
--
-- What is wide or said a million times is kept lean in tables whose names end in _row and _kind; the views below show it as people want
-- it: ask these. Evidence is not kept a second time: the views cut it from report.text. A kind is one combination of names that
-- many rows share. Row ids and numbers mean nothing between two ledgers; event_id, telling_id, claim_id, source_id, actor_id and keys do.
-- Days are ISO 8601 text, NULL = open end; counts NULL = not stated, high NULL with low = "at least"; positions are millionths of a
-- degree. Offsets and lengths are bytes of the report's canonical text; source_offset and source_length are bytes of the file that was
-- read, NULL = not known (rows of JSONL and CSV, some broken HTML).
-- A signature is a hash over all rows that hang on one: a commit writes only what has another one than before (build.c).
-- docs/ledger.md explains the views with examples.

CREATE TABLE coder (                -- the rules, weights and places by which reports were coded: hashes
  id INTEGER PRIMARY KEY,
  rules TEXT NOT NULL, model TEXT NOT NULL, gazetteer TEXT NOT NULL,
  UNIQUE (rules, model, gazetteer)
) STRICT;

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- SHA-256 of source bytes, metadata, rules and model
  coder INTEGER NOT NULL REFERENCES coder,
  text TEXT NOT NULL,               -- canonical text
  packed BLOB NOT NULL              -- all else that was coded: a zstd frame of the bytes of doc/report_pack.c
) STRICT;

CREATE TABLE state (                -- is what is derived up to date? added counts changes of table report
  id INTEGER PRIMARY KEY CHECK (id = 1),
  added INTEGER NOT NULL,
  built INTEGER NOT NULL,
  indexed INTEGER NOT NULL          -- reports up to this id have their words in table words
) STRICT;
INSERT INTO state VALUES (1, 0, 0, 0);

CREATE TABLE actor (                -- anybody and any place that a report names
  id INTEGER PRIMARY KEY,
  signature INTEGER NOT NULL,
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
CREATE INDEX actor_person ON actor (name) WHERE kind = 'person'; -- a person is found by a part of the name: all of these are looked at

CREATE TABLE actor_alias (
  actor INTEGER NOT NULL REFERENCES actor,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,             -- of a name that only reports know: why it is taken for the same
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
  source_id TEXT NOT NULL           -- media:afp, outlet:harbour post, actor:…; an agency has one as outlet, agency and actor
) STRICT;

CREATE TABLE voice (                -- an independent voice
  id INTEGER PRIMARY KEY,
  signature INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  actor INTEGER REFERENCES actor
) STRICT;

CREATE TABLE document_row (
  id INTEGER PRIMARY KEY REFERENCES report,
  signature INTEGER NOT NULL,       -- of it and its attributions and mentions
  sha256 BLOB NOT NULL,
  file TEXT NOT NULL, url TEXT NOT NULL, outlet TEXT NOT NULL, agency TEXT NOT NULL,
  title_offset INTEGER NOT NULL, title_length INTEGER NOT NULL,
  published_low TEXT, published_high TEXT, published_from TEXT NOT NULL,
  testimony INTEGER NOT NULL REFERENCES document_row, -- the first document that is one testimony with it: copies and versions count once
  outlet_id TEXT NOT NULL, agency_id TEXT NOT NULL, -- source_id of them
  owner TEXT NOT NULL,              -- key of the voice that answers for its own words: its agency, the outlet; of nearly equal texts one
  chain TEXT NOT NULL,              -- of its own words
  story INTEGER NOT NULL,           -- the first document that is about the same; itself when alone
  lead INTEGER,                     -- number of its lead: its own telling (event_mention.number) of what it is mainly about; NULL: it tells no event
  about INTEGER,                    -- the event that it is about: that of its lead, or, where it tells only what came of it, that of its story
  original INTEGER NOT NULL REFERENCES document_row, -- whose text it prints, itself when it is its own
  copy TEXT NOT NULL,               -- what it is to original: same bytes, same text, near copy; '' its own text
  copy_share INTEGER NOT NULL,      -- of a near copy: thousandths of its word triples that original has
  reprints INTEGER NOT NULL REFERENCES document_row, -- the first document with most of its sentences, perhaps under another lead; itself
  address TEXT NOT NULL,            -- what its URL names: harbour.example/raid
  saved TEXT,                       -- when a web archive saved it: 20140305101500
  version INTEGER,                  -- 1 … of the documents of one address; NULL: it is the only one
  supersedes INTEGER REFERENCES document_row, -- the version before
  latest INTEGER NOT NULL REFERENCES document_row -- the last version; itself
) STRICT;

CREATE TABLE revision (             -- what is new in a version
  document INTEGER NOT NULL REFERENCES document_row,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- title, correction, raised, lowered, given, left out, status, event added, event dropped, text
  field TEXT NOT NULL,              -- of a count: killed, injured, arrested, figure; else ''
  event INTEGER REFERENCES event_row,
  before TEXT NOT NULL, after TEXT NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE dating (               -- why a report that bears no day itself is dated by the others; its published_from is then 'reports'
  document INTEGER NOT NULL REFERENCES document_row,
  number INTEGER NOT NULL,
  event INTEGER REFERENCES event_row, -- that both tell; NULL: they have one text
  witness INTEGER NOT NULL REFERENCES document_row, -- the first report that gives the event's day, or has the text
  low TEXT, high TEXT,              -- days on which it can then have been written
  kind TEXT NOT NULL,               -- firm, soft
  used INTEGER NOT NULL,            -- 1: it narrowed the answer
  reason TEXT NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution_kind (id INTEGER PRIMARY KEY, cue TEXT NOT NULL, quote TEXT NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL) STRICT;
CREATE TABLE attribution_row (      -- who says it, in which words
  document INTEGER NOT NULL REFERENCES document_row,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL REFERENCES attribution_kind,
  parent INTEGER,                   -- number of the voice that relays this one, NULL = the outlet
  holder INTEGER REFERENCES actor, medium INTEGER REFERENCES actor, on_behalf_of INTEGER REFERENCES actor,
  cue_offset INTEGER NOT NULL, cue_length INTEGER NOT NULL, holder_offset INTEGER NOT NULL, holder_length INTEGER NOT NULL,
  said_low TEXT, said_high TEXT,
  content_offset INTEGER NOT NULL, content_length INTEGER NOT NULL,
  chain TEXT,                       -- of the claims that it makes; NULL: none
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_kind (id INTEGER PRIMARY KEY, item TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL,
  standing TEXT NOT NULL, contexts TEXT NOT NULL) STRICT;
CREATE TABLE event_row (
  id INTEGER PRIMARY KEY,
  signature INTEGER NOT NULL,       -- of it and all that hangs on it
  event_id TEXT NOT NULL,           -- unique: indexes.sql
  kind INTEGER NOT NULL REFERENCES event_kind,
  day INTEGER,                      -- for finding: first day since 1970, of events within 32 days; -1000000: longer or open; NULL: no day known
  first_document INTEGER NOT NULL, first_number INTEGER NOT NULL, -- its first telling
  series INTEGER NOT NULL,
  actors TEXT NOT NULL, actor_ids TEXT NOT NULL, recipients TEXT NOT NULL, recipient_ids TEXT NOT NULL,
  place INTEGER REFERENCES actor,
  date_low TEXT, date_high TEXT,
  killed_low INTEGER, killed_high INTEGER, injured_low INTEGER, injured_high INTEGER,
  arrested_low INTEGER, arrested_high INTEGER, figure_low INTEGER, figure_high INTEGER, figure_noun TEXT NOT NULL,
  n_reports INTEGER NOT NULL, n_testimonies INTEGER NOT NULL, n_voices INTEGER NOT NULL, n_denials INTEGER NOT NULL,
  conflict INTEGER NOT NULL,        -- 1: some field has values that cannot all be true
  weapon TEXT NOT NULL,
  historical INTEGER NOT NULL,
  confidence INTEGER NOT NULL,      -- that it is coded rightly, thousandths; 0 = not rated
  place_implied INTEGER NOT NULL,   -- 1: no report tells the place, it is what they imply (the scene before, their country)
  standing_reason TEXT NOT NULL,    -- why its standing is what it is, in one line
  days_implied INTEGER NOT NULL     -- 1: no report tells a day, it is that of the first report
) STRICT;

CREATE TABLE event_actor_row (      -- every participant that any telling names
  event INTEGER NOT NULL REFERENCES event_row,
  role INTEGER NOT NULL,            -- 0 actor, 1 recipient, 2 place, 3 origin, 4 destination, 5 setting, 6 speaker
  actor INTEGER NOT NULL REFERENCES actor,
  day INTEGER,                      -- as in event_row
  sector TEXT, country TEXT,        -- what it was when the event happened; NULL: what the actor is
  as_of TEXT,                       -- why, for actors that changed: "as of 2019-05-01"; NULL: it is always so
  PRIMARY KEY (event, role, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention_kind (id INTEGER PRIMARY KEY, status TEXT NOT NULL, rule TEXT NOT NULL) STRICT;
CREATE TABLE event_mention_row (    -- one document's telling of one event
  document INTEGER NOT NULL REFERENCES document_row,
  number INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event_row,
  kind INTEGER NOT NULL REFERENCES mention_kind, -- its rule is ''
  score INTEGER NOT NULL, reasons TEXT NOT NULL, -- of its best pair inside the event
  telling_id TEXT,                  -- NULL: it is the event's
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention_row (          -- a place of the text that tells the event: the evidence
  document INTEGER NOT NULL, event_number INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL REFERENCES mention_kind,
  attribution INTEGER,              -- NULL = the outlet's own words
  evidence_offset INTEGER NOT NULL, evidence_length INTEGER NOT NULL,
  trigger_offset INTEGER NOT NULL, trigger_length INTEGER NOT NULL,
  source_offset INTEGER, source_length INTEGER,
  PRIMARY KEY (document, event_number, number),
  FOREIGN KEY (document, event_number) REFERENCES event_mention_row
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_kind (id INTEGER PRIMARY KEY, field TEXT NOT NULL, polarity INTEGER NOT NULL, modality TEXT NOT NULL, certainty TEXT NOT NULL,
  stance TEXT NOT NULL, side TEXT NOT NULL, party INTEGER NOT NULL, rule TEXT NOT NULL, factuality INTEGER NOT NULL, likelihood TEXT NOT NULL,
  interest TEXT NOT NULL, superseded INTEGER NOT NULL) STRICT;
CREATE TABLE claim_row (
  document INTEGER NOT NULL REFERENCES document_row,
  number INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event_row,
  event_number INTEGER NOT NULL,    -- the telling it belongs to
  attribution INTEGER,              -- NULL = the outlet
  voice INTEGER NOT NULL REFERENCES voice,
  kind INTEGER NOT NULL REFERENCES claim_kind,
  value TEXT NOT NULL,
  targets INTEGER, targets_document INTEGER, -- number of the claim that this one is about or answers, and its document, NULL: this one
  offset INTEGER NOT NULL, length INTEGER NOT NULL,
  claim_id BLOB NOT NULL,
  source_offset INTEGER, source_length INTEGER,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE value_kind (id INTEGER PRIMARY KEY, field TEXT NOT NULL, agreement TEXT NOT NULL, policy TEXT NOT NULL) STRICT;
CREATE TABLE event_value_row (      -- values side by side, and who gives them, as JSON: values.c says what stands where, the views make rows of it
  event INTEGER PRIMARY KEY REFERENCES event_row,
  given TEXT NOT NULL, told TEXT NOT NULL
) STRICT;

CREATE TABLE event_link (
  from_event INTEGER NOT NULL REFERENCES event_row,
  to_event INTEGER NOT NULL REFERENCES event_row,
  kind TEXT NOT NULL,               -- plan-of, retaliation-for, denial-of, …: docs/ledger.md
  score INTEGER NOT NULL, reasons TEXT NOT NULL,
  PRIMARY KEY (from_event, kind, to_event)
) STRICT, WITHOUT ROWID;

-- The words of every evidence and claim. A row is a place of a document, its rowid document * 67108864 + offset; contentless: the words
-- themselves lie in report.text.
CREATE VIRTUAL TABLE words USING fts5 (evidence, content = '', detail = full, columnsize = 0);

-- ---- what people ask ----

CREATE VIEW document AS
  SELECT d.id, r.key, lower(hex(d.sha256)) AS sha256, k.rules, k.model, d.file, d.url, d.outlet, d.agency,
         CAST(substr(CAST(r.text AS BLOB), d.title_offset + 1, d.title_length) AS TEXT) AS title, d.published_low, d.published_high, d.published_from,
         d.testimony, d.outlet_id, d.agency_id, d.owner, d.story, d.lead, d.about, d.original, d.copy, d.copy_share, d.reprints, d.address, d.saved, d.version, d.supersedes, d.latest,
         r.text
  FROM document_row d JOIN report r ON r.id = d.id JOIN coder k ON k.id = r.coder;

CREATE VIEW attribution AS
  SELECT a.document, a.number, a.parent, a.holder, a.medium, a.on_behalf_of, k.cue,
         (SELECT CAST(substr(CAST(r.text AS BLOB), a.cue_offset + 1, a.cue_length) AS TEXT) FROM report r WHERE r.id = a.document) AS cue_words,
         k.quote, a.said_low, a.said_high, a.content_offset, a.content_length, k.rule, k.kind, -- kind: sort of source; '' not known
         (SELECT CAST(substr(CAST(r.text AS BLOB), a.holder_offset + 1, a.holder_length) AS TEXT) FROM report r WHERE r.id = a.document) AS holder_words
  FROM attribution_row a JOIN attribution_kind k ON k.id = a.kind;

CREATE VIEW event AS                -- item: event, statement, figure; status: as presented; standing: after all voices
  SELECT e.id, e.event_id, k.item, k.type, k.mode, k.status, k.standing, e.series, e.actors, e.actor_ids, e.recipients, e.recipient_ids, e.place,
         e.date_low, e.date_high, e.killed_low, e.killed_high, e.injured_low, e.injured_high, e.arrested_low, e.arrested_high, e.figure_low,
         e.figure_high, e.figure_noun, e.n_reports, e.n_testimonies, e.n_voices, e.n_denials, e.conflict,
         (SELECT CAST(substr(CAST(r.text AS BLOB), m.evidence_offset + 1, m.evidence_length) AS TEXT) FROM mention_row m JOIN report r ON r.id = m.document
          WHERE m.document = e.first_document AND m.event_number = e.first_number AND m.number = 0) AS evidence, -- words of its first telling
         k.contexts,                -- PLOVER, a blank between: "military terrorism". Quad class, intensity and CAMEO code follow
                                    -- from type, mode and these; they are not kept (dateline events --json shows them)
         e.weapon, e.historical, e.confidence, e.place_implied, e.standing_reason, e.days_implied
  FROM event_row e JOIN event_kind k ON k.id = e.kind;

CREATE VIEW event_actor AS
  SELECT p.event, CASE p.role WHEN 0 THEN 'actor' WHEN 1 THEN 'recipient' WHEN 2 THEN 'place' WHEN 3 THEN 'origin' WHEN 4 THEN 'destination'
         WHEN 5 THEN 'setting'      -- a place that is only implied
         ELSE 'speaker' END AS role, -- of a statement or figure: who makes it, or for whom
         p.actor, coalesce(p.sector, a.sector) AS sector, coalesce(p.country, a.country) AS country, coalesce(p.as_of, '') AS as_of
  FROM event_actor_row p JOIN actor a ON a.id = p.actor;

CREATE VIEW event_mention AS
  SELECT m.document, m.number, m.event, k.status, m.score, m.reasons, coalesce(m.telling_id, (SELECT event_id FROM event_row WHERE id = m.event))
         AS telling_id              -- the event's id is that of its first telling; any other still finds it
  FROM event_mention_row m JOIN mention_kind k ON k.id = m.kind;

CREATE VIEW mention AS
  SELECT m.document, m.event_number, m.number, m.attribution, k.status, k.rule, m.evidence_offset, m.evidence_length, m.trigger_offset,
         m.trigger_length, (SELECT CAST(substr(CAST(r.text AS BLOB), m.evidence_offset + 1, m.evidence_length) AS TEXT) FROM report r WHERE r.id = m.document) AS words,
         m.source_offset, m.source_length
  FROM mention_row m JOIN mention_kind k ON k.id = m.kind;

CREATE VIEW claim AS                -- field type = the whole event; side: support, contradict, open
  SELECT c.document * 1048576 + c.number AS id, c.document, c.number, c.event, c.event_number, c.attribution, c.voice,
         CASE WHEN c.attribution IS NULL THEN (SELECT chain FROM document_row WHERE id = c.document)
         ELSE (SELECT chain FROM attribution_row WHERE document = c.document AND number = c.attribution) END AS chain,
         k.field, c.value, k.polarity, k.modality, k.certainty, k.stance, k.side, k.party, -- party: 1: the holder is a party to the event
         coalesce(c.targets_document, c.document) * 1048576 + c.targets AS targets_claim, -- id of the claim that this one is about or answers
         c.offset, c.length, (SELECT CAST(substr(CAST(r.text AS BLOB), c.offset + 1, c.length) AS TEXT) FROM report r WHERE r.id = c.document) AS words,
         k.rule, lower(hex(c.claim_id)) AS claim_id, -- hash of the report's bytes and the claim's place in them: new rules and new reports do not change it
         k.factuality,              -- −300 certainly not … 300 certainly; 0 = left open or not rated
         k.likelihood,              -- per cent that an estimative word stands for (ICD 203): 55-80
         k.interest,                -- why the holder is a party: own deed, own loss
         k.superseded,              -- 1: made by an earlier version of a report, and no longer by the latest
         c.source_offset, c.source_length
  FROM claim_row c JOIN claim_kind k ON k.id = c.kind;

CREATE VIEW event_value AS          -- agreement of the field: single, agree, compatible, conflict
  SELECT v.event * 1048576 + j.key AS id, v.event, k.field, json_extract(j.value, '$[1]') AS rank, -- 1 = best by policy
         json_extract(j.value, '$[2]') AS text, coalesce(json_extract(j.value, '$[3]'), '') AS ids, json_extract(j.value, '$[12]') AS date_low,
         json_extract(j.value, '$[13]') AS date_high, json_extract(j.value, '$[9]') AS low, json_extract(j.value, '$[10]') AS high, k.agreement,
         coalesce(json_extract(j.value, '$[5]'), 1) AS n_reports, coalesce(json_extract(j.value, '$[6]'), 1) AS n_voices, k.policy,
         coalesce(json_extract(j.value, '$[7]'), json_extract(j.value, '$[6]'), 1) AS n_current, -- of them, who gave no other value on a later day
         coalesce(json_extract(j.value, '$[8]'), json_extract(j.value, '$[7]'), json_extract(j.value, '$[6]'), 1) AS n_impartial, -- of these, who are
                                                                                                                     -- no party to the event
         date(json_extract(j.value, '$[11]') * 86400, 'unixepoch') AS last_day -- of counts: of the latest text that gives it
  FROM event_value_row v, json_each(v.given) j JOIN value_kind k ON k.id = json_extract(j.value, '$[0]');

CREATE VIEW value_claim AS          -- who gives a value; claim NULL: the telling itself
  SELECT v.event * 1048576 + j.key AS value, n.key AS number, json_extract(v.told, '$[' || n.value || '][0]') AS document,
         json_extract(v.told, '$[' || n.value || '][1]') AS event_number,
         json_extract(v.told, '$[' || n.value || '][0]') * 1048576 + json_extract(v.told, '$[' || n.value || '][2]') AS claim,
         json_extract(v.told, '$[' || n.value || '][3]') AS voice, json_extract(v.told, '$[' || n.value || '][4]') AS offset,
         json_extract(v.told, '$[' || n.value || '][5]') AS length, v.event
  FROM event_value_row v, json_each(v.given) j, json_each(j.value, '$[4]') n;

CREATE VIEW event_claim AS SELECT c.event, c.document * 1048576 + c.number AS claim, k.side FROM claim_row c JOIN claim_kind k ON k.id = c.kind;
