/* Rates that a text states ($1 = 103.84 yen, at 15,161 rupiah to the dollar): no amounts to convert. */
#include "pair.h"

/* $1 is 104 yen, 100 yen = $0.96: a rate. "$100, or 10,400 yen" is an amount, for which no sign of equality stands. */
static bool is_unit_rate(const Figure *f, bool equals) {
  if (f->flags & F_RANGE) return false;
  u128 m = (u128)f->first_hi << 64 | f->first_lo;
  bool unit = m == 1 || (equals && (m == 10 || m == 100 || m == 1000));
  return f->exponent == 0 && unit && !(f->flags & F_WORDS);
}

static bool times_sign(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  return t->end - t->begin == 1
             ? (s->text[t->begin] | 32) == 'x'
             : t->end - t->begin == 2 && s->text[t->begin] == 0xC3 && s->text[t->begin + 1] == 0x97;
}

/* Whether an amount may be a rate: of a unit that is worth less than others, or of a few dollars or euros. */
static bool may_be_rate(const Scan *s, const Figure *f) {
  if (f->place > 0 || f->flags & F_RANGE) return false;
  bool pivot = f->unit == s->lex->pivot[0] || f->unit == s->lex->pivot[1];
  return !pivot || (!f->value_hi && f->value_lo < 10 * 1000000ULL);
}

/* "to the dollar", "per euro"; not the unit of the amount itself: sixpence per pound is a share of it. */
static bool per_currency(const Scan *s, const Figure *f) {
  uint32_t k = f->last_token;
  if (!is(s, k, W_PER) && !is(s, k, W_TO)) return false;
  if (!is(s, k + 1, W_CURRENCY) && (is(s, k + 1, W_ONE) || is(s, k + 1, W_FUNCTION_WORD))) k++;
  const Reading *r = reading_of(s, k + 1, W_CURRENCY);
  if (!r) return false;
  if (!r->second) return r->value != f->unit;
  const Group *g = &s->lex->group[r->value];
  for (uint32_t c = 0; c < g->candidates; c++)
    if (s->lex->candidate[g->first_candidate + c] == f->unit) return false;
  return true;
}

/* "kurs Rp 15.161", "15,161 rupiah at the current rate": beside an amount in millions, no conversion of it. */
static bool at_rate(const Scan *s, const Figure *f, const Figure *before) {
  if (f->modifier != M_EXACT || (before && is_money(before) && before->place < 3)) return false;
  uint32_t first = f->first_token, after = f->last_token;
  return (near(s, after) && is(s, after, W_AT_RATE)) ||
         (first && near(s, first) && is(s, first - 1, W_AT_RATE));
}

static void mark_rate(Scan *s, Figure *f) {
  f->flags |= F_RATE;
  uint32_t end = f->last_token;
  if (per_currency(s, f)) /* "per dollar" is told of it, too */
    while (!is(s, end++, W_CURRENCY)) continue;
  for (uint32_t k = f->first_token; k < end; k++) TOKENS(s)[k].role = R_RATE;
}

void find_rates(Scan *s) {
  uint32_t end = (uint32_t)s->figures.count;
  for (uint32_t i = s->first_figure; i < end; i++) {
    Figure *a = &FIGURES(s)[i];
    if (!is_money(a)) continue;
    uint32_t before = a->first_token;
    if (before && near(s, before) && times_sign(s, before - 1)) mark_rate(s, a);
    if (may_be_rate(s, a) && (per_currency(s, a) || at_rate(s, a, i > s->first_figure ? a - 1 : NULL)))
      mark_rate(s, a);
    if (i + 1 >= end) continue;
    Figure *b = &FIGURES(s)[i + 1];
    if (!is_money(b) || b->first_token - a->last_token > 4) continue;
    Between g = look(s, a->last_token, b->first_token);
    if (g.open || g.close || g.stop || !(g.equals || g.connector)) continue;
    if (is_unit_rate(a, g.equals) || is_unit_rate(b, g.equals)) {
      mark_rate(s, a);
      mark_rate(s, b);
    }
  }
}
