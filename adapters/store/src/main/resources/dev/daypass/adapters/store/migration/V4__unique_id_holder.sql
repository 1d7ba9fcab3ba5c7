-- Which broker has what: an id is given up when no running broker has its thing any more.
CREATE TABLE unique_id_node (
    node VARCHAR(64) NOT NULL PRIMARY KEY,
    seen BIGINT      NOT NULL
);

CREATE TABLE unique_id_holder (
    node VARCHAR(64)   NOT NULL,
    kind VARCHAR(16)   NOT NULL,
    arn  VARCHAR(2048) NOT NULL,
    PRIMARY KEY (node, kind, arn)
);
