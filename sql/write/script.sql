-- Note that a script has been run.
INSERT INTO core.scripts (name, sha256)
VALUES (getvariable('script_name'), getvariable('script_sha256'))
ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256;
