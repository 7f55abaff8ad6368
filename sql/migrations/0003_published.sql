-- The tables that analysts and the data-quality suites read.
CREATE TABLE main.checked_metrics (
    metric_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    subject VARCHAR,
    metric VARCHAR,
    as_of VARCHAR,
    as_of_date DATE,
    quoted VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    modifier VARCHAR NOT NULL,
    statement VARCHAR NOT NULL,
    value_low DECIMAL(38, 6),
    value DECIMAL(38, 6),
    value_high DECIMAL(38, 6),
    value_reason VARCHAR,
    unit VARCHAR,
    value_usd DECIMAL(38, 6),
    rate DECIMAL(38, 18),
    rate_date DATE,
    rate_provider VARCHAR,
    status VARCHAR NOT NULL,
    status_reason VARCHAR,
    attribution VARCHAR,
    source VARCHAR NOT NULL,
    source_url VARCHAR,
    document_title VARCHAR,
    published VARCHAR,
    sentence VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.checked_metrics IS
'Quoted market figures with their normalised value and whether they hold, one row per figure.';
COMMENT ON COLUMN main.checked_metrics.metric_id IS
'Hash of the document, the span and the surface; equal to the figure_id in core.figures.';
COMMENT ON COLUMN main.checked_metrics.document_id IS 'Document that the figure stands in.';
COMMENT ON COLUMN main.checked_metrics.subject IS 'Company or market that the figure is about.';
COMMENT ON COLUMN main.checked_metrics.metric IS 'What of the subject is measured.';
COMMENT ON COLUMN main.checked_metrics.as_of IS
'Date or period that the figure is about, as precise as the text is.';
COMMENT ON COLUMN main.checked_metrics.as_of_date IS 'Last day of as_of, for ordering.';
COMMENT ON COLUMN main.checked_metrics.quoted IS 'The figure as printed.';
COMMENT ON COLUMN main.checked_metrics.kind IS 'money, count, percent, measure or ratio.';
COMMENT ON COLUMN main.checked_metrics.modifier IS
'exact, about, more_than, less_than, at_least, up_to, nearly or between.';
COMMENT ON COLUMN main.checked_metrics.statement IS 'actual, estimate or forecast.';
COMMENT ON COLUMN main.checked_metrics.value_low IS
'Lowest amount that the figure may stand for, in base units; null where it is open below.';
COMMENT ON COLUMN main.checked_metrics.value IS
'Amount as printed, in base units (dollars, not billions); null for a range.';
COMMENT ON COLUMN main.checked_metrics.value_high IS
'Highest amount that the figure may stand for, in base units; null where it is open above.';
COMMENT ON COLUMN main.checked_metrics.value_reason IS
'Why an amount is null though the text has one: too large for the column.';
COMMENT ON COLUMN main.checked_metrics.unit IS
'ISO 4217 code for money; percent, a unit name or the counted noun for the rest.';
COMMENT ON COLUMN main.checked_metrics.value_usd IS
'Amount in US dollars at the rate of its date; null where it is not money or no rate is known.';
COMMENT ON COLUMN main.checked_metrics.rate IS 'US dollars to one unit of the printed currency.';
COMMENT ON COLUMN main.checked_metrics.rate_date IS 'Day of the rate.';
COMMENT ON COLUMN main.checked_metrics.rate_provider IS 'Who published the rate.';
COMMENT ON COLUMN main.checked_metrics.status IS
'consistent, inconsistent, stale_rate, uncheckable, or unchecked where no rule applies.';
COMMENT ON COLUMN main.checked_metrics.status_reason IS
'What decided the status: the finding, or the reason of the verdict.';
COMMENT ON COLUMN main.checked_metrics.attribution IS 'Who the text says the figure comes from.';
COMMENT ON COLUMN main.checked_metrics.source IS 'Who published the document.';
COMMENT ON COLUMN main.checked_metrics.source_url IS 'Address where the document was published.';
COMMENT ON COLUMN main.checked_metrics.document_title IS 'Title of the document.';
COMMENT ON COLUMN main.checked_metrics.published IS 'Publication date of the document, as given.';
COMMENT ON COLUMN main.checked_metrics.sentence IS 'Sentence that the figure stands in.';
COMMENT ON COLUMN main.checked_metrics.span_start IS
'First code point of the figure in the text of the document.';
COMMENT ON COLUMN main.checked_metrics.span_end IS 'Code point after the last one of the figure.';
COMMENT ON COLUMN main.checked_metrics.run_id IS 'Run that first wrote the row.';

CREATE TABLE main.conversions (
    conversion_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    from_metric_id VARCHAR NOT NULL,
    to_metric_id VARCHAR NOT NULL,
    from_quoted VARCHAR NOT NULL,
    to_quoted VARCHAR NOT NULL,
    from_unit VARCHAR,
    to_unit VARCHAR,
    verdict VARCHAR NOT NULL,
    reason VARCHAR,
    implied_rate DECIMAL(38, 18),
    rate_low DECIMAL(38, 18),
    rate_high DECIMAL(38, 18),
    rate_from DATE,
    rate_to DATE,
    rate_provider VARCHAR,
    ratio DECIMAL(38, 18),
    explanation_kind VARCHAR,
    explanation VARCHAR,
    factor DECIMAL(38, 18),
    confidence DOUBLE,
    suggestion VARCHAR,
    sentence VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    source_url VARCHAR,
    document_title VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.conversions IS
'Pairs of money figures stated as one amount, with the verdict and its likeliest explanation.';
COMMENT ON COLUMN main.conversions.conversion_id IS
'Hash of the document and of the spans of the two figures.';
COMMENT ON COLUMN main.conversions.document_id IS 'Document that the figures stand in.';
COMMENT ON COLUMN main.conversions.from_metric_id IS
'Figure that is printed first, in checked_metrics.';
COMMENT ON COLUMN main.conversions.to_metric_id IS
'Figure that is printed second, in checked_metrics.';
COMMENT ON COLUMN main.conversions.from_quoted IS 'The first figure as printed.';
COMMENT ON COLUMN main.conversions.to_quoted IS 'The second figure as printed.';
COMMENT ON COLUMN main.conversions.from_unit IS 'Currency of the first figure, ISO 4217.';
COMMENT ON COLUMN main.conversions.to_unit IS 'Currency of the second figure, ISO 4217.';
COMMENT ON COLUMN main.conversions.verdict IS
'consistent, stale_rate, inconsistent or uncheckable.';
COMMENT ON COLUMN main.conversions.reason IS 'Why the verdict is what it is.';
COMMENT ON COLUMN main.conversions.implied_rate IS
'Units of the second currency to one of the first, as the text has it.';
COMMENT ON COLUMN main.conversions.rate_low IS 'Lowest rate of the band.';
COMMENT ON COLUMN main.conversions.rate_high IS 'Highest rate of the band.';
COMMENT ON COLUMN main.conversions.rate_from IS 'First day of the band.';
COMMENT ON COLUMN main.conversions.rate_to IS 'Last day of the band.';
COMMENT ON COLUMN main.conversions.rate_provider IS 'Who published the rates of the band.';
COMMENT ON COLUMN main.conversions.ratio IS
'Implied rate divided by the nearest rate of the band: 0.1 is ten times too low.';
COMMENT ON COLUMN main.conversions.explanation_kind IS 'Kind of the likeliest explanation.';
COMMENT ON COLUMN main.conversions.explanation IS 'The likeliest explanation.';
COMMENT ON COLUMN main.conversions.factor IS
'The figure as printed divided by what it probably should be; null where no factor applies.';
COMMENT ON COLUMN main.conversions.confidence IS 'How sure the explanation is, 0 to 1.';
COMMENT ON COLUMN main.conversions.suggestion IS 'What was probably meant.';
COMMENT ON COLUMN main.conversions.sentence IS 'Text from the sentence of the first figure on.';
COMMENT ON COLUMN main.conversions.source IS 'Who published the document.';
COMMENT ON COLUMN main.conversions.source_url IS 'Address where the document was published.';
COMMENT ON COLUMN main.conversions.document_title IS 'Title of the document.';
COMMENT ON COLUMN main.conversions.run_id IS 'Run that first wrote the row.';

CREATE TABLE main.findings (
    finding_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    quoted VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    explanation VARCHAR,
    factor DECIMAL(38, 18),
    confidence DOUBLE,
    suggestion VARCHAR,
    sentence VARCHAR NOT NULL,
    metric_ids VARCHAR[],
    source VARCHAR NOT NULL,
    source_url VARCHAR,
    document_title VARCHAR,
    published VARCHAR,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.findings IS
'What was flagged, with the sentence, the reason and where it was published.';
COMMENT ON COLUMN main.findings.finding_id IS
'Hash of the document, the rule, the span and the figures.';
COMMENT ON COLUMN main.findings.document_id IS 'Document that was checked.';
COMMENT ON COLUMN main.findings.rule IS 'Stable id of the rule, in rules.';
COMMENT ON COLUMN main.findings.severity IS 'error, warning or note.';
COMMENT ON COLUMN main.findings.quoted IS 'The text that the finding is about, as printed.';
COMMENT ON COLUMN main.findings.message IS 'What disagrees, and by how much.';
COMMENT ON COLUMN main.findings.explanation IS 'The likeliest explanation.';
COMMENT ON COLUMN main.findings.factor IS
'The figure as printed divided by what it probably should be; null where no factor applies.';
COMMENT ON COLUMN main.findings.confidence IS 'How sure the explanation is, 0 to 1.';
COMMENT ON COLUMN main.findings.suggestion IS 'What was probably meant.';
COMMENT ON COLUMN main.findings.sentence IS 'Sentence that the finding is about.';
COMMENT ON COLUMN main.findings.metric_ids IS
'Figures that the finding is about, in checked_metrics.';
COMMENT ON COLUMN main.findings.source IS 'Who published the document.';
COMMENT ON COLUMN main.findings.source_url IS 'Address where the document was published.';
COMMENT ON COLUMN main.findings.document_title IS 'Title of the document.';
COMMENT ON COLUMN main.findings.published IS 'Publication date of the document, as given.';
COMMENT ON COLUMN main.findings.span_start IS 'First code point that the finding is about.';
COMMENT ON COLUMN main.findings.span_end IS 'Code point after the last one.';
COMMENT ON COLUMN main.findings.run_id IS 'Run that first wrote the row.';

CREATE TABLE main.sources (
    source VARCHAR PRIMARY KEY,
    documents BIGINT NOT NULL,
    figures BIGINT NOT NULL,
    checked_figures BIGINT NOT NULL,
    inconsistent_figures BIGINT NOT NULL,
    stale_rate_figures BIGINT NOT NULL,
    uncheckable_figures BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    first_published DATE,
    last_published DATE,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.sources IS 'Publishers of the documents, one row each, with counts.';
COMMENT ON COLUMN main.sources.source IS 'Who published the documents.';
COMMENT ON COLUMN main.sources.documents IS 'Documents of the source.';
COMMENT ON COLUMN main.sources.figures IS 'Figures quoted in them.';
COMMENT ON COLUMN main.sources.checked_figures IS
'Figures that a rule could judge: consistent, stale_rate or inconsistent.';
COMMENT ON COLUMN main.sources.inconsistent_figures IS 'Figures that do not hold.';
COMMENT ON COLUMN main.sources.stale_rate_figures IS 'Figures converted at an old rate.';
COMMENT ON COLUMN main.sources.uncheckable_figures IS
'Figures that a rule applies to but could not judge.';
COMMENT ON COLUMN main.sources.errors IS 'Findings of severity error.';
COMMENT ON COLUMN main.sources.warnings IS 'Findings of severity warning.';
COMMENT ON COLUMN main.sources.first_published IS 'Earliest publication date.';
COMMENT ON COLUMN main.sources.last_published IS 'Latest publication date.';
COMMENT ON COLUMN main.sources.run_id IS 'Run that first wrote the row as it is.';

CREATE TABLE main.rules (
    rule VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    statement VARCHAR NOT NULL,
    page VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.rules IS 'The rules that the engine applies.';
COMMENT ON COLUMN main.rules.rule IS 'Stable id of the rule.';
COMMENT ON COLUMN main.rules.name IS 'Short name of the rule.';
COMMENT ON COLUMN main.rules.severity IS 'Severity of its findings by default.';
COMMENT ON COLUMN main.rules.statement IS 'Statement that the rule checks.';
COMMENT ON COLUMN main.rules.page IS 'Page that explains the rule.';
COMMENT ON COLUMN main.rules.run_id IS 'Run that first wrote the row as it is.';
