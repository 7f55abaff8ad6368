/* Which rules may find anything in a document.  Most documents state nothing that most rules could
 * hold against itself: what is cheap to see of figures and words says so, and those rules are not run.
 * Every test here leaves through all that its rule may speak of (reconcile/rules) and seldom more. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kernel.h"

#define SIGNS_OF_CHANGE                                                                                      \
  W_UP, W_DOWN, W_FROM, W_MORE_THAN, W_LESS_THAN, W_COMPOUND, W_DOUBLED, W_TRIPLED, W_QUADRUPLED, W_HALVED,  \
      W_MULTIPLIED, W_MODIFIER_AFTER

enum { HEADLINE = 250, OPENING = 8, JOINED = 8, NEARBY = 14, PREFIX = 4, OF_SIZE = 4 };

/* The figures of one sentence and its tokens. */
typedef struct {
  const Scan *s;
  const Figure *f;
  uint32_t count, first, end;
} Line;

static double number(uint64_t lo, uint64_t hi, int exponent) {
  return ((double)hi * 18446744073709551616.0 + (double)lo) * pow(10, exponent);
}

static double value_of(const Figure *f) { return number(f->first_lo, f->first_hi, f->exponent); }

static double last_of(const Figure *f) { return number(f->second_lo, f->second_hi, f->exponent2); }

static bool is_range(const Figure *f) { return f->flags & F_RANGE; }

static bool any(const Scan *s, uint32_t from, uint32_t to, int word_class) {
  for (uint32_t i = from; i < to; i++)
    if (is(s, i, word_class)) return true;
  return false;
}

/* Whether a token that is of no date has a word of the class. */
static bool said(const Line *l, int word_class) {
  for (uint32_t i = l->first; i < l->end; i++)
    if (is(l->s, i, word_class) && TOKENS(l->s)[i].role != R_DATE) return true;
  return false;
}

/* Whether the sentence holds a word of the class, by the bits that its figures carry. */
static bool holds(const Line *l, int word_class) {
  return l->f->classes[word_class >> 6] >> (word_class & 63) & 1;
}

static uint32_t gap_begin(const Line *l, uint32_t at) { return at ? l->f[at - 1].last_token : l->first; }

static uint32_t gap_end(const Line *l, uint32_t at) {
  return at + 1 < l->count ? l->f[at + 1].first_token : l->end;
}

static bool before(const Line *l, uint32_t at, int word_class) {
  return any(l->s, gap_begin(l, at), l->f[at].first_token, word_class);
}

static bool has_mark(const Line *l, uint32_t from, uint32_t to, int sign) {
  for (uint32_t i = from; i < to; i++)
    if (mark(l->s, i) && (!sign || mark(l->s, i) == sign)) return true;
  return false;
}

/* What kind of thing a figure measures; 0 for a bare number, which may measure anything. */
static int measured(const Figure *f) {
  if (f->kind == K_PERCENT || f->kind == K_RATIO) return K_PERCENT;
  return f->kind == K_COUNT && f->unit_kind == U_NONE ? 0 : f->kind;
}

static bool same_unit(const Figure *a, const Figure *b) {
  return a->kind != K_MONEY || b->kind != K_MONEY || a->unit == b->unit || a->candidates || b->candidates ||
         a->unit < 0 || b->unit < 0;
}

static bool comparable(const Figure *a, const Figure *b) {
  int left = measured(a), right = measured(b);
  return (left == right || !left || !right) && same_unit(a, b);
}

/* CHG01: a change and two figures of one kind that may be its ends. */
static bool may_end(const Figure *f) {
  return f->unit_kind != U_POINT && f->unit_kind != U_BASIS && (!(f->flags & F_PER) || f->kind == K_MONEY);
}

static bool has_ends(const Line *l, const Figure *change) {
  for (uint32_t i = 0; i < l->count; i++) {
    const Figure *a = l->f + i;
    if (a == change) continue;
    if (is_range(a)) return true;
    for (uint32_t k = i + 1; k < l->count && may_end(a); k++)
      if (l->f + k != change && may_end(l->f + k) && comparable(a, l->f + k)) return true;
  }
  return false;
}

