/* Figures: which amounts are quoted numbers, with their modifiers; the records that leave the kernel. */
#include <string.h>

#include "amount.h"

/* aged 20 to 30: the word before makes it an age */
static void read_age(const Scan *s, Amount *a, uint32_t floor) {
  if (a->unit_kind != U_NONE || a->first <= floor) return;
  uint32_t k = a->first;
  while (k > floor && near(s, k) &&
         (is(s, k - 1, W_RANGE_OPEN) || is(s, k - 1, W_MODIFIER) || is(s, k - 1, W_RANGE_BETWEEN)))
    k--;
  if (k > floor && near(s, k) && is(s, k - 1, W_AGE_BEFORE)) {
    a->unit_kind = U_MEASURE;
    a->age = true;
  }
}

static bool starts_number(const Scan *s, uint32_t i) {
  static const uint64_t starts = NUMBER_STARTS;
  const Token *t = &TOKENS(s)[i];
  if (t->type == T_NUMBER) return !t->role;
  if (!(t->classes[0] & starts) || t->role) return false;
  if (t->foreign && s->text[t->begin] < 0x80 &&
      !(is(s, i, W_NUMBER) && near(s, i + 1) && t[1].foreign && is(s, i + 1, W_MAGNITUDE) &&
        is(s, i + 2, W_CURRENCY)))
    return false; /* small words of other languages are other words here; "seks milliarder kroner" is not */
  if (i && !t->gap && t[-1].type == T_NUMBER && unspaced(s, i) && !(t->classes[0] & LOW(W_MAGNITUDE)))
    return false; /* 3이 반대했다: a particle */
  return (t->classes[0] & (starts & ~LOW(W_MAGNITUDE))) ||
         (reading_of(s, i, W_MAGNITUDE)->flags & READ_GLUED);
}

