PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE coder (                -- the rules, weights and places by which reports were coded: hashes
  id INTEGER PRIMARY KEY,
  rules TEXT NOT NULL, model TEXT NOT NULL, gazetteer TEXT NOT NULL,
  UNIQUE (rules, model, gazetteer)
) STRICT;
INSERT INTO coder VALUES(1,'63b5210acbe34c04460ca2ead3adc5ac0633e6fae4c3861c9d2d0452d0a4f9bd','d2cc8086fd8d59bba64a8149491dbc51c0b396c271ff8bb3806db8b5cd285f11','5243d6397a062e2a168d82056adcb442418b480464ca0a45f339503a47a2b82f');
CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- SHA-256 of source bytes, metadata, rules and model
  coder INTEGER NOT NULL REFERENCES coder,
  text TEXT NOT NULL,               -- canonical text
  packed BLOB NOT NULL              -- all else that was coded: a zstd frame of the bytes of doc/report_pack.c
) STRICT;
INSERT INTO report VALUES(1,'268b91cdd7101a0f0bb0adebc8939f398fe17144611c76bff7ba47988cd8ab5e',1,replace('Two guards killed at Tollan weir\n\nTOLLAN ROW, 9 March 2024 – Gunmen killed two guards at the Tollan weir on Saturday, the harbour police said. The Dock Front denied that its men had attacked the weir.\n','\n',char(10)),X'28b52ffd608001fd0d0026db5d41206f9b0e803186af331f40208b308306f9f0c10b981272bf62e618bfaf6abb3fb40dbdbc6da547f907057fc7e6f9c548962cb844c9f312d1e23fb6e61da449990255004d004900ef0bcba606fbc2369b49f9f46bfb6a41ec973b6eb9f3c01df78afaffeaa7ab74e6bf7e6a8747018a3509f51696060c51a12143091216988596290911600501062838a42001815825165087dd1329a6110a4c5cf810d7d088612190109d3b9b54baec8ef42c982e63477a4420ec6cd20c0650e5a4d61bb96602ea554eba7923d7d4c0ee44a9f1bf726666080f32d1594eacc60d935184ce8c473d93028d9cd79cba11ffa58d96977fcbf90212ed37542d37ed06eae77f78c0faa91d5b7b2e8cffdf630c2c06e9b3f1ef99e2061332d1b922bbf32aef4c9badc1011711a6cb9865b342d857cc34ca842bdb14ff7e77ff9f0f3cce45a383b781e2f65e732ac75b6259d7a899fc7b0efe37549d5700ff98cbf71cf221f18a986ca85abe906ea9b22b34e5bbd684b92cffdfe8dc71dc71011b002bc45063a8957808fe5a5ef5a0121256dad5fac6b5a0df5583b6d0539e317ecab61399066857078ca41ae814f7ca58431551b90a084b534520d8e086d7527de897cd28');
INSERT INTO report VALUES(2,'4393ce5407a49fc741bd9c744e3747c97033b42fe2e821752f79b0c901c58776',1,replace('Toll at Tollan weir rises to three\n\nTOLLAN ROW, 10 March 2024 – Gunmen killed three guards at the Tollan weir on Saturday, a hospital spokesman said on Sunday. The police arrested a clerk.\n','\n',char(10)),X'28b52ffd60a7005d0a006613473c30e5281d40bc54922a71815c124629140608eb78424e444e621a9aec6492ddd5a9f66a7f90327ac2342dd0b87fbd7ff89140ec88cdd6dc4c46ac94293f0035003400dc614987e0439dff0ad7256ff6eeffbaaea8c4e0b12447e7a32f80cc4b17423211a3f20103c00232a5b880163835210632535f2d2b0dcc2722283026266f245ef440386068de1b2a5bf48bd04e638b7e1902ffdf72562fdb66bcacced695c1696c59a9513bcb7172566fe0d9dff1430ce3738760bf869b99fb7c827389c45dd71559f9a53cffdf21d82188e2f895791cfc7c0eb8d04ee39cf5729c4cc5d97d2c2a1e34ef8dd5ae0a3f9f99ffbf47a46d95f222c5663ba2dd36b9ba08979435e58d2acecf2fe81f753a5f2a37e4e7cc121aeac4d93b8c75187b1100526bd43124247cb3adf6cfd90270513adc26d54ca760570638aaa2ca7d8088481586d5d0b851f96dd30c');
CREATE TABLE state (                -- is what is derived up to date? added counts changes of table report
  id INTEGER PRIMARY KEY CHECK (id = 1),
  added INTEGER NOT NULL,
  built INTEGER NOT NULL,
  indexed INTEGER NOT NULL          -- reports up to this id have their words in table words
) STRICT;
INSERT INTO state VALUES(1,2,2,2);
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
INSERT INTO actor VALUES(2,2991069608668460728,'office:police','the harbour police','organisation','','COP','','','',NULL,NULL,0,1);
INSERT INTO actor VALUES(3,6044652347200189150,'place::tollan','Tollan','place','','','','','',NULL,NULL,0,2);
INSERT INTO actor VALUES(4,8321561846774758359,'role::guard','guards','role','','COP','','','',NULL,NULL,0,2);
INSERT INTO actor VALUES(5,8246989478857897056,'role::gunman','Gunmen','role','','UAF','','','',NULL,NULL,0,2);
INSERT INTO actor VALUES(6,-2404615261949591439,'role::spokesman','hospital spokesman','role','','','','','',NULL,NULL,0,1);
INSERT INTO actor VALUES(7,1005805989381975218,'role:name:dock front:people','Dock Front men','role','','CVL','','name:dock front','',NULL,NULL,0,1);
INSERT INTO actor VALUES(8,-5998044560229715430,'own:dock-front','Dock Front','organisation','','','','','',NULL,NULL,0,1);
CREATE TABLE actor_alias (
  actor INTEGER NOT NULL REFERENCES actor,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,             -- of a name that only reports know: why it is taken for the same
  PRIMARY KEY (actor, name)
) STRICT, WITHOUT ROWID;
INSERT INTO actor_alias VALUES(2,'harbour police','');
CREATE TABLE source (               -- whoever tells or relays
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,               -- outlet, agency, actor
  name TEXT NOT NULL,
  actor INTEGER REFERENCES actor,
  n_reports INTEGER NOT NULL,
  n_claims INTEGER NOT NULL,
  source_id TEXT NOT NULL           -- media:afp, outlet:harbour post, actor:…; an agency has one as outlet, agency and actor
) STRICT;
INSERT INTO source VALUES(1,'outlet','weir-1.txt',NULL,1,0,'outlet:weir-1.txt');
INSERT INTO source VALUES(2,'outlet','weir-2.txt',NULL,1,0,'outlet:weir-2.txt');
INSERT INTO source VALUES(3,'actor','Dock Front',8,1,1,'actor:own:dock-front');
INSERT INTO source VALUES(4,'actor','hospital spokesman',6,1,1,'actor:role::spokesman');
INSERT INTO source VALUES(5,'actor','the harbour police',2,1,1,'actor:office:police');
CREATE TABLE voice (                -- an independent voice
  id INTEGER PRIMARY KEY,
  signature INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  actor INTEGER REFERENCES actor
) STRICT;
INSERT INTO voice VALUES(2,1885399827925282331,'actor:office:police','the harbour police',2);
INSERT INTO voice VALUES(3,741737554496679320,'actor:role::spokesman','hospital spokesman',6);
INSERT INTO voice VALUES(4,3914939220882033899,'actor:own:dock-front','Dock Front',8);
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
INSERT INTO document_row VALUES(1,1451977905594331423,X'9b7910c246347977e999e84a24f116afc24370f30284dadf8f94f0363a0f46fb','weir-1.txt','','weir-1.txt','',0,32,'2024-03-09','2024-03-10','text',1,'outlet:weir-1.txt','','text:268b91cdd7101a0f0bb0adebc8939f398fe17144611c76bff7ba47988cd8ab5e','',1,0,2,1,'',0,1,'',NULL,NULL,NULL,1);
INSERT INTO document_row VALUES(2,-6127795085873198839,X'3bd7e0926ff485a0216f082716e9cb3416dbf89a84cef14b948670eaf3ff7530','weir-2.txt','','weir-2.txt','',0,34,'2024-03-10','2024-03-11','text',2,'outlet:weir-2.txt','','text:4393ce5407a49fc741bd9c744e3747c97033b42fe2e821752f79b0c901c58776','',1,0,2,2,'',0,2,'',NULL,NULL,NULL,2);
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
INSERT INTO attribution_kind VALUES(1,'say','indirect','','cues.txt:12');
INSERT INTO attribution_kind VALUES(2,'deny','indirect','','cues.txt:47');
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
INSERT INTO attribution_row VALUES(1,0,1,NULL,2,NULL,NULL,139,4,120,18,NULL,NULL,63,56,'weir-1.txt > the harbour police');
INSERT INTO attribution_row VALUES(1,1,2,NULL,8,NULL,NULL,160,6,149,10,NULL,NULL,167,34,'weir-1.txt > Dock Front');
INSERT INTO attribution_row VALUES(2,0,1,NULL,6,NULL,NULL,146,4,125,20,'2024-03-10','2024-03-10',66,58,'weir-2.txt > a hospital spokesman');
CREATE TABLE event_kind (id INTEGER PRIMARY KEY, item TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL,
  standing TEXT NOT NULL, contexts TEXT NOT NULL) STRICT;