static bool is_change(const Line *l, uint32_t at) {
  static const uint8_t ways[] = {W_BY, W_UP, W_DOWN, W_MORE_THAN, W_LESS_THAN};
  const Figure *f = l->f + at;
  if (f->kind == K_PERCENT || f->kind == K_RATIO) return true;
  uint32_t to = at + 1 < l->count ? f[1].last_token : l->end; /* 200 | more than the 600 */
  for (size_t i = 0; i < sizeof ways; i++)
    if (any(l->s, gap_begin(l, at), to, ways[i])) return true;
  return false;
}

static bool may_change(const Line *l) {
  static const uint8_t signs[] = {SIGNS_OF_CHANGE};
  static const uint8_t words[] = {W_DOUBLED, W_TRIPLED, W_QUADRUPLED, W_HALVED, W_MULTIPLIED, W_FRACTION};
  bool found = false;
  for (size_t i = 0; i < sizeof signs && !found; i++) found = holds(l, signs[i]);
  if (!found) return false;
  for (size_t i = 0; i < sizeof words; i++)
    if (holds(l, words[i]) && has_ends(l, NULL)) return true;
  for (uint32_t i = 0; i < l->count && l->count > 1; i++)
    if (is_change(l, i) && has_ends(l, l->f + i)) return true;
  return false;
}

/* SUM01: three figures of one kind, and a word or colon that says that one is the others' total. */
static bool may_add_up(const Line *l) {
  if (!holds(l, W_TOTAL) && !holds(l, W_CONSISTS_OF) && !holds(l, W_REST) && !holds(l, W_SCOPE) &&
      !has_mark(l, l->first, l->end, ':'))
    return false;
  if (l->count < 3) { /* 23 plants: nine here, eight there and four elsewhere */
    uint32_t numbers = l->count;
    for (uint32_t i = l->first; i < l->end && holds(l, W_NUMBER) && numbers < 3; i++)
      numbers += is(l->s, i, W_NUMBER) && TOKENS(l->s)[i].role != R_FIGURE;
    return numbers > 2;
  }
  for (uint32_t i = 0; i + 2 < l->count; i++) {
    uint32_t alike = 1;
    for (uint32_t k = i + 1; k < l->count; k++) alike += comparable(l->f + i, l->f + k);
    if (alike > 2) return true;
  }
  return false;
}

/* SHR01: a share and two figures of one kind. */
static bool may_share(const Line *l) {
  if (!(holds(l, W_OUT_OF) || holds(l, W_OF_WHICH) || holds(l, W_SHARE))) return false;
  if (holds(l, W_FRACTION)) /* 36 of the 240, or a quarter */
    for (uint32_t i = 0; i + 1 < l->count; i++)
      if (comparable(l->f + i, l->f + i + 1)) return true;
  if (l->count < 3) return false;
  for (uint32_t i = 0; i + 2 < l->count; i++)
    for (uint32_t k = i; k < i + 3; k++) {
      const Figure *one = l->f + (k == i ? i + 1 : i), *other = l->f + (k == i + 2 ? i + 1 : i + 2);
      if (measured(l->f + k) == K_PERCENT && comparable(one, other)) return true;
    }
  return false;
}

/* PCT01: shares that pass 100 percent together, or one that does by itself. */
static bool may_pass_the_whole(const Line *l) {
  double sum = 0;
  bool listed = false;
  for (uint32_t i = 0, last = l->count; i < l->count; i++) {
    bool worded = l->f[i].kind == K_RATIO;
    if ((l->f[i].unit_kind != U_PERCENT && !worded) || is_range(l->f + i)) continue;
    double value = value_of(l->f + i) * (worded ? 100 : 1);
    sum += value;
    if (value > 100 && is(l->s, l->f[i].last_token, W_OUT_OF)) return true;
    if (last < i) {
      uint32_t from = l->f[last].last_token, to = l->f[i].first_token;
      listed |= has_mark(l, from, to, ',') || has_mark(l, from, to, ';') || any(l->s, from, to, W_RANGE_AND);
    }
    last = i;
  }
  return listed && sum > 100;
}

