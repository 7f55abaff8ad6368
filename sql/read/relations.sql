-- Ties between figures of the batch as the engine gave them in this run.
SELECT *
FROM draft.relations;
