-- Documents as described beside what was received: one side is null where the other has no row.
SELECT
    coalesce(d.document_id, r.document_id) AS document_id,
    d.title,
    d.source,
    d.published,
    d.published_on,
    coalesce(
        d.published_on = core.period_end(d.published),
        d.published IS NULL AND d.published_on IS NULL
    ) AS has_its_date,
    -- ISO dates, also shortened ones, sort as text.
    d.published > strftime(current_date, '%Y-%m-%d') AS is_still_to_come,
    d.lang,
    d.url,
    d.characters,
    length(r.text) AS characters_of_text,
    d.text_sha256,
    sha256(r.text) AS sha256_of_text,
    d.document_id IS NOT NULL AS is_described,
    r.document_id IS NOT NULL AS has_text
FROM core.documents AS d
FULL OUTER JOIN raw.documents AS r ON d.document_id = r.document_id
ORDER BY document_id;