/* PER01: a number, and two figures of one kind of which one may be for each of them. */
static bool is_per(const Line *l) {
  if (holds(l, W_EACH) || holds(l, W_AVERAGE) || is(l->s, l->first, W_PER)) return true;
  for (uint32_t i = 0; i < l->count && holds(l, W_PER); i++)
    if (is(l->s, l->f[i].last_token, W_PER) ||
        (is(l->s, l->f[i].last_token, W_OUT_OF) && is(l->s, l->f[i].last_token + 2, W_PER)))
      return true;
  return false;
}

static bool is_pace(const Line *l, uint32_t at) {
  uint32_t behind = l->f[at].last_token;
  if (behind + 3 < l->end && is(l->s, behind, W_OUT_OF)) behind += 2; /* 45 tonnes of fuel a day */
  if (l->f[at].per >= 0) return true;
  return behind + 1 < l->end && is(l->s, behind, W_PER) && is(l->s, behind + 1, W_TIME_UNIT);
}

static bool may_multiply(const Line *l) {
  bool tied = holds(l, W_OR) || holds(l, W_SAME_AMOUNT) || holds(l, W_AVERAGE) || holds(l, W_MODIFIER) ||
              holds(l, W_TOTAL);
  for (uint32_t i = 0; i + 1 < l->count && tied; i++)
    if (is_pace(l, i) && is_pace(l, i + 1)) return true;
  if (l->count < 3 || !is_per(l)) return false;
  for (uint32_t i = 0; i + 2 < l->count; i++)
    for (uint32_t k = i; k < i + 3; k++) {
      const Figure *n = l->f + k;
      const Figure *one = l->f + (k == i ? i + 1 : i), *other = l->f + (k == i + 2 ? i + 1 : i + 2);
      if ((n->kind == K_COUNT || n->kind == K_MEASURE) && one->kind == other->kind &&
          one->kind != K_PERCENT && one->kind != K_RATIO && same_unit(one, other) && !is_range(n) &&
          !is_range(one) && !is_range(other))
        return true;
    }
  return false;
}

/* RNG01: a range whose first end is the larger, or a figure with a larger one right before it. */
static bool is_above(const Figure *first, const Figure *f) {
  bool alike = first->kind == f->kind || (first->kind == K_COUNT && first->unit_kind == U_NONE) ||
               (f->kind == K_COUNT && f->unit_kind == U_NONE);
  return alike && value_of(first) > value_of(f) * (1 - 1e-9);
}

static bool may_be_reversed(const Line *l) {
  for (uint32_t i = 0; i < l->count; i++) {
    const Figure *f = l->f + i;
    if (is_range(f)) {
      if (value_of(f) > last_of(f)) return true;
      continue;
    }
    if (f->first_token < l->first + 1) continue;
    uint32_t joiner = f->first_token - 1;
    bool figure = i && l->f[i - 1].last_token == joiner;
    bool apart = is(l->s, joiner, W_RANGE_AND) && figure && before(l, i - 1, W_RANGE_BETWEEN);
    bool glued = is(l->s, joiner, W_RANGE_TO) &&
                 (figure ? is_above(l->f + i - 1, f)
                         : is(l->s, joiner - 1, W_NUMBER) && TOKENS(l->s)[joiner - 1].role != R_DATE);
    bool closed = i && is(l->s, f->last_token, W_RANGE_AFTER) && joiner <= l->f[i - 1].last_token;
    if (closed || glued || (apart && l->f[i - 1].kind == f->kind)) return true;
  }
  return false;
}

/* DIM01: neighbours that measure different things, from one to the other or added up. */
static bool differ(const Figure *a, const Figure *b) {
  int left = measured(a), right = measured(b);
  return left && right && (left != right || (left == K_MEASURE && a->unit != b->unit));
}

/* Whether a word for "from" stands before it that does not mean "by" as well. */
static bool is_from(const Line *l, uint32_t at) {
  bool percent = l->f[at].kind == K_PERCENT;
  for (uint32_t i = gap_begin(l, at); i < l->f[at].first_token; i++)
    if (is(l->s, i, W_FROM) && !(percent && is(l->s, i, W_BY))) return true;
  return false;
}

/* Whether two numbers are as large as those of one thing before and after. */
static bool alike_in_size(const Figure *a, const Figure *b) {
  double left = value_of(a), right = value_of(b);
  return left <= right * OF_SIZE && right <= left * OF_SIZE;
}

