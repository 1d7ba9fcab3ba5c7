-- A story is found by its correlation id. The column is what the line says, for entries written before it too: up to the
-- first quotation mark behind the name, and no longer than an index takes, whatever somebody has made of the line.
ALTER TABLE audit_entry ADD COLUMN correlation VARCHAR(128) GENERATED ALWAYS AS (
    SUBSTRING(
        line
        FROM POSITION('"correlation":"' IN line) + 15
        FOR LEAST(
            128,
            GREATEST(0, POSITION('"' IN SUBSTRING(line FROM POSITION('"correlation":"' IN line) + 15)) - 1)))
    ) ${stored};
CREATE INDEX audit_entry_correlation ON audit_entry (correlation, instant, node, sequence);

-- Live sessions are listed newest first: without these, each page would sort all there are.
CREATE INDEX issued_session_newest ON issued_session (issued_at DESC, id);
CREATE INDEX browser_session_newest ON browser_session (signed_in_at DESC, handle);
