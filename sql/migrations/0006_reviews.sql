-- What people have decided about findings, and what that makes of the rows they are about.
CREATE TABLE main.decisions (
    decision_id VARCHAR PRIMARY KEY,
    rules VARCHAR[] NOT NULL,
    document VARCHAR NOT NULL,
    quoted VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    corrected_to VARCHAR,
    until DATE,
    state VARCHAR NOT NULL,
    findings BIGINT NOT NULL,
    ledger VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.decisions IS
'Decisions of the ledger of reviewed findings, one row each, with how they stand.';
COMMENT ON COLUMN main.decisions.decision_id IS
'Hash of the document, the passage, the rules and the verdict.';
COMMENT ON COLUMN main.decisions.rules IS 'Rules whose findings it is about.';
COMMENT ON COLUMN main.decisions.document IS
'Document as the ledger names it: its id, or the end of its path.';
COMMENT ON COLUMN main.decisions.quoted IS 'Passage that was looked at.';
COMMENT ON COLUMN main.decisions.verdict IS
'accepted (wrong, and stays), corrected (wrong, and will be corrected_to) or waived (right).';
COMMENT ON COLUMN main.decisions.reason IS 'Why it was decided so.';
COMMENT ON COLUMN main.decisions.corrected_to IS 'What a figure is corrected to.';
COMMENT ON COLUMN main.decisions.until IS 'Last day on which it holds; null for always.';
COMMENT ON COLUMN main.decisions.state IS
'in_force, lapsed (its last day is past), text_changed (its passage is gone: look again),
nothing_found (no rule flags its passage) or no_document (none of this name is stored).';
COMMENT ON COLUMN main.decisions.findings IS 'Findings that it marks.';
COMMENT ON COLUMN main.decisions.ledger IS 'File that it stands in.';
COMMENT ON COLUMN main.decisions.number IS 'Its place among the decisions there, from 1.';
COMMENT ON COLUMN main.decisions.line IS 'Its line there.';
COMMENT ON COLUMN main.decisions.run_id IS 'Run that first wrote the row as it is.';

ALTER TABLE main.findings ADD COLUMN waived VARCHAR;
ALTER TABLE main.findings ADD COLUMN waived_as VARCHAR;
ALTER TABLE main.findings ADD COLUMN waived_by VARCHAR;
ALTER TABLE main.findings ADD COLUMN waived_until DATE;
ALTER TABLE main.findings ADD COLUMN decision_id VARCHAR;

COMMENT ON COLUMN main.findings.waived IS
'Why the finding does not count, as someone decided; null where it counts.';
COMMENT ON COLUMN main.findings.waived_as IS
'waived (it is right), accepted or corrected (it is wrong), or known (it was there before).';
COMMENT ON COLUMN main.findings.waived_by IS
'comment (in the text), ledger (see decisions) or baseline.';
COMMENT ON COLUMN main.findings.waived_until IS 'Last day on which that holds; null for always.';
COMMENT ON COLUMN main.findings.decision_id IS 'Decision of the ledger, in decisions.';

ALTER TABLE main.checked_metrics ADD COLUMN review VARCHAR;
COMMENT ON COLUMN main.checked_metrics.review IS
'What was decided about a finding on the figure: waived, accepted, corrected or known, and why.';
COMMENT ON COLUMN main.checked_metrics.status IS
'consistent, inconsistent, stale_rate, uncheckable, or unchecked where no rule applies; a finding
that was waived as right counts as consistent.';

ALTER TABLE main.sources ADD COLUMN waived_findings BIGINT;
COMMENT ON COLUMN main.sources.waived_findings IS 'Findings that someone decided about.';
COMMENT ON COLUMN main.sources.errors IS 'Findings of severity error that count.';
COMMENT ON COLUMN main.sources.warnings IS 'Findings of severity warning that count.';