/* Whether what was read is a figure, or a word that only looks like one. */
static bool is_figure(const Scan *s, uint32_t i, const Amount *a) {
  const Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count;
  if (i && t[i].type == T_WORD && t[i].gap == GAP_NONE && unspaced(s, i)) {
    if (a->last > i + 1 && t[i + 1].gap == GAP_SPACE && a->number.mantissa < 10 && !a->number.exponent &&
        t[i - 1].type == T_WORD)
      return false; /* 환율이 달러당: a particle */
    int home = s->language < 0 ? -1 : s->lex->language[s->language].currency;
    if (a->unit_kind == U_CURRENCY && a->number.mantissa < 10 && !a->number.exponent && t[i - 1].mark == 1 &&
        t[a->last - 1].end - t[a->last - 1].begin == 3 && !a->currency->second && a->currency->value != home)
      return false; /* 역삼동: a syllable of a name */
  }
  if (a->unit_kind == U_PERCENT || a->unit_kind == U_POINT || a->unit_kind == U_BASIS ||
      a->unit_kind == U_CURRENCY) {
    return true;
  }
  if (t[i].type == T_NUMBER) {
    if (a->number.mantissa == 1 && !a->number.exponent && near(s, a->last) && unspaced(s, a->last) &&
        (is(s, a->last, W_PER) || is(s, a->last, W_EACH)))
      return false; /* 1人当たり, 1인당 */
    if (is(s, i + 1, W_ORDINAL) && t[i + 1].gap == GAP_NONE) return false;
    return true;
  }
  if (is(s, i, W_FRACTION)) return true;
  if (is(s, a->last, W_MULTIPLIED) && near(s, a->last) && !unspaced(s, i))
    return true; /* four times the rate */
  bool joined = unspaced(s, i);
  bool single = a->last - i == 1 || a->unit_kind == U_NOUN;
  bool scaled = a->number.exponent > 0 || a->number.mantissa > 99;
  if (i && (is(s, i - 1, W_ORDINAL) || is(s, i - 1, W_NOT_BEFORE)) && near(s, i) && !scaled &&
      a->unit_kind != U_MEASURE)
    return false;
  if (joined) { /* single signs are parts of words far more often than numbers */
    uint32_t end = a->last;
    if (end == i + 2 && t[i + 1].gap == GAP_SPACE && !scaled && end < count && t[end].gap == GAP_NONE &&
        t[end].type == T_WORD)
      return false; /* 이 일을: this work, not two days */

    if (a->unit_kind == U_MEASURE && i && near(s, i) && is(s, i - 1, W_MODIFIER)) return true; /* 近一吨 */
    bool alone = i == 0 || t[i].gap || t[i - 1].type != T_WORD || t[i - 1].mark != 1;
    if (a->unit_kind == U_NONE && alone && a->number.mantissa >= 10 && near(s, end) &&
        is(s, end, W_MODIFIER_AFTER) && t[end].end - t[end].begin > 6)
      return true; /* 스물보다 크고 */
    if (a->unit_kind == U_NONE)
      return alone && scaled && end - i > 1 && !(end < count && t[end].gap == GAP_NONE && t[end].mark == 1);
    if (a->unit_kind == U_NOUN || a->unit_kind == U_MEASURE)
      return alone && !(end - i == 2 && end < count && t[end].gap == GAP_NONE && t[end].mark == 1 && !scaled);
    return true;
  }
  if (i && t[i - 1].role == R_FIGURE && is(s, i, W_ONE) && near(s, i)) return false; /* $4 a dozen */
  if (a->number.mantissa == 1 && a->number.exponent == 0) {
    bool measure = a->unit_kind == U_MEASURE && !a->age && t[a->last - 1].end - t[a->last - 1].begin > 2 &&
                   !is(s, i, W_ONE);                                       /* one mile, one year */
    return a->whole_one || (measure && !(i && t[i - 1].role == R_FIGURE)); /* 70 USD một thùng */
  }
  if (a->unit_kind == U_MEASURE) return true;
  if (a->unit_kind == U_NOUN) return true;
  if (i && near(s, i) && is(s, i - 1, W_MODIFIER)) { /* more than twenty */
    int m = modifier_at(s, i - 1, W_MODIFIER);
    if (m >= M_MORE && m <= M_UP_TO && !is(s, i - 1, W_FUNCTION_WORD)) return true;
  }
  if (near(s, a->last) && is(s, a->last, W_MODIFIER_AFTER) &&
      !is(s, a->last, W_FUNCTION_WORD)) { /* दस से ज़्यादा */
    int m = modifier_at(s, a->last, W_MODIFIER_AFTER);
    if (m >= M_MORE && m <= M_UP_TO) return true;
  }
  if (single && !scaled && near(s, a->last) && is(s, a->last, W_OUT_OF) && !is(s, a->last, W_RATIO_IN))
    return true; /* three of the nine judges */
  return scaled || !single || (a->unit_kind == U_NONE && a->number.exponent < 0 && a->first < i);
}

/* "spadł do 34 mln", "lækkaði um 2%": behind a verb of change the word is no bound, it leads to the new value. */
static bool leads_change(const Scan *s, uint32_t i, int modifier) {
  bool bound = modifier == M_UP_TO || modifier == M_AT_LEAST || TOKENS(s)[i].end - TOKENS(s)[i].begin <= 3;
  return bound && (is(s, i, W_TO) || is(s, i, W_BY) || is(s, i, W_FROM)) && change_near(s, i);
}

