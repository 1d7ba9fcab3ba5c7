-- Role sessions that were taken in a browser session, sealed whole: the browser administers with them.
CREATE TABLE taken_role (
    session_id VARCHAR(64) NOT NULL PRIMARY KEY,
    handle     VARCHAR(64) NOT NULL,
    taken_at   BIGINT      NOT NULL,
    expires_at BIGINT      NOT NULL,
    sealed     VARCHAR     NOT NULL
);
CREATE INDEX taken_role_handle ON taken_role (handle, taken_at);
CREATE INDEX taken_role_expires_at ON taken_role (expires_at);
