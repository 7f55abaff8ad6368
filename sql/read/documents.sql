-- Documents of the batch as the engine takes them.
SELECT
    d.document_id AS id,
    d.text,
    d.published,
    d.lang,
    d.title,
    d.url,
    d.source,
    d.path
FROM raw.documents AS d
INNER JOIN draft.batch AS b ON d.document_id = b.document_id
ORDER BY d.document_id;
