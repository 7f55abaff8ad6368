-- From a row back to the characters it was read from.
SELECT
    e.quoted,
    e.text_before || '[' || e.text_at_span || ']' || e.text_after AS evidence,
    e.document_title,
    e.source_url
FROM evidence AS e
ORDER BY e.document_id, e.metric_id;
