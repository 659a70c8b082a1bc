-- Analysts' assessments, and views for people with an SQL client (docs/ledger.md). Made in every new ledger behind schema.sql.

CREATE TABLE assessment (           -- what an analyst makes of a source, an event or a claim; never inferred
  id TEXT PRIMARY KEY,              -- hash of the rest
  subject TEXT NOT NULL,            -- source, event, claim
  of TEXT NOT NULL,                 -- source_id, event_id or telling_id, claim_id
  about TEXT NOT NULL,              -- what it was called when it was judged
  grade TEXT NOT NULL,              -- Admiralty: A–F reliability of a source, 1–6 credibility of an event or claim
  analyst TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL, -- date and note '' = not told
  line TEXT NOT NULL                -- the same as one JSON object, with what it supersedes
) STRICT;
CREATE INDEX assessment_of ON assessment (subject, of);

CREATE TABLE assessment_supersedes ( -- by a later assessment of the same analyst
  id TEXT NOT NULL REFERENCES assessment,
  superseded TEXT NOT NULL,         -- may be one that has not arrived in this ledger
  PRIMARY KEY (id, superseded)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_superseded ON assessment_supersedes (superseded);

CREATE INDEX source_actor ON source (actor); -- a claim's sources are looked up by who speaks

-- ---- for people with an SQL client; docs/ledger.md ----

CREATE VIEW current_assessment AS   -- those that no later one of the same analyst supersedes
  SELECT a.* FROM assessment a WHERE NOT EXISTS (SELECT 1 FROM assessment_supersedes s JOIN assessment x ON x.id = s.id
    WHERE s.superseded = a.id AND x.analyst = a.analyst AND x.subject = a.subject);

CREATE VIEW claim_full AS           -- a claim with who says it and where it stands
  SELECT c.claim_id, e.event_id, e.item, e.type, e.mode, c.chain, v.name AS voice, v.key AS voice_key, h.name AS holder, h.actor_id AS holder_id,
         o.name AS on_behalf_of, ak.kind AS source_kind,
         (SELECT CAST(substr(CAST(r.text AS BLOB), a.holder_offset + 1, a.holder_length) AS TEXT) FROM report r WHERE r.id = a.document) AS holder_words,
         (SELECT CAST(substr(CAST(r.text AS BLOB), a.cue_offset + 1, a.cue_length) AS TEXT) FROM report r WHERE r.id = a.document) AS cue_words,
         ak.quote, c.field, c.value, c.stance, c.polarity, c.modality,
         c.certainty, c.factuality, c.likelihood, c.side, c.party, c.interest,
         (SELECT lower(hex(t.claim_id)) FROM claim_row t WHERE t.document = c.targets_claim >> 20 AND t.number = c.targets_claim & 1048575) AS targets_claim_id,
         c.words, d.file, d.url, d.outlet, d.agency,
         d.published_low, d.published_high, c.offset, c.length, c.source_offset, c.source_length, c.rule
  FROM claim c JOIN event e ON e.id = c.event JOIN document_row d ON d.id = c.document JOIN voice v ON v.id = c.voice
  LEFT JOIN attribution_row a ON a.document = c.document AND a.number = c.attribution LEFT JOIN attribution_kind ak ON ak.id = a.kind
  LEFT JOIN actor h ON h.id = a.holder LEFT JOIN actor o ON o.id = a.on_behalf_of;

CREATE VIEW event_full AS           -- an event with its place in full; latitude and longitude in degrees, confidence from 0 to 1, NULL = not known or not rated
  SELECT e.event_id, e.item, e.type, e.mode, e.status, e.standing, e.standing_reason, e.date_low, e.date_high, e.actors, e.recipients,
         p.name AS place, p.actor_id AS place_id, nullif(p.admin1, '') AS admin1, nullif(p.country, '') AS country, p.latitude / 1000000.0 AS latitude,
         p.longitude / 1000000.0 AS longitude, p.place_precision, e.place_implied, e.killed_low, e.killed_high, e.injured_low, e.injured_high,
         e.arrested_low, e.arrested_high, e.figure_low, e.figure_high, e.figure_noun, e.contexts, e.weapon, e.series, e.historical,
         nullif(e.confidence, 0) / 1000.0 AS confidence, e.n_reports, e.n_testimonies, e.n_voices, e.n_denials, e.conflict, e.evidence
  FROM event e LEFT JOIN actor p ON p.id = e.place;

CREATE VIEW value_full AS           -- a value of a field of an event, and who holds it; rank 1 is the value that the event shows
  SELECT e.event_id, e.type, e.mode, v.field, v.rank, v.text AS value, v.low, v.high, v.date_low, v.date_high, v.agreement, v.n_reports, v.n_voices,
         (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT w.name FROM value_claim s JOIN voice w ON w.id = s.voice WHERE s.event = v.event AND s.value = v.id ORDER BY w.name)) AS held_by
  FROM event_value v JOIN event e ON e.id = v.event;

CREATE VIEW participant AS          -- who takes part in an event as any telling has it, and what it was on that day
  SELECT e.event_id, e.type, e.mode, e.date_low, e.date_high, p.role, a.actor_id, a.name, a.kind, p.sector, p.country, p.as_of
  FROM event_actor p JOIN actor a ON a.id = p.actor JOIN event e ON e.id = p.event;

CREATE VIEW telling AS              -- how one report tells an event, with its words; report = its key
  SELECT e.event_id, t.telling_id, d.key AS report, d.file, d.url, d.outlet, d.agency, d.title, d.published_low, d.published_high, m.status, m.words,
         m.evidence_offset AS offset, m.evidence_length AS length, t.score, t.reasons
  FROM event_mention t JOIN event e ON e.id = t.event JOIN document d ON d.id = t.document JOIN mention m ON m.document = t.document AND m.event_number = t.number;

CREATE VIEW link AS                 -- events that belong together
  SELECT f.event_id AS from_event, t.event_id AS to_event, l.kind, l.score, l.reasons, f.type AS from_type, t.type AS to_type, f.date_low AS from_date,
         t.date_low AS to_date
  FROM event_link l JOIN event f ON f.id = l.from_event JOIN event t ON t.id = l.to_event;
