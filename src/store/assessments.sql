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
