-- Which figures do not hold, source by source, with the sentence and the reason.
SELECT
    f.source,
    f.document_title,
    f.quoted,
    f.status,
    f.status_reason,
    f.sentence
FROM flagged_metrics AS f;
