-- How the text ties two figures, as a word and no longer as a number.
UPDATE core.relations
SET
    link
    = list_extract(['bracket', 'connector', 'sentence', 'targets', 'equals'], CAST(link AS BIGINT))
WHERE regexp_full_match(link, '[0-9]');

COMMENT ON COLUMN core.relations.link IS
'How the text ties them: bracket (the second in brackets after the first), connector (or, that is,
about), equals (a sign of equality), sentence (one says that they are the same), or targets (two
amounts in one bracket, both of the amount before it).';
