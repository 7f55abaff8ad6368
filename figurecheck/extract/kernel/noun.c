/* The noun that a number counts. */
#include "amount.h"

static bool plural_looking(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  uint32_t n = t->end - t->begin;
  const uint8_t *p = s->text + t->end;
  return n > 3 && p[-1] == 's' && p[-2] != 's' && !(p[-2] == 'u' && n < 6) && !(p[-2] == 'i');
}

bool content_word(const Scan *s, uint32_t i) {
  if (!near(s, i)) return false;
  const Token *t = &TOKENS(s)[i];
  if (t->type != T_WORD || t->role || t->mark == 1) return false;
  static const int stop[] = {
      W_FUNCTION_WORD, W_DATE_BEFORE, W_SAME_AMOUNT, W_OR,     W_RANGE_TO,    W_PER,
      W_EACH,          W_NUMBER,      W_MAGNITUDE,   W_FROM,   W_TO,          W_BY,
      W_VERSUS,        W_OUT_OF,      W_FORECAST,    W_PAST,   W_MODIFIER,    W_MODIFIER_AFTER,
      W_TOTAL,         W_AVERAGE,     W_UP,          W_DOWN,   W_CURRENCY,    W_PERCENT,
      W_WEEKDAY,       W_NOT_AFTER,   W_OF_WHICH,    W_PLUS,   W_CONSISTS_OF, W_RANGE_AFTER,
      W_RANGE_AND,     W_DOUBLED,     W_TRIPLED,     W_HALVED, W_AT_RATE,     W_SHARE,
      W_MULTIPLIED};
  if (!t->entry) return true;
  if (t->foreign && s->text[t->begin] < 0x80 && is(s, i, W_NUMBER) && !is(s, i, W_MAGNITUDE))
    return true; /* pet, set, hat: numbers elsewhere */
  bool verb = is(s, i, W_UP) || is(s, i, W_DOWN) || is(s, i, W_SHARE) ||
              is(s, i, W_PLUS); /* fourteen sheds, 5 points */
  if (verb && plural_looking(s, i) && !is(s, i, W_FUNCTION_WORD) && !is(s, i, W_PAST) &&
      !is(s, i, W_CONSISTS_OF))
    return true;
  for (size_t k = 0; k < sizeof stop / sizeof *stop; k++)
    if (is(s, i, stop[k])) return false;
  return true;
}

/* Whether an elided word stands right before a token: d'utilisateurs. */
static bool elided(const Scan *s, uint32_t j) {
  const uint8_t *p = s->text + TOKENS(s)[j].begin;
  return p[-1] == '\'' || (p[-1] == 0x99 && p[-2] == 0x80 && p[-3] == 0xE2);
}

/* The counted noun behind a number: up to three words, the head last. */
uint32_t read_noun(const Scan *s, uint32_t j, Amount *a) {
  if (near(s, j) && is(s, j, W_COUNTER)) {
    const Reading *r = reading_of(s, j, W_COUNTER);
    a->unit_kind = U_NOUN;
    a->noun = r->value;
    a->noun_token = j;
    a->noun_last = j + 1;
    return j + 1;
  }
  if (!near(s, j) || s->no_noun) return j;
  if (TOKENS(s)[j].gap == GAP_NONE && !elided(s, j)) { /* two-bedroom, 34-storey */
    uint32_t h = j - 1;
    if (mark(s, h) == '-' && (content_word(s, j) || is(s, j, W_NOT_AFTER)) && !TOKENS(s)[j].upper &&
        TOKENS(s)[j].end - TOKENS(s)[j].begin > 2) {
      a->unit_kind = U_NOUN;
      a->noun = -1;
      a->noun_token = j;
      a->noun_last = j + 1;
      return j + 1;
    }
    return j;
  }
  uint32_t k = j;
  int words = 0;
  bool english = s->language <= 0;
  while (words < 4 && content_word(s, k)) {
    const Reading *r = reading_of(s, k, W_PLURAL);
    bool head = r || plural_looking(s, k);
    if (is(s, k, W_ATTRIBUTION_VERB) && words) break;
    if (!english && !words && !head) head = !TOKENS(s)[k].upper || s->language > 0;
    if (!head && english && TOKENS(s)[k].upper == 1) break; /* 10 Downing Street */
    k++;
    if (head) {
      /* a compound goes on while plurals or hyphens follow: sales staff, games consoles */
      a->unit_kind = U_NOUN;
      a->noun = r ? r->value : -1;
      a->noun_token = k - 1;
      a->noun_last = k;
      return k;
    }
    if (mark(s, k) == '-' && TOKENS(s)[k].gap == GAP_NONE && k + 1 < s->tokens.count &&
        TOKENS(s)[k + 1].gap == GAP_NONE) {
      k++;
      if (!content_word(s, k)) break;
      continue;
    }
    words++;
  }
  return j;
}
