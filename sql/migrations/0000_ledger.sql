-- Which scripts of this folder have been run on the file.
CREATE SCHEMA IF NOT EXISTS core;

CREATE TABLE IF NOT EXISTS core.scripts (
    name VARCHAR PRIMARY KEY,
    sha256 VARCHAR NOT NULL
);

COMMENT ON TABLE core.scripts IS
'Migrations, macros and views that have been run on this file.';
COMMENT ON COLUMN core.scripts.name IS 'Folder and name of the script.';
COMMENT ON COLUMN core.scripts.sha256 IS 'SHA-256 of the script as it was run.';