/* Whether one may have become the other: from a to b, to a from b; a, rose to b. */
static bool may_become(const Line *l, uint32_t at) {
  const Figure *a = l->f + at, *b = a + 1;
  uint32_t from = a->last_token, to = b->first_token;
  bool towards = any(l->s, from, to, W_TO) || any(l->s, from, to, W_RANGE_TO);
  if (towards && is_from(l, at) && !has_mark(l, from, to, 0)) return true;
  if (!alike_in_size(a, b)) return false;
  if (to > from && is(l->s, to - 1, W_FROM)) return true;
  return any(l->s, from, to, W_TO) && has_mark(l, from, to, ',') &&
         (any(l->s, from, to, W_UP) || any(l->s, from, to, W_DOWN));
}

static bool may_mix(const Line *l) {
  if (l->count < 2) return false;
  bool moves = holds(l, W_UP) || holds(l, W_DOWN) || holds(l, W_FROM), total = holds(l, W_TOTAL);
  for (uint32_t i = 0; i + 1 < l->count && (moves || total); i++) {
    const Figure *a = l->f + i, *b = a + 1;
    bool bare = a->kind == K_COUNT && a->unit_kind == U_NONE, other = measured(b) && measured(b) != K_COUNT;
    bool counted = bare && (is(l->s, a->last_token, W_OUT_OF) || before(l, i, W_PEOPLE));
    if (moves && (counted ? other : differ(a, b)) && may_become(l, i)) return true;
    if (!total || i + 2 >= l->count || !(bare ? other : differ(a, b))) continue;
    if (!any(l->s, a->last_token, b->first_token, W_RANGE_AND)) continue;
    double sum = value_of(a) + value_of(b);
    if (fabs(sum - value_of(b + 1)) <= sum * 1e-9) return true;
  }
  return false;
}

/* DAT01: a figure of a time that was past or still to come at publication, under a verb of the other. */
static int begin_of(int date, int period) {
  int month = date / 100 % 100;
  if (period == P_QUARTER) month = 3 * month - 2;
  if (period == P_HALF) month = 6 * month - 5;
  return date / 10000 * 10000 + (month ? month : 1) * 100;
}

static int end_of(int date, int period) {
  int month = date / 100 % 100;
  if (period == P_QUARTER) month *= 3;
  if (period == P_HALF) month *= 6;
  return date / 10000 * 10000 + (month ? month : 12) * 100 + (period == P_DAY ? date % 100 : 31);
}

/* Whether a date of the figure's year, printed with it, stands between two tokens. */
static bool names_year(const Scan *s, const Figure *f, uint32_t from, uint32_t to) {
  char year[16];
  snprintf(year, sizeof year, "%04d", f->as_of / 10000);
  for (uint32_t i = from; i < to; i++) {
    const Token *t = TOKENS(s) + i;
    for (uint32_t at = t->begin; t->role == R_DATE && at + 4 <= t->end; at++)
      if (!memcmp(s->text + at, year, 4)) return true;
  }
  return false;
}

/* Whether a date is tied to the figure: behind it, or at the head of its sentence. */
static bool is_dated(const Line *l, uint32_t at, bool past) {
  static const uint8_t ties[] = {W_RATIO_IN, W_BY, W_DATED_IN, W_END_OF, W_START_OF, W_MIDDLE_OF};
  uint32_t from = l->f[at].last_token, to = gap_end(l, at), near = to < from + 4 ? to : from + 4;
  bool behind = past && any(l->s, from, to, W_BY), ahead = false, told = false;
  for (size_t i = 0; i < sizeof ties; i++) behind |= any(l->s, from, near, ties[i]);
  for (uint32_t i = l->first; i < l->f[at].first_token && !ahead; i++) {
    bool opens = !told || mark(l->s, i - 1) == ','; /* in 2026, the utility; a year later, in 2026, */
    for (size_t k = 0; opens && k < sizeof ties; k++) ahead |= is(l->s, i, ties[k]);
    told |= has_content(l->s, i);
  }
  return (behind && names_year(l->s, l->f + at, from, to)) ||
         (past && names_year(l->s, l->f + at, gap_begin(l, at), l->f[at].first_token)) ||
         (ahead && names_year(l->s, l->f + at, l->first, l->f[at].first_token));
}

