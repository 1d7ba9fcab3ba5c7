-- Entries of all nodes are looked up newest first: the index has the whole order.
CREATE INDEX audit_entry_newest ON audit_entry (instant, node, sequence);
DROP INDEX audit_entry_instant;
