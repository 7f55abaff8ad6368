-- The sentence round a span, on one line and without comments: from the last end of a sentence or
-- paragraph before it or the front matter to the first one after it, looking no further than 600
-- characters either way.
CREATE OR REPLACE MACRO core.sentence_at(document_text, span_start, span_end) AS (
    trim(
        regexp_replace(
            regexp_replace(
                substring(
                    document_text,
                    greatest(span_start - 600, 0) + 1,
                    least(span_start, 600)
                ),
                '(?s)^.*(?:[.!?]["”’»)\]]*\s+|[。！？]|\n[ \t\r]*\n|\n---[ \t\r]*\n)', ''
            )
            || substring(document_text, span_start + 1, span_end - span_start)
            || regexp_extract(
                substring(document_text, span_end + 1, 600),
                '(?s)^.*?(?:[.!?]["”’»)\]]*(?:\s|$)|[。！？]|\n[ \t\r]*\n|$)'
            ),
            -- A comment in the text is no part of its sentences.
            '(?s)(?:<!--.*?-->|\s)+', ' ', 'g'
        )
    )
);