static bool may_be_of_another_time(const Line *l) {
  int out = l->s->published;
  if (!out) return false;
  int first = out / 10000 * 10000 + (out / 100 % 100 ? out / 100 % 100 : 1) * 100 + out % 100;
  int last = out / 10000 * 10000 + (out / 100 % 100 ? out / 100 % 100 : 12) * 100 + 31;
  for (uint32_t i = 0; i < l->count; i++) {
    const Figure *f = l->f + i;
    if (f->period == P_NONE || f->flags & F_FISCAL) continue;
    bool past = end_of(f->as_of, f->period) < first;
    if (!past && begin_of(f->as_of, f->period) <= last) continue;
    if (past ? !said(l, W_FORECAST) : !holds(l, W_PAST) || said(l, W_FORECAST)) continue;
    if (!past && !any(l->s, l->first, f->first_token, W_PAST)) continue;
    if (!is_dated(l, i, past)) continue;
    if (!said(l, W_PAST_FORECAST) && !said(l, W_FISCAL)) return true;
  }
  return false;
}

/* BND01: times told per time or in a time. */
static bool may_be_too_long(const Line *l) {
  for (uint32_t i = 0; i < l->count; i++) {
    const Figure *f = l->f + i;
    bool time = f->kind == K_MEASURE && is(l->s, f->last_token - 1, W_TIME_UNIT);
    if (time && is(l->s, f->last_token, W_OUT_OF)) return true; /* hours of television a day */
    if (f->kind == K_MEASURE &&
        (f->per >= 0 || is(l->s, f->last_token, W_RATIO_IN) || is(l->s, f->last_token, W_LAST_YEAR)))
      return true;
  }
  return false;
}

/* BND01: very many people, very much money, and such times. */
static bool may_be_beyond(const Line *l) {
  for (uint32_t i = 0; i < l->count; i++) {
    const Figure *f = l->f + i;
    if (f->unit_kind == U_NOUN && value_of(f) >= 1e8) return true;
    if (f->kind == K_MONEY && f->metric >= 0 && value_of(f) >= 1e13) return true;
  }
  return may_be_too_long(l);
}

/* REP01: two figures of two sentences that may be one, misprinted: by their digits, by metric and date,
 * or by a headline. */
static bool is_stop(const Scan *s, uint32_t i) {
  int sign = mark(s, i);
  return TOKENS(s)[i].type == T_BREAK || sign == ';' || sign == ':' || sign == '.' || sign == '!' ||
         sign == '?';
}

static double open(const Figure *f) { return pow(10, f->place) / 2; }

static bool disagree(const Figure *a, const Figure *b) {
  return fabs(value_of(a) - value_of(b)) > (open(a) + open(b)) * (1 - 1e-9);
}

static uint64_t digits(const Figure *f, int *count) {
  u128 m = (u128)f->first_hi << 64 | f->first_lo;
  uint64_t tally = 0;
  for (*count = 0; m; m /= 10)
    if (m % 10) tally += 1ULL << (m % 10 * 6), ++*count;
  return tally;
}

static bool same_digits(const Figure *a, const Figure *b) {
  int left, right;
  return digits(a, &left) == digits(b, &right) && left == right;
}

/* The tokens round a figure up to the next figure or stop. */
static void nearby(const Scan *s, const Figure *f, uint32_t *from, uint32_t *to) {
  const Token *t = TOKENS(s);
  for (*from = f->first_token; *from && f->first_token - *from < NEARBY; --*from)
    if (t[*from - 1].role == R_FIGURE || is_stop(s, *from - 1)) break;
  for (*to = f->last_token; *to < s->tokens.count && *to - f->last_token < NEARBY; ++*to)
    if (t[*to].role == R_FIGURE || is_stop(s, *to)) break;
}

static bool begin_alike(const Scan *s, const Token *a, const Token *b) {
  uint32_t n = 0, left = a->end - a->begin, right = b->end - b->begin;
  const uint8_t *p = s->text + a->begin, *q = s->text + b->begin;
  for (; n < PREFIX && n < left && n < right; n++) {
    if ((p[n] | q[n]) >= 0x80) return true; /* letters of other scripts are not told apart here */
    if ((p[n] | 32) != (q[n] | 32)) return false;
  }
  return n == PREFIX || left == right;
}

