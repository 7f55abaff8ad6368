-- Which figure of which other document a finding between documents is about.
ALTER TABLE core.findings ADD COLUMN other_document VARCHAR;
ALTER TABLE core.findings ADD COLUMN other_figure INTEGER;
ALTER TABLE main.findings ADD COLUMN other_metric_id VARCHAR;

COMMENT ON COLUMN core.findings.other_document IS
'Document that disagrees, where the rule compares documents.';
COMMENT ON COLUMN core.findings.other_figure IS 'Index of its figure that disagrees.';
COMMENT ON COLUMN main.findings.other_metric_id IS
'Figure of another document that disagrees, in checked_metrics; null for other rules.';