INSERT INTO event_kind VALUES(1,'event','ASSAULT','','denied','denied','');
INSERT INTO event_kind VALUES(2,'event','ASSAULT','','claimed','contested','');
CREATE TABLE event_row (
  id INTEGER PRIMARY KEY,
  signature INTEGER NOT NULL,       -- of it and all that hangs on it
  event_id TEXT NOT NULL UNIQUE,
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
INSERT INTO event_row VALUES(1,5229999378509246704,'09e2441878c24bfc',1,NULL,1,1,0,'Dock Front men','role:name:dock_front:people','','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',1,1,0,1,0,'',0,0,0,'nobody holds it; denied by Dock Front',0);
INSERT INTO event_row VALUES(2,3764970148903940037,'6110d5575836b6a3',2,19791,1,0,0,'Gunmen','role::gunman','guards','role::guard',3,'2024-03-09','2024-03-09',3,3,NULL,NULL,NULL,NULL,NULL,NULL,'',2,2,2,1,1,'',0,0,0,'held by the harbour police; hospital spokesman; denied by Dock Front',0);
CREATE TABLE event_actor_row (      -- every participant that any telling names
  event INTEGER NOT NULL REFERENCES event_row,
  role INTEGER NOT NULL,            -- 0 actor, 1 recipient, 2 place, 3 origin, 4 destination, 5 setting, 6 speaker
  actor INTEGER NOT NULL REFERENCES actor,
  day INTEGER,                      -- as in event_row
  sector TEXT, country TEXT,        -- what it was when the event happened; NULL: what the actor is
  as_of TEXT,                       -- why, for actors that changed: "as of 2019-05-01"; NULL: it is always so
  PRIMARY KEY (event, role, actor)
) STRICT, WITHOUT ROWID;
INSERT INTO event_actor_row VALUES(1,0,7,NULL,NULL,NULL,NULL);
INSERT INTO event_actor_row VALUES(2,0,5,19791,NULL,NULL,NULL);
INSERT INTO event_actor_row VALUES(2,1,4,19791,NULL,NULL,NULL);
INSERT INTO event_actor_row VALUES(2,2,3,19791,NULL,NULL,NULL);
CREATE TABLE mention_kind (id INTEGER PRIMARY KEY, status TEXT NOT NULL, rule TEXT NOT NULL) STRICT;
INSERT INTO mention_kind VALUES(1,'claimed','events.txt:12');
INSERT INTO mention_kind VALUES(2,'denied','events.txt:26');
INSERT INTO mention_kind VALUES(3,'claimed','');
INSERT INTO mention_kind VALUES(4,'denied','');
CREATE TABLE event_mention_row (    -- one document's telling of one event
  document INTEGER NOT NULL REFERENCES document_row,
  number INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event_row,
  kind INTEGER NOT NULL REFERENCES mention_kind, -- its rule is ''
  score INTEGER NOT NULL, reasons TEXT NOT NULL, -- of its best pair inside the event
  telling_id TEXT,                  -- NULL: it is the event's
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
INSERT INTO event_mention_row VALUES(1,0,2,3,159,'shared recipient +8, same day +25, same area +12, shared actor +6, tolls differ -2, shared words +10, the lead of one story +90',NULL);
INSERT INTO event_mention_row VALUES(1,1,1,4,0,'',NULL);
INSERT INTO event_mention_row VALUES(2,0,2,3,159,'shared recipient +8, same day +25, same area +12, shared actor +6, tolls differ -2, shared words +10, the lead of one story +90','a364355b29fa90d4');
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
INSERT INTO mention_row VALUES(1,0,0,1,0,63,55,70,6,NULL,NULL);
INSERT INTO mention_row VALUES(1,1,0,2,1,167,34,184,8,NULL,NULL);
INSERT INTO mention_row VALUES(2,0,0,1,0,66,57,73,6,NULL,NULL);
CREATE TABLE claim_kind (id INTEGER PRIMARY KEY, field TEXT NOT NULL, polarity INTEGER NOT NULL, modality TEXT NOT NULL, certainty TEXT NOT NULL,
  stance TEXT NOT NULL, side TEXT NOT NULL, party INTEGER NOT NULL, rule TEXT NOT NULL, factuality INTEGER NOT NULL, likelihood TEXT NOT NULL,
  interest TEXT NOT NULL, superseded INTEGER NOT NULL) STRICT;
INSERT INTO claim_kind VALUES(1,'type',1,'asserted','CT','supports','support',0,'cues.txt:12',0,'','',0);
INSERT INTO claim_kind VALUES(2,'type',-1,'asserted','CT','denies','contradict',1,'cues.txt:47',0,'','own deed',0);
INSERT INTO claim_kind VALUES(3,'type',-1,'asserted','CT','denies','contradict',0,'cues.txt:47',0,'','',0);
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
INSERT INTO claim_row VALUES(1,0,2,0,0,2,1,'',NULL,NULL,63,55,X'29c2e7f4cd93904e',NULL,NULL);
INSERT INTO claim_row VALUES(1,1,1,1,1,4,3,'',0,NULL,167,34,X'2d00822d36b272ab',NULL,NULL);
INSERT INTO claim_row VALUES(2,0,2,0,0,3,1,'',NULL,NULL,66,57,X'1a41cba0ae54e2f4',NULL,NULL);
CREATE TABLE value_kind (id INTEGER PRIMARY KEY, field TEXT NOT NULL, agreement TEXT NOT NULL, policy TEXT NOT NULL) STRICT;
INSERT INTO value_kind VALUES(1,'type','single','most-voices');
INSERT INTO value_kind VALUES(2,'actor','single','most-voices');
INSERT INTO value_kind VALUES(3,'type','agree','most-voices');
INSERT INTO value_kind VALUES(4,'actor','agree','most-voices');
INSERT INTO value_kind VALUES(5,'recipient','agree','most-voices');
INSERT INTO value_kind VALUES(6,'place','agree','most-voices');
INSERT INTO value_kind VALUES(7,'date','agree','most-voices');
INSERT INTO value_kind VALUES(8,'killed','conflict','majority');
CREATE TABLE event_value_row (      -- values side by side
  event INTEGER NOT NULL REFERENCES event_row,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL REFERENCES value_kind,
  rank INTEGER NOT NULL,            -- 1 = best by policy
  text TEXT NOT NULL, ids TEXT NOT NULL,
  date_low TEXT, date_high TEXT, low INTEGER, high INTEGER,
  n_reports INTEGER NOT NULL, n_voices INTEGER NOT NULL,
  n_current INTEGER, n_impartial INTEGER, -- NULL: as many as n_voices, as n_current
  last_day INTEGER,                 -- since 1970, of counts; NULL: not known
  PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
INSERT INTO event_value_row VALUES(1,0,1,1,'ASSAULT','',NULL,NULL,NULL,NULL,1,1,NULL,NULL,NULL);
INSERT INTO event_value_row VALUES(1,1,2,1,'Dock Front men','role:name:dock_front:people',NULL,NULL,NULL,NULL,1,1,NULL,NULL,NULL);
INSERT INTO event_value_row VALUES(2,0,3,1,'ASSAULT','',NULL,NULL,NULL,NULL,2,2,NULL,NULL,NULL);
INSERT INTO event_value_row VALUES(2,1,4,1,'Gunmen','role::gunman',NULL,NULL,NULL,NULL,2,2,NULL,NULL,NULL);
INSERT INTO event_value_row VALUES(2,2,5,1,'guards','role::guard',NULL,NULL,NULL,NULL,2,2,NULL,NULL,NULL);
INSERT INTO event_value_row VALUES(2,3,6,1,'Tollan','place::tollan',NULL,NULL,NULL,NULL,2,2,NULL,NULL,NULL);
INSERT INTO event_value_row VALUES(2,4,7,1,'2024-03-09','','2024-03-09','2024-03-09',NULL,NULL,2,2,NULL,NULL,NULL);
INSERT INTO event_value_row VALUES(2,5,8,1,'3','',NULL,NULL,3,3,1,1,NULL,NULL,19792);
INSERT INTO event_value_row VALUES(2,6,8,2,'2','',NULL,NULL,2,2,1,1,NULL,NULL,19791);
CREATE TABLE value_claim_row (      -- who gives a value
  event INTEGER NOT NULL, value INTEGER NOT NULL,
  number INTEGER NOT NULL,
  document INTEGER NOT NULL, event_number INTEGER NOT NULL,
  claim INTEGER,                    -- number of a claim of the document; NULL: the telling itself
  voice INTEGER NOT NULL REFERENCES voice,
  offset INTEGER NOT NULL, length INTEGER NOT NULL,
  PRIMARY KEY (event, value, number),
  FOREIGN KEY (event, value) REFERENCES event_value_row,
  FOREIGN KEY (document, claim) REFERENCES claim_row
) STRICT, WITHOUT ROWID;
INSERT INTO value_claim_row VALUES(1,0,0,1,1,NULL,4,167,34);
INSERT INTO value_claim_row VALUES(1,1,0,1,1,NULL,4,167,34);
INSERT INTO value_claim_row VALUES(2,0,0,1,0,0,2,63,55);
INSERT INTO value_claim_row VALUES(2,0,1,2,0,0,3,66,57);
INSERT INTO value_claim_row VALUES(2,1,0,1,0,0,2,63,55);
INSERT INTO value_claim_row VALUES(2,1,1,2,0,0,3,66,57);
INSERT INTO value_claim_row VALUES(2,2,0,1,0,0,2,63,55);
INSERT INTO value_claim_row VALUES(2,2,1,2,0,0,3,66,57);
INSERT INTO value_claim_row VALUES(2,3,0,1,0,0,2,63,55);
INSERT INTO value_claim_row VALUES(2,3,1,2,0,0,3,66,57);
INSERT INTO value_claim_row VALUES(2,4,0,1,0,0,2,63,55);
INSERT INTO value_claim_row VALUES(2,4,1,2,0,0,3,66,57);
INSERT INTO value_claim_row VALUES(2,5,0,2,0,0,3,66,57);
INSERT INTO value_claim_row VALUES(2,6,0,1,0,0,2,63,55);
CREATE TABLE event_link (
  from_event INTEGER NOT NULL REFERENCES event_row,
  to_event INTEGER NOT NULL REFERENCES event_row,
  kind TEXT NOT NULL,               -- plan-of, retaliation-for, denial-of, …: docs/ledger.md
  score INTEGER NOT NULL, reasons TEXT NOT NULL,
  PRIMARY KEY (from_event, kind, to_event)
) STRICT, WITHOUT ROWID;
INSERT INTO event_link VALUES(1,2,'denial-of',45,'the like deed told in the same report');
CREATE TABLE IF NOT EXISTS 'words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO words_data VALUES(1,X'031b');
INSERT INTO words_data VALUES(10,X'000000010101010001010101');
INSERT INTO words_data VALUES(137438953473,X'000000fe03306174a080803f0206a0808003020603067461636b6564a080812702060106677561726473a080803f0205a0808003020503046e6d656ea080803f0202a080800302020103686164a080812702050103697473a0808127020301066b696c6c6564a080803f0203a0808003020301036d656ea0808127020401026f6ea080803f020aa0808003020a01087361747572646179a080803f020ba0808003020b010474686174a08081270202030165a080803f02076802079fffff1b02070303726565c0808042020402056f6c6c616ea080803f0208a080800302080202776fa080803f0204010477656972a080803f02096802089fffff1b020904100e14120b0b140b10160c120b130a');
CREATE TABLE IF NOT EXISTS 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO words_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO words_config VALUES('hashsize',16777216);
INSERT INTO words_config VALUES('version',4);
CREATE TABLE assessment (           -- what an analyst makes of a source, an event or a claim; never inferred
  id TEXT PRIMARY KEY,              -- hash of the rest
  subject TEXT NOT NULL,            -- source, event, claim
  of TEXT NOT NULL,                 -- source_id, event_id or telling_id, claim_id
  about TEXT NOT NULL,              -- what it was called when it was judged
  grade TEXT NOT NULL,              -- Admiralty: A–F reliability of a source, 1–6 credibility of an event or claim
  analyst TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL, -- date and note '' = not told
  line TEXT NOT NULL                -- the same as one JSON object, with what it supersedes
) STRICT;
INSERT INTO assessment VALUES('455e89b953d39056','source','actor:name:dock front','Dock Front','E','A. Trial','','always denies','{"assessment":"455e89b953d39056","subject":"source","of":"actor:name:dock front","about":"Dock Front","grade":"E","analyst":"A. Trial","note":"always denies"}');
CREATE TABLE assessment_supersedes ( -- by a later assessment of the same analyst
  id TEXT NOT NULL REFERENCES assessment,
  superseded TEXT NOT NULL,         -- may be one that has not arrived in this ledger
  PRIMARY KEY (id, superseded)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (             -- what an analyst settled; never inferred
  id TEXT PRIMARY KEY,              -- hash of the rest
  kind TEXT NOT NULL,               -- merge, pin, split, undo
  about TEXT NOT NULL,              -- what it is about, for people
  actor TEXT NOT NULL,              -- of a pin: the actor_id that it gives
  name TEXT NOT NULL,               -- the name that it gives, '' none
  analyst TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL, -- date and note '' = not told
  line TEXT NOT NULL                -- the same as one JSON object, with the uses that it is about and what it supersedes
) STRICT;
INSERT INTO decision VALUES('df534f4268989557','pin','Dock Front is own:dock-front','own:dock-front','','A. Trial','','one front','{"decision":"df534f4268989557","kind":"pin","uses":[{"id":"name:dock front","country":"-"}],"actor":"own:dock-front","about":"Dock Front is own:dock-front","analyst":"A. Trial","note":"one front"}');
CREATE TABLE decision_supersedes (  -- by a later decision of the same analyst
  id TEXT NOT NULL REFERENCES decision,
  superseded TEXT NOT NULL,         -- may be one that has not arrived in this ledger
  PRIMARY KEY (id, superseded)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision_effect (      -- derived: what became of it
  id TEXT PRIMARY KEY REFERENCES decision,
  state TEXT NOT NULL,              -- in force, waits, overruled, superseded
  actor INTEGER REFERENCES actor,   -- who came of it; of a split: who was split off
  n_uses INTEGER NOT NULL,          -- how often reports name whom it is about
  detail TEXT NOT NULL              -- what is not here, which decision it is in conflict with; '' nothing
) STRICT, WITHOUT ROWID;
INSERT INTO decision_effect VALUES('df534f4268989557','in force',8,1,'');
CREATE TABLE actor_use (            -- derived: under which ids reports name an actor that the rules do not know, or that a decision is about
  actor INTEGER NOT NULL REFERENCES actor,
  id TEXT NOT NULL,                 -- in the reports; may have been its actor_id before other reports came
  country TEXT NOT NULL, role TEXT NOT NULL, -- as they have them
  name TEXT NOT NULL,               -- the longest that comes with it
  n_reports INTEGER NOT NULL,
  PRIMARY KEY (actor, id, country, role)
) STRICT, WITHOUT ROWID;
INSERT INTO actor_use VALUES(8,'name:dock front','','','Dock Front',1);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','words','words',0,'CREATE VIRTUAL TABLE words USING fts5 (evidence, content = '''', detail = full, columnsize = 0)');
CREATE INDEX actor_name ON actor (name COLLATE NOCASE);
CREATE INDEX actor_parent ON actor (parent_id);
CREATE INDEX actor_person ON actor (name) WHERE kind = 'person';
CREATE INDEX actor_alias_name ON actor_alias (name COLLATE NOCASE);
CREATE INDEX assessment_of ON assessment (subject, of);
CREATE INDEX assessment_superseded ON assessment_supersedes (superseded);
CREATE INDEX source_actor ON source (actor);
CREATE INDEX decision_superseded ON decision_supersedes (superseded);
CREATE INDEX actor_use_id ON actor_use (id);
CREATE INDEX event_day ON event_row (day);
CREATE INDEX event_date ON event_row (date_low);
CREATE INDEX event_kind_day ON event_row (kind, day);
CREATE INDEX event_actor_actor ON event_actor_row (actor, day);
CREATE INDEX event_mention_event ON event_mention_row (event);
CREATE INDEX claim_event ON claim_row (event);
CREATE INDEX claim_voice ON claim_row (voice);
CREATE INDEX attribution_holder ON attribution_row (holder) WHERE holder IS NOT NULL;
CREATE INDEX attribution_behalf ON attribution_row (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
CREATE INDEX event_link_to ON event_link (to_event);
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
  FROM attribution_row a JOIN attribution_kind k ON k.id = a.kind
;
CREATE VIEW event AS                -- item: event, statement, figure; status: as presented; standing: after all voices
  SELECT e.id, e.event_id, k.item, k.type, k.mode, k.status, k.standing, e.series, e.actors, e.actor_ids, e.recipients, e.recipient_ids, e.place,
         e.date_low, e.date_high, e.killed_low, e.killed_high, e.injured_low, e.injured_high, e.arrested_low, e.arrested_high, e.figure_low,
         e.figure_high, e.figure_noun, e.n_reports, e.n_testimonies, e.n_voices, e.n_denials, e.conflict,
         (SELECT CAST(substr(CAST(r.text AS BLOB), m.evidence_offset + 1, m.evidence_length) AS TEXT) FROM mention_row m JOIN report r ON r.id = m.document
          WHERE m.document = e.first_document AND m.event_number = e.first_number AND m.number = 0) AS evidence, -- words of its first telling
         k.contexts,                -- PLOVER, a blank between: "military terrorism". Quad class, intensity and CAMEO code follow
                                    -- from type, mode and these; they are not kept (dateline events --json shows them)
         e.weapon, e.historical, e.confidence, e.place_implied, e.standing_reason, e.days_implied
  FROM event_row e JOIN event_kind k ON k.id = e.kind
;
CREATE VIEW event_actor AS
  SELECT p.event, CASE p.role WHEN 0 THEN 'actor' WHEN 1 THEN 'recipient' WHEN 2 THEN 'place' WHEN 3 THEN 'origin' WHEN 4 THEN 'destination'
         WHEN 5 THEN 'setting'      -- a place that is only implied
         ELSE 'speaker' END AS role, -- of a statement or figure: who makes it, or for whom
         p.actor, coalesce(p.sector, a.sector) AS sector, coalesce(p.country, a.country) AS country, coalesce(p.as_of, '') AS as_of
  FROM event_actor_row p JOIN actor a ON a.id = p.actor
;
CREATE VIEW event_mention AS
  SELECT m.document, m.number, m.event, k.status, m.score, m.reasons, coalesce(m.telling_id, (SELECT event_id FROM event_row WHERE id = m.event))
         AS telling_id              -- the event's id is that of its first telling; any other still finds it
  FROM event_mention_row m JOIN mention_kind k ON k.id = m.kind
;
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
  FROM claim_row c JOIN claim_kind k ON k.id = c.kind
;
CREATE VIEW event_value AS          -- agreement of the field: single, agree, compatible, conflict
  SELECT v.event * 1048576 + v.number AS id, v.event, k.field, v.rank, v.text, v.ids, v.date_low, v.date_high, v.low, v.high, k.agreement,
         v.n_reports, v.n_voices, k.policy,
         coalesce(v.n_current, v.n_voices) AS n_current, -- of them, who gave no other value on a later day
         coalesce(v.n_impartial, v.n_current, v.n_voices) AS n_impartial, -- of these, who are no party to the event
         date(v.last_day * 86400, 'unixepoch') AS last_day -- of counts: of the latest text that gives it
  FROM event_value_row v JOIN value_kind k ON k.id = v.kind
;
CREATE VIEW value_claim AS
  SELECT event * 1048576 + value AS value, number, document, event_number, document * 1048576 + claim AS claim, voice, offset, length
  FROM value_claim_row;
CREATE VIEW event_claim AS SELECT c.event, c.document * 1048576 + c.number AS claim, k.side FROM claim_row c JOIN claim_kind k ON k.id = c.kind;
CREATE VIEW current_assessment AS   -- those that no later one of the same analyst supersedes
  SELECT a.* FROM assessment a WHERE NOT EXISTS (SELECT 1 FROM assessment_supersedes s JOIN assessment x ON x.id = s.id
    WHERE s.superseded = a.id AND x.analyst = a.analyst AND x.subject = a.subject)
;
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
  LEFT JOIN actor h ON h.id = a.holder LEFT JOIN actor o ON o.id = a.on_behalf_of
;
CREATE VIEW event_full AS           -- an event with its place in full; latitude and longitude in degrees, confidence from 0 to 1, NULL = not known or not rated
  SELECT e.event_id, e.item, e.type, e.mode, e.status, e.standing, e.standing_reason, e.date_low, e.date_high, e.actors, e.recipients,
         p.name AS place, p.actor_id AS place_id, nullif(p.admin1, '') AS admin1, nullif(p.country, '') AS country, p.latitude / 1000000.0 AS latitude,
         p.longitude / 1000000.0 AS longitude, p.place_precision, e.place_implied, e.killed_low, e.killed_high, e.injured_low, e.injured_high,
         e.arrested_low, e.arrested_high, e.figure_low, e.figure_high, e.figure_noun, e.contexts, e.weapon, e.series, e.historical,
         nullif(e.confidence, 0) / 1000.0 AS confidence, e.n_reports, e.n_testimonies, e.n_voices, e.n_denials, e.conflict, e.evidence
  FROM event e LEFT JOIN actor p ON p.id = e.place
;
CREATE VIEW value_full AS           -- a value of a field of an event, and who holds it; rank 1 is the value that the event shows
  SELECT e.event_id, e.type, e.mode, v.field, v.rank, v.text AS value, v.low, v.high, v.date_low, v.date_high, v.agreement, v.n_reports, v.n_voices,
         (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT w.name FROM value_claim s JOIN voice w ON w.id = s.voice WHERE s.value = v.id ORDER BY w.name)) AS held_by
  FROM event_value v JOIN event e ON e.id = v.event
;
CREATE VIEW participant AS          -- who takes part in an event as any telling has it, and what it was on that day
  SELECT e.event_id, e.type, e.mode, e.date_low, e.date_high, p.role, a.actor_id, a.name, a.kind, p.sector, p.country, p.as_of
  FROM event_actor p JOIN actor a ON a.id = p.actor JOIN event e ON e.id = p.event
;
CREATE VIEW telling AS              -- how one report tells an event, with its words; report = its key
  SELECT e.event_id, t.telling_id, d.key AS report, d.file, d.url, d.outlet, d.agency, d.title, d.published_low, d.published_high, m.status, m.words,
         m.evidence_offset AS offset, m.evidence_length AS length, t.score, t.reasons
  FROM event_mention t JOIN event e ON e.id = t.event JOIN document d ON d.id = t.document JOIN mention m ON m.document = t.document AND m.event_number = t.number
;
CREATE VIEW link AS                 -- events that belong together
  SELECT f.event_id AS from_event, t.event_id AS to_event, l.kind, l.score, l.reasons, f.type AS from_type, t.type AS to_type, f.date_low AS from_date,
         t.date_low AS to_date
  FROM event_link l JOIN event f ON f.id = l.from_event JOIN event t ON t.id = l.to_event
;
CREATE VIEW current_decision AS     -- those that no later one of the same analyst supersedes
  SELECT d.* FROM decision d WHERE NOT EXISTS (SELECT 1 FROM decision_supersedes s JOIN decision x ON x.id = s.id
    WHERE s.superseded = d.id AND x.analyst = d.analyst)
;
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id=1146375246;
PRAGMA user_version=6;
