-- Leave nothing of the run's own in the file that readers open.
DROP SCHEMA IF EXISTS draft CASCADE;
