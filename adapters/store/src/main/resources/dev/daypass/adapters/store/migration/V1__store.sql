-- One script for PostgreSQL and for H2 with MODE=PostgreSQL. Instants are milliseconds since 1970.

-- Proofs that were used: a keyed hash of issuer and id, never their text.
CREATE TABLE spent_proof (
    id           UUID   NOT NULL PRIMARY KEY,
    forget_after BIGINT NOT NULL
);

-- Up to when rows have been forgotten, so that a clock that goes back opens nothing again.
CREATE TABLE horizon (
    kind    VARCHAR(16) NOT NULL PRIMARY KEY,
    instant BIGINT      NOT NULL
);
INSERT INTO horizon (kind, instant) VALUES ('PROOF', 0), ('REVOCATION', 0);

-- Issued sessions: what lists filter by, and the session itself. Role and subject are keyed hashes.
CREATE TABLE issued_session (
    id           VARCHAR(64) NOT NULL PRIMARY KEY,
    issued_at    BIGINT      NOT NULL,
    expires_at   BIGINT      NOT NULL,
    role_hash    BIGINT      NOT NULL,
    subject_hash BIGINT      NOT NULL,
    content      BYTEA       NOT NULL
);
CREATE INDEX issued_session_expires_at ON issued_session (expires_at);
CREATE INDEX issued_session_role ON issued_session (role_hash, issued_at);
CREATE INDEX issued_session_subject ON issued_session (subject_hash, issued_at);

-- Revocations in the order of their commits; every node follows them by number.
CREATE TABLE revocation (
    number       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope        VARCHAR(16) NOT NULL,
    target       BYTEA       NOT NULL,
    ended_before BIGINT      NOT NULL,
    forget_after BIGINT      NOT NULL
);

-- The broker's keys, wrapped by the key-encryption key.
CREATE TABLE master_key (
    version INTEGER NOT NULL PRIMARY KEY,
    created BIGINT  NOT NULL,
    wrapped BYTEA   NOT NULL
);

-- The store's own keys, wrapped likewise.
CREATE TABLE store_key (
    name    VARCHAR(32) NOT NULL PRIMARY KEY,
    wrapped BYTEA       NOT NULL
);

-- Ids of roles and users, by what they were given to.
CREATE TABLE unique_id (
    kind VARCHAR(16)   NOT NULL,
    arn  VARCHAR(2048) NOT NULL,
    id   VARCHAR(32)   NOT NULL,
    PRIMARY KEY (kind, arn)
);

-- Rows that are locked by whoever does what only one node may do at a time.
CREATE TABLE turn (
    name VARCHAR(16) NOT NULL PRIMARY KEY
);
INSERT INTO turn (name) VALUES ('REVOCATION'), ('UNIQUE_ID');

-- The audit chains, one for each node, line by line.
CREATE TABLE audit_entry (
    node     VARCHAR(64) NOT NULL,
    sequence BIGINT      NOT NULL,
    instant  BIGINT      NOT NULL,
    line     VARCHAR     NOT NULL,
    PRIMARY KEY (node, sequence)
);
CREATE INDEX audit_entry_instant ON audit_entry (instant);
