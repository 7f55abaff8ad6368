-- What was read and judged, keyed by document and by position in it.
CREATE SCHEMA IF NOT EXISTS core;

CREATE TABLE core.documents (
    document_id VARCHAR PRIMARY KEY,
    title VARCHAR,
    source VARCHAR NOT NULL,
    published VARCHAR,
    published_on DATE,
    lang VARCHAR,
    url VARCHAR,
    characters INTEGER NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE core.documents IS 'Documents, one row each, without their text.';
COMMENT ON COLUMN core.documents.document_id IS 'Name of the document in every table.';
COMMENT ON COLUMN core.documents.title IS 'Title of the document.';
COMMENT ON COLUMN core.documents.source IS
'Who published it: the name given, else the host of its address, else "unknown".';
COMMENT ON COLUMN core.documents.published IS
'Publication date as given: YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN core.documents.published_on IS
'Last day of the publication date as given, for ordering.';
COMMENT ON COLUMN core.documents.lang IS 'Language, ISO 639-1, as given.';
COMMENT ON COLUMN core.documents.url IS 'Address where it was published.';
COMMENT ON COLUMN core.documents.characters IS 'Length of the text in Unicode code points.';
COMMENT ON COLUMN core.documents.text_sha256 IS 'SHA-256 of the text in UTF-8.';
COMMENT ON COLUMN core.documents.run_id IS 'Run that first wrote the row.';

CREATE TABLE core.figures (
    figure_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    figure_index INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    low DECIMAL(38, 6),
    value DECIMAL(38, 6),
    high DECIMAL(38, 6),
    unit VARCHAR,
    unit_candidates VARCHAR[],
    modifier VARCHAR NOT NULL,
    as_of VARCHAR,
    subject VARCHAR,
    metric VARCHAR,
    attribution VARCHAR,
    statement VARCHAR NOT NULL,
    value_reason VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE core.figures IS 'Quoted numbers, one row each, as read from the text.';
COMMENT ON COLUMN core.figures.figure_id IS 'Hash of the document, the span and the surface.';
COMMENT ON COLUMN core.figures.document_id IS 'Document that the figure stands in.';
COMMENT ON COLUMN core.figures.figure_index IS
'Position among the figures of the document, from 0.';
COMMENT ON COLUMN core.figures.span_start IS 'First code point of the figure in the text.';
COMMENT ON COLUMN core.figures.span_end IS 'Code point after the last one of the figure.';
COMMENT ON COLUMN core.figures.surface IS 'The characters of the span, as printed.';
COMMENT ON COLUMN core.figures.kind IS 'money, count, percent, measure or ratio.';
COMMENT ON COLUMN core.figures.low IS
'Lowest amount that the figure may stand for, in base units; null where it is open below.';
COMMENT ON COLUMN core.figures.value IS
'Amount as printed, in base units (dollars, not billions); null for a range.';
COMMENT ON COLUMN core.figures.high IS
'Highest amount that the figure may stand for, in base units; null where it is open above.';
COMMENT ON COLUMN core.figures.unit IS
'ISO 4217 code for money; percent, a unit name or the counted noun for the rest.';
COMMENT ON COLUMN core.figures.unit_candidates IS
'Other units that the text leaves possible; null where it settles the unit.';
COMMENT ON COLUMN core.figures.modifier IS
'exact, about, more_than, less_than, at_least, up_to, nearly or between.';
COMMENT ON COLUMN core.figures.as_of IS 'Date or period that the figure is about.';
COMMENT ON COLUMN core.figures.subject IS 'Company or market that the figure is about.';
COMMENT ON COLUMN core.figures.metric IS 'What of the subject is measured.';
COMMENT ON COLUMN core.figures.attribution IS 'Who the text says the figure comes from.';
COMMENT ON COLUMN core.figures.statement IS 'actual, estimate or forecast.';
COMMENT ON COLUMN core.figures.value_reason IS
'Why an amount is null though the text has one: too large for the column.';
COMMENT ON COLUMN core.figures.run_id IS 'Run that first wrote the row.';

CREATE TABLE core.fx_rates (
    rate_date DATE NOT NULL,
    currency VARCHAR NOT NULL,
    rate DECIMAL(38, 18) NOT NULL,
    provider VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (currency, rate_date)
);

COMMENT ON TABLE core.fx_rates IS
'Reference exchange rates against the euro, one for each currency and day.';
COMMENT ON COLUMN core.fx_rates.rate_date IS 'Day that the rate was published for.';
COMMENT ON COLUMN core.fx_rates.currency IS 'ISO 4217 code.';
COMMENT ON COLUMN core.fx_rates.rate IS 'Units of the currency to one euro.';
COMMENT ON COLUMN core.fx_rates.provider IS 'Who published the rate.';
COMMENT ON COLUMN core.fx_rates.run_id IS 'Run that first wrote the row.';

CREATE TABLE core.normalised_figures (
    figure_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    figure_index INTEGER NOT NULL,
    value_usd DECIMAL(38, 6),
    usd_rate DECIMAL(38, 18),
    usd_rate_date DATE,
    usd_rate_provider VARCHAR,
    value_reason VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE core.normalised_figures IS
'Money figures brought to one currency at the rate of their date, one row per figure.';
COMMENT ON COLUMN core.normalised_figures.figure_id IS 'Figure in core.figures.';
COMMENT ON COLUMN core.normalised_figures.document_id IS 'Document that the figure stands in.';
COMMENT ON COLUMN core.normalised_figures.figure_index IS
'Position among the figures of the document, from 0.';
COMMENT ON COLUMN core.normalised_figures.value_usd IS
'Amount in US dollars; null where the figure is not money or no rate is known.';
COMMENT ON COLUMN core.normalised_figures.usd_rate IS
'US dollars to one unit of the currency that was printed.';
COMMENT ON COLUMN core.normalised_figures.usd_rate_date IS 'Day of the rate.';
COMMENT ON COLUMN core.normalised_figures.usd_rate_provider IS 'Who published the rate.';
COMMENT ON COLUMN core.normalised_figures.value_reason IS
'Why an amount is null though there is one: too large for the column.';
COMMENT ON COLUMN core.normalised_figures.run_id IS 'Run that first wrote the row.';

CREATE TABLE core.relations (
    relation_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    from_figure INTEGER NOT NULL,
    to_figure INTEGER NOT NULL,
    link VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE core.relations IS
'Figures that the text ties together, before any of them is judged.';
COMMENT ON COLUMN core.relations.relation_id IS
'Hash of the document, the kind and the figures that are tied.';
COMMENT ON COLUMN core.relations.document_id IS 'Document that the figures stand in.';
COMMENT ON COLUMN core.relations.kind IS 'conversion.';
COMMENT ON COLUMN core.relations.from_figure IS 'Index of the figure that is printed first.';
COMMENT ON COLUMN core.relations.to_figure IS 'Index of the figure that is printed second.';
COMMENT ON COLUMN core.relations.link IS 'How the text ties them, as the reader has it.';
COMMENT ON COLUMN core.relations.run_id IS 'Run that first wrote the row.';

CREATE TABLE core.conversions (
    conversion_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    conversion_index INTEGER NOT NULL,
    from_figure INTEGER NOT NULL,
    to_figure INTEGER NOT NULL,
    verdict VARCHAR NOT NULL,
    reason VARCHAR,
    implied_rate DECIMAL(38, 18),
    rate_low DECIMAL(38, 18),
    rate_high DECIMAL(38, 18),
    rate_from DATE,
    rate_to DATE,
    rate_provider VARCHAR,
    ratio DECIMAL(38, 18),
    explanations STRUCT(
        kind VARCHAR, factor DECIMAL(38, 18), text VARCHAR, confidence DOUBLE
    )[],
    suggestion VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE core.conversions IS
'Pairs of money figures stated as one amount, with the verdict on each.';
COMMENT ON COLUMN core.conversions.conversion_id IS
'Hash of the document and of the spans of the two figures.';
COMMENT ON COLUMN core.conversions.document_id IS 'Document that the figures stand in.';
COMMENT ON COLUMN core.conversions.conversion_index IS
'Position among the conversions of the document, from 0.';
COMMENT ON COLUMN core.conversions.from_figure IS 'Index of the figure that is printed first.';
COMMENT ON COLUMN core.conversions.to_figure IS 'Index of the figure that is printed second.';
COMMENT ON COLUMN core.conversions.verdict IS
'consistent, stale_rate, inconsistent or uncheckable.';
COMMENT ON COLUMN core.conversions.reason IS 'Why the verdict is what it is.';
COMMENT ON COLUMN core.conversions.implied_rate IS
'Units of the second currency to one of the first, as the text has it.';
COMMENT ON COLUMN core.conversions.rate_low IS 'Lowest rate of the band.';
COMMENT ON COLUMN core.conversions.rate_high IS 'Highest rate of the band.';
COMMENT ON COLUMN core.conversions.rate_from IS 'First day of the band.';
COMMENT ON COLUMN core.conversions.rate_to IS 'Last day of the band.';
COMMENT ON COLUMN core.conversions.rate_provider IS 'Who published the rates of the band.';
COMMENT ON COLUMN core.conversions.ratio IS
'Implied rate divided by the nearest rate of the band: 0.1 is ten times too low.';
COMMENT ON COLUMN core.conversions.explanations IS
'What would reconcile the two, the likeliest first; factor is printed over probable.';
COMMENT ON COLUMN core.conversions.suggestion IS 'What was probably meant.';
COMMENT ON COLUMN core.conversions.run_id IS 'Run that first wrote the row.';

CREATE TABLE core.findings (
    finding_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    finding_index INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    message VARCHAR NOT NULL,
    figures INTEGER[],
    explanations STRUCT(
        kind VARCHAR, factor DECIMAL(38, 18), text VARCHAR, confidence DOUBLE
    )[],
    suggestion VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE core.findings IS 'Results of the rules, one row each.';
COMMENT ON COLUMN core.findings.finding_id IS
'Hash of the document, the rule, the span and the figures.';
COMMENT ON COLUMN core.findings.document_id IS 'Document that was checked.';
COMMENT ON COLUMN core.findings.finding_index IS
'Position among the findings of the document, from 0.';
COMMENT ON COLUMN core.findings.rule IS 'Stable id of the rule.';
COMMENT ON COLUMN core.findings.severity IS 'error, warning or note.';
COMMENT ON COLUMN core.findings.span_start IS 'First code point that the finding is about.';
COMMENT ON COLUMN core.findings.span_end IS 'Code point after the last one.';
COMMENT ON COLUMN core.findings.message IS 'What disagrees, and by how much.';
COMMENT ON COLUMN core.findings.figures IS 'Indexes of the figures that the finding is about.';
COMMENT ON COLUMN core.findings.explanations IS
'What would reconcile the figures, the likeliest first.';
COMMENT ON COLUMN core.findings.suggestion IS 'What was probably meant.';
COMMENT ON COLUMN core.findings.run_id IS 'Run that first wrote the row.';
