-- Whose word began a session, as a keyed hash: what a directory vouched for is looked at again and again.
-- Without an index: one scan a look costs less than keeping one at every issue.
ALTER TABLE issued_session ADD COLUMN provider_hash BIGINT DEFAULT 0 NOT NULL;
