-- Id of a row from the parts that identify it: the same parts, the same id, in every run.
CREATE OR REPLACE MACRO core.content_id(parts) AS (
    left(sha256(CAST(to_json(parts) AS VARCHAR)), 20)
);
