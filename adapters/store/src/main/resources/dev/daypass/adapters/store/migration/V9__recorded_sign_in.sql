-- The last sign-in of each person, found by a keyed hash; what there is to know of it is sealed.
CREATE TABLE recorded_sign_in (
    person       UUID    NOT NULL PRIMARY KEY,
    signed_in_at BIGINT  NOT NULL,
    key_version  INTEGER NOT NULL,
    content      BYTEA   NOT NULL
);
CREATE INDEX recorded_sign_in_signed_in_at ON recorded_sign_in (signed_in_at);
