-- Which roles people take and like in the portal, by keyed hashes of who they are. No decision depends on it.
CREATE TABLE role_habit (
    person    UUID         NOT NULL,
    role      VARCHAR(160) NOT NULL,
    favourite BOOLEAN      NOT NULL,
    uses      INTEGER      NOT NULL,
    last_used BIGINT       NOT NULL,
    PRIMARY KEY (person, role)
);
CREATE INDEX role_habit_last_used ON role_habit (last_used);