static void add_figure(Scan *s, uint32_t i, Amount *a, Amount *b, uint32_t end, uint32_t floor) {
  Token *t = TOKENS(s);
  uint32_t first = a->first, last = end;
  int modifier = M_EXACT;
  if (b) {
    modifier = M_BETWEEN;
    if (first > floor && near(s, first) && (is(s, first - 1, W_RANGE_BETWEEN))) first--;
  } else {
    for (int n = 0; n < 2 && first > floor; n++) {
      if (!near(s, first) || t[first - 1].role) break;
      int m = modifier_at(s, first - 1, W_MODIFIER);
      uint32_t at = first - 1;
      if (mark(s, at) == '-' && !t[first].gap && !t[at].gap && at > floor && is(s, at - 1, W_MODIFIER) &&
          t[at - 1].end - t[at - 1].begin == 2 && s->text[t[at - 1].begin] >= 0x80 &&
          modifier_at(s, at - 1, W_MODIFIER) != M_EXACT)
        m = modifier_at(s, --at, W_MODIFIER); /* כ-365: one letter, joined by a hyphen */
      if (m < 0 && n == 0 && first - 1 > floor &&
          (is(s, first - 1, W_ONE) || is(s, first - 1, W_FUNCTION_WORD)) &&
          t[first - 1].end - t[first - 1].begin <= 3 && near(s, first - 1)) {
        m = modifier_at(s, first - 2, W_MODIFIER);
        at = first - 2;
        if (m >= 0 && t[at].end - t[at].begin < 5) m = -1;
      }
      if (m < 0) break;
      if (t[at].mark == '-' || (t[at].mark == '+')) break;
      if (leads_change(s, at, m)) break;
      if (m != M_EXACT && (modifier == M_EXACT || modifier == M_ABOUT)) modifier = m;
      first = at;
    }
    if ((modifier == M_EXACT || modifier == M_ABOUT) && first > floor && near(s, first) &&
        !t[first - 1].role) {
      int m =
          modifier_at(s, first - 1, W_LED_MODIFIER); /* "to just under": the "to" is no part of the figure */
      if (m > M_EXACT) modifier = m;
    }
    if (near(s, last) && !t[last].role) {
      int m = modifier_at(s, last, W_MODIFIER_AFTER);
      bool glued_plus = t[last].mark == '+';
      bool reached = m == M_UP_TO && is(s, last, W_TO) && near(s, last + 1) &&
                     (is(s, last + 1, W_UP) || is(s, last + 1, W_DOWN)); /* 160엔까지 떨어졌다 */
      if (m >= 0 && !(glued_plus && t[last].gap) && !reached) {
        modifier = m == M_EXACT ? modifier : m;
        last++;
      } else
        for (uint32_t k = i; k < last; k++)
          if (is(s, k, W_MODIFIER_AFTER) && t[k].type != T_NUMBER && !is(s, k, W_MAGNITUDE)) {
            m = modifier_at(s, k, W_MODIFIER_AFTER);
            if (m > 0) modifier = m;
          }
    }
  }
  Figure *f = vec_add(&s->figures);
  memset(f, 0, sizeof *f);
  f->document = s->document;
  f->first_token = first;
  f->last_token = last;
  f->begin = t[first].begin;
  f->end = t[last - 1].end;
  f->cbegin = t[first].cbegin;
  f->cend = t[last - 1].cend;
  f->modifier = (uint8_t)modifier;
  f->unit = f->group = f->per = f->noun = f->subject = f->metric = -1;
  const Amount *u = b && b->unit_kind != U_NONE ? b : a;
  f->unit_kind = (uint8_t)u->unit_kind;
  f->per = u->per;
  if (a->prefixed) f->flags |= F_PREFIX;
  if (u->suffixed) f->flags |= F_SUFFIX;
  if (t[i].type != T_NUMBER) f->flags |= F_WORDS;
  if (b) f->flags |= F_RANGE;
  int shift = 0;
  switch (u->unit_kind) {
    case U_CURRENCY: {
      f->kind = K_MONEY;
      const Reading *c = a->currency ? a->currency : u->currency;
      if (u->currency && c->second && !u->currency->second) c = u->currency;
      if (c->second) {
        f->group = c->value;
        f->unit = -1;
      } else
        f->unit = c->value;
      if (u->minor) {
        shift = -2;
        if (c->second && s->lex->minor_digits[c->value]) shift = -(int)s->lex->minor_digits[c->value];
      }
      if (near(s, last) && is(s, last, W_PER) && near(s, last + 1)) f->flags |= F_PER;
      if (near(s, last) && is(s, last, W_EACH)) f->flags |= F_EACH;
      break;
    }
    case U_PERCENT:
    case U_POINT:
    case U_BASIS: f->kind = K_PERCENT; break;
    case U_MEASURE:
      f->kind = K_MEASURE;
      f->unit = u->unit;
      if (u->age) f->flags |= F_AGE;
      break;
    case U_NOUN:
      f->kind = K_COUNT;
      f->noun = u->noun;
      f->noun_begin = t[u->noun_token].begin;
      f->noun_end = t[u->noun_last - 1].end;
      break;
    default:
      f->kind = (is(s, i, W_FRACTION) && a->number.exponent <= 0) ||
                        (a->number.exponent < 0 && t[i].type != T_NUMBER)
                    ? K_RATIO
                    : K_COUNT;
      f->flags |= F_BARE;
  }
  Number x = a->number, y;
  x.exponent += shift;
  x.place += shift;
  if (b) {
    y = b->number;
    y.exponent += shift;
    y.place += shift;
  }
  fill_values(f, &x, b ? &y : NULL);
  for (uint32_t k = first; k < last; k++) t[k].role = R_FIGURE;
}

