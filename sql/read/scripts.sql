-- Scripts that have been run on the file.
SELECT
    s.name,
    s.sha256
FROM core.scripts AS s
ORDER BY s.name;
