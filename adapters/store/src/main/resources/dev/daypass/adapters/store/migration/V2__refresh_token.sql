-- Refresh tokens by their hashes, never their text; a family is all that came one from another.
CREATE TABLE refresh_token (
    hash       VARCHAR(64)  NOT NULL PRIMARY KEY,
    family     VARCHAR(64)  NOT NULL,
    client_id  VARCHAR(128) NOT NULL,
    grant_text VARCHAR      NOT NULL,
    expires_at BIGINT       NOT NULL,
    rotated_at BIGINT
);
CREATE INDEX refresh_token_family ON refresh_token (family);
CREATE INDEX refresh_token_expires_at ON refresh_token (expires_at);