/* How many words round one figure begin like one round the other, as far as two. */
static int shared_words(const Scan *s, const Figure *a, const Figure *b) {
  uint32_t from, to, first, last;
  nearby(s, a, &from, &to);
  nearby(s, b, &first, &last);
  int found = 0;
  for (uint32_t i = from; i < to && found < 2; i++)
    for (uint32_t k = first; k < last && tells(s, i); k++)
      if (tells(s, k) && begin_alike(s, TOKENS(s) + i, TOKENS(s) + k)) {
        found++;
        break;
      }
  return found;
}

/* Whether two figures are told of different things by what was read of them: REP01 holds them apart. */
static bool told_apart(const Scan *s, const Figure *a, const Figure *b) {
  if (a->metric >= 0 && b->metric >= 0 && a->metric != b->metric) return true;
  if (a->statement != b->statement && a->kind != K_COUNT && a->per < 0) return true;
  if (a->period != P_NONE && b->period != P_NONE && (a->period != b->period || a->as_of != b->as_of))
    return true;
  uint32_t left = a->source_end - a->source_begin, right = b->source_end - b->source_begin;
  return left && right &&
         (left != right || memcmp(s->text + a->source_begin, s->text + b->source_begin, left));
}

static bool repeatable(const Figure *f) { return !(f->flags & F_RANGE) && f->kind != K_RATIO; }

static bool may_repeat(const Scan *s) {
  const Figure *f = FIGURES(s) + s->first_figure;
  uint32_t count = (uint32_t)s->figures.count - s->first_figure;
  uint32_t head = s->length < 4 * HEADLINE ? s->length : 4 * HEADLINE;
  bool headed = false;
  for (uint32_t i = 1; i < head && !headed; i++) headed = s->text[i] == '\n';
  for (uint32_t i = 0; i < count; i++) {
    if (!repeatable(f + i)) continue;
    for (uint32_t k = i + 1; k < count; k++) {
      if (f[k].kind != f[i].kind || f[k].sentence == f[i].sentence || !repeatable(f + k)) continue;
      if (f[i].kind != K_COUNT && !comparable(f + i, f + k)) continue;
      bool heads = headed && f[i].sentence == 0 && f[k].sentence < OPENING;
      bool same = f[i].metric >= 0 && f[i].metric == f[k].metric;
      bool dated = same && f[i].period != P_NONE && f[i].period == f[k].period && f[i].as_of == f[k].as_of;
      bool slips = (f[i].kind != K_PERCENT || f[i].metric >= 0) && same_digits(f + i, f + k);
      bool same_day = f[i].period != P_NONE && f[i].period == f[k].period && f[i].as_of == f[k].as_of;
      if (!heads && told_apart(s, f + i, f + k)) continue;
      if ((heads || dated || slips) && disagree(f + i, f + k) &&
          (dated || heads || same_day || (slips && same) ||
           shared_words(s, f + i, f + k) > (f[i].kind != K_COUNT && f[i].per < 0)))
        return true;
    }
  }
  return false;
}

/* The rules that may speak of the document under way, as bits in the order of `RULES` in reading.py. */
uint32_t sieve(const Scan *s) {
  static bool (*const of_a_line[])(const Line *) = {
      may_change,    may_add_up,      may_share, may_pass_the_whole,
      may_multiply,  may_be_reversed, may_mix,   may_be_of_another_time,
      may_be_beyond, may_be_too_long,
  };
  enum { LINE_RULES = sizeof of_a_line / sizeof *of_a_line };
  const uint32_t *starts = s->sentences.data;
  const Figure *f = FIGURES(s) + s->first_figure;
  uint32_t count = (uint32_t)s->figures.count - s->first_figure, found = 0;
  for (uint32_t i = 0; i < count;) {
    uint32_t sentence = f[i].sentence, k = i;
    while (k < count && f[k].sentence == sentence) k++;
    Line line = {s, f + i, k - i, starts[sentence],
                 sentence + 1 < s->sentences.count ? starts[sentence + 1] : (uint32_t)s->tokens.count};
    for (int rule = 0; rule < LINE_RULES; rule++)
      if (!(found >> rule & 1) && of_a_line[rule](&line)) found |= 1u << rule;
    i = k;
  }
  return found | (uint32_t)may_repeat(s) << LINE_RULES;
}
