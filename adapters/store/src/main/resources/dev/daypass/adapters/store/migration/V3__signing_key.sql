-- Key pairs that sign tokens, sealed under a master key together with what stands beside them.
CREATE TABLE signing_key (
    algorithm  VARCHAR(16) NOT NULL,
    generation INTEGER     NOT NULL,
    created    BIGINT      NOT NULL,
    sealed     BYTEA       NOT NULL,
    PRIMARY KEY (algorithm, generation)
);
