-- Indexes of the derived tables: a rebuild of most of a ledger drops them first and makes them again.
CREATE UNIQUE INDEX event_by_id ON event_row (event_id);
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
