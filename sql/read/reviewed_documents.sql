-- Documents of the batch, and all others in which something was found or that a decision names.
SELECT
    d.document_id AS id,
    d.text,
    d.path,
    coalesce(b.given, FALSE) AS given
FROM raw.documents AS d
LEFT JOIN draft.batch AS b ON d.document_id = b.document_id
WHERE
    b.document_id IS NOT NULL
    OR d.document_id IN (SELECT f.document_id FROM core.findings AS f)
    OR EXISTS (
        SELECT 1
        FROM (SELECT unnest(getvariable('named')) AS name) AS decided
        WHERE
            d.document_id = decided.name
            OR d.path = decided.name
            OR ends_with(d.path, '/' || decided.name)
    )
ORDER BY d.document_id;
