/* The names in the sentences of dated figures: by them documents that may tell of one thing are found
 * (SRC01), without a look at all the others. */
#include "kernel.h"

/* Whether a word may tell what a figure is of: none of grammar, time or attribution. */
bool tells(const Scan *s, uint32_t i) {
  static const uint8_t idle[] = {
      W_FUNCTION_WORD, W_ATTRIBUTION_VERB, W_ATTRIBUTION_BEFORE,
      W_WEEKDAY,       W_TIME_UNIT,        W_MONTH,
      W_YEAR_WORD,     W_MODIFIER,         W_END_OF,
      W_START_OF,      W_FORECAST,         W_SAME_AMOUNT,
      W_SCOPE,
  };
  const Token *t = TOKENS(s) + i;
  if (t->type != T_WORD || t->role == R_DATE || t->role == R_FIGURE) return false;
  for (size_t k = 0; k < sizeof idle; k++)
    if (is(s, i, idle[k])) return false;
  return true;
}

/* A word with a capital that tells of something. */
bool is_name(const Scan *s, uint32_t i) { return TOKENS(s)[i].upper && tells(s, i); }

/* Whether what stands behind a name shows that it is one: Belvane's, Belvane, the maker; Belvane said. */
static bool is_told(const Scan *s, uint32_t behind) {
  int sign = mark(s, behind);
  return sign == '\'' || sign == ',' || is(s, behind, W_ATTRIBUTION_VERB);
}

/* Whether a figure is one that documents may be held against each other by. */
bool is_compared(const Figure *f) {
  return f->period != P_NONE && f->kind != K_RATIO && !(f->flags & (F_RANGE | F_PER));
}

static void add(Scan *s, uint32_t figure, uint32_t token, bool sure, bool head) {
  Name *name = vec_add(&s->names);
  *name = (Name){.document = s->document,
                 .figure = figure - s->first_figure,
                 .stem = stem_of(s, token),
                 .sure = sure,
                 .head = head};
}

void read_names(Scan *s) {
  const uint32_t *starts = s->sentences.data;
  const Figure *f = FIGURES(s);
  bool capitals = s->language >= 0 && s->lex->language[s->language].capital_nouns;
  for (uint32_t at = s->first_figure; at < s->figures.count; at++) {
    if (!is_compared(f + at)) continue;
    uint32_t sentence = f[at].sentence, first = starts[sentence];
    uint32_t end = sentence + 1 < s->sentences.count ? starts[sentence + 1] : (uint32_t)s->tokens.count;
    bool asked = f[at].classes[W_ATTRIBUTION_BEFORE >> 6] >> (W_ATTRIBUTION_BEFORE & 63) & 1;
    for (uint32_t i = first; i < end; i++) {
      uint32_t last = i;
      while (last < end && is_name(s, last)) last++;
      bool source = asked && i < last && TOKENS(s)[i].begin >= f[at].source_begin &&
                    TOKENS(s)[last - 1].end <= f[at].source_end; /* what two sources say is of two things */
      bool sure = !capitals && (i > first || last - i > 1 || is_told(s, last));
      for (uint32_t head = i; i < last; i++)
        if (!source) add(s, at, i, sure || is(s, i, W_ALIAS) || is(s, i, W_COUNTRY), i == head);
    }
  }
}
