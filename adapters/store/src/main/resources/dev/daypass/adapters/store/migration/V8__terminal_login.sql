-- What finds a session: a browser's cookie or a terminal's token.
ALTER TABLE browser_session ADD COLUMN kind VARCHAR(16) DEFAULT 'BROWSER' NOT NULL;

-- Device grants by the hash of the program's code and a keyed hash of what the person types.
CREATE TABLE device_grant (
    device     VARCHAR(64) NOT NULL PRIMARY KEY,
    typed      UUID        NOT NULL UNIQUE,
    expires_at BIGINT      NOT NULL,
    sealed     VARCHAR     NOT NULL,
    state      VARCHAR(16) NOT NULL,
    approver   VARCHAR(64),
    polled_at  BIGINT,
    wait       INTEGER     NOT NULL
);
CREATE INDEX device_grant_expires_at ON device_grant (expires_at);
