-- Sessions of signed-in browsers by the hashes of their cookies; provider, subject and the provider's own session are
-- found by keyed hashes, and what else there is to know is sealed.
CREATE TABLE browser_session (
    handle        VARCHAR(64) NOT NULL PRIMARY KEY,
    hash          VARCHAR(64) NOT NULL UNIQUE,
    provider_hash BIGINT      NOT NULL,
    subject_hash  BIGINT      NOT NULL,
    upstream_hash BIGINT,
    signed_in_at  BIGINT      NOT NULL,
    last_seen     BIGINT      NOT NULL,
    expires_at    BIGINT      NOT NULL,
    content       BYTEA       NOT NULL
);
CREATE INDEX browser_session_subject ON browser_session (subject_hash);
CREATE INDEX browser_session_upstream ON browser_session (upstream_hash);
CREATE INDEX browser_session_expires_at ON browser_session (expires_at);