/* "more than 20 and less than 35" is one interval: the second figure closes the first. */
static void close_interval(Scan *s) {
  if (s->figures.count < s->first_figure + 2) return;
  Figure *b = &FIGURES(s)[s->figures.count - 1], *a = b - 1;
  bool opens = a->modifier == M_MORE || a->modifier == M_AT_LEAST,
       closes = b->modifier == M_LESS || b->modifier == M_UP_TO;
  if (!opens || !closes || a->unit_kind != b->unit_kind || a->unit != b->unit || a->noun != b->noun ||
      (a->flags & (F_RANGE | F_NEGATIVE)) || (b->flags & (F_RANGE | F_NEGATIVE)))
    return;
  if (b->first_token - a->last_token > 2) return;
  bool tied = b->first_token == a->last_token;
  for (uint32_t k = a->last_token; k < b->first_token; k++) {
    if (!near(s, k)) return;
    if (!TOKENS(s)[k].foreign && (is(s, k, W_RANGE_AND) || is(s, k, W_JOINER) || is(s, k, W_FUNCTION_WORD)))
      tied = true;
    else if (mark(s, k) != ',')
      return;
  }
  i128 low = (i128)((u128)(uint64_t)a->value_hi << 64 | a->value_lo),
       high = (i128)((u128)(uint64_t)b->value_hi << 64 | b->value_lo);
  if (!tied || !(a->valid & 2) || !(b->valid & 2) || low >= high) return;
  a->modifier = M_BETWEEN;
  a->flags |= F_RANGE;
  a->second_lo = b->first_lo;
  a->second_hi = b->first_hi;
  a->exponent2 = b->exponent;
  a->place2 = b->place;
  a->high_lo = b->value_lo;
  a->high_hi = b->value_hi;
  a->low_lo = a->value_lo;
  a->low_hi = a->value_hi;
  a->valid = 5;
  a->value_lo = 0;
  a->value_hi = 0;
  for (uint32_t k = a->last_token; k < b->last_token; k++) TOKENS(s)[k].role = R_FIGURE;
  a->last_token = b->last_token;
  a->end = b->end;
  a->cend = b->cend;
  s->figures.count--;
}

void read_figures(Scan *s) {
  s->first_figure = (uint32_t)s->figures.count;
  uint32_t count = (uint32_t)s->tokens.count, floor = 0;
  size_t at = 0;
  for (uint32_t i = 0; (i = next_of(s, &s->marked, &at, i)) < count;) {
    if (!starts_number(s, i)) {
      i++;
      continue;
    }
    Amount a, b;
    uint32_t lead = i;
    while (lead > floor && near(s, lead) &&
           (is(s, lead - 1, W_RANGE_OPEN) || is(s, lead - 1, W_MODIFIER) || is(s, lead - 1, W_RANGE_BETWEEN)))
      lead--;
    s->no_noun = lead > floor && near(s, lead) && is(s, lead - 1, W_AGE_BEFORE);
    uint32_t end = read_amount(s, i, floor, &a);
    if (end == i) {
      i++;
      continue;
    }
    if (a.number.vague || (i && is(s, i - 1, W_VAGUE) && TOKENS(s)[i].gap == GAP_NONE)) { /* 数十億, 二三十 */
      i = end;
      continue;
    }
    uint32_t to = read_range(s, &a, &b, floor);
    bool range = to > a.last;
    if (!range) to = read_minor(s, &a);
    read_age(s, &a, floor);
    if (range) {
      if (a.age && b.unit_kind == U_NONE) {
        b.unit_kind = U_MEASURE;
        b.age = true;
      }
    }
    if (!range && !is_figure(s, i, &a)) {
      i = i + 1;
      continue;
    }
    if (range && TOKENS(s)[i].type != T_NUMBER && !is_figure(s, i, &a) && !is_figure(s, i, &b) &&
        TOKENS(s)[a.first].gap == GAP_NONE) {
      i = i + 1;
      continue;
    }
    add_figure(s, i, &a, range ? &b : NULL, to, floor);
    close_interval(s);
    floor = i = FIGURES(s)[s->figures.count - 1].last_token;
  }
}
