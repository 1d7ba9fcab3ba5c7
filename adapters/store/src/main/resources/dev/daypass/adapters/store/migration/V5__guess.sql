-- Attempts at passwords, one a row, in as many numbered places as an account has attempts; no name is kept, only a
-- keyed hash.
CREATE TABLE guess (
    account      UUID    NOT NULL,
    place        INTEGER NOT NULL,
    counts_until BIGINT  NOT NULL,
    PRIMARY KEY (account, place)
);
CREATE INDEX guess_counts_until ON guess (counts_until);
