-- One metric of one subject at one date, in two documents that cannot both hold.
SELECT
    d.subject,
    d.metric,
    d.as_of,
    d.first_quoted,
    d.first_source,
    d.second_quoted,
    d.second_source
FROM source_disagreements AS d;
