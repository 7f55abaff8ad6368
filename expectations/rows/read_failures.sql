-- What was given to a run and could not be read.
SELECT
    f.input,
    f.place,
    f.problem
FROM raw.read_failures AS f
ORDER BY f.input, f.place;
