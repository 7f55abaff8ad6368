/* Ranges: two amounts that are the ends of one figure. */
#include <string.h>

#include "amount.h"

/* The class of the verb of change that stands within the words before token i, or 0. */
int change_near(const Scan *s, uint32_t i) {
  static const int verbs[] = {W_DOWN, W_UP, W_DOUBLED, W_TRIPLED, W_QUADRUPLED, W_HALVED, W_MULTIPLIED};
  for (uint32_t k = i, n = 0; k-- > 0 && n < 14; n++) {
    const Token *t = &TOKENS(s)[k];
    if (t->type == T_BREAK ||
        (t->type == T_MARK && (t->mark == '.' || t->mark == ';') && TOKENS(s)[k + 1].gap))
      break;
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++)
      if (is(s, k, verbs[v])) return verbs[v];
  }
  return 0;
}

static double approximate(const Number *n) {
  double v = (double)n->mantissa;
  for (int e = n->exponent; e > 0; e--) v *= 10;
  for (int e = n->exponent; e < 0; e++) v /= 10;
  return v;
}

static bool same_unit(const Amount *a, const Amount *b) {
  if (a->unit_kind != b->unit_kind) return false;
  if (a->unit_kind == U_CURRENCY)
    return a->currency->value == b->currency->value && a->currency->second == b->currency->second &&
           a->minor == b->minor;
  if (a->unit_kind == U_MEASURE) return a->unit == b->unit || a->age || b->age;
  return true;
}

/* Whether a shared sign and a currency, or two readings alike, may be one: $ and US$. */
static bool may_be_one(const Lexicon *lex, const Reading *a, const Reading *b) {
  if (a->second == b->second) return a->value == b->value;
  const Reading *shared = a->second ? a : b, *own = a->second ? b : a;
  const Group *g = &lex->group[shared->value];
  for (uint32_t k = 0; k < g->candidates; k++)
    if (lex->candidate[g->first_candidate + k] == own->value) return true;
  return false;
}

/* A magnitude at one end serves both: $10-15 billion. */
static void share_scale(Amount *a, const Amount *b, int change) {
  bool scaled_a = a->number.exponent > 0 && a->number.literal;
  bool plain_a = a->number.literal ? a->number.exponent <= 0 : a->number.exponent == 0;
  if (!plain_a || scaled_a || b->number.exponent <= 0) return;
  int power = b->number.place + (b->number.literal ? b->number.decimals : 0);
  double va = approximate(&a->number), vb = approximate(&b->number), up = va;
  for (int k = 0; k < power; k++) up *= 10;
  bool small = change ? change == W_DOWN && va < vb : va * 1000 < vb;
  bool grouped =
      a->number.grouped && !b->number.grouped; /* 3,000-3,500 million share it, 3,000-5 million not */
  if ((up <= vb * 1.0000001 || small) && !grouped && up <= vb * 1000) scale(&a->number, power);
}

/* What the unit of the one amount is, in the place and with the number of the other. */
static void share_unit(Amount *to, const Amount *from) {
  Number keep = to->number;
  uint32_t first = to->first, last = to->last;
  *to = *from;
  to->number = keep;
  to->first = first;
  to->last = last;
}

/* Whether what something came from follows within the clause: to 31 cents a litre, from 36 cents. */
static bool is_from_number(const Scan *s, uint32_t i) {
  for (uint32_t k = i; k < i + 5 && k + 1 < s->tokens.count && TOKENS(s)[k].type != T_BREAK; k++)
    if (is(s, k, W_FROM)) {
      uint32_t n = is(s, k + 1, W_CURRENCY) ? k + 2 : k + 1;
      return n < s->tokens.count && TOKENS(s)[n].type == T_NUMBER && TOKENS(s)[n].role != R_DATE;
    }
  return false;
}

/* A range behind amount a: its connector, then its other end. Gives the end, or a->last. */
uint32_t read_range(Scan *s, Amount *a, Amount *b, uint32_t opener) {
  Token *t = TOKENS(s);
  uint32_t j = a->last, count = (uint32_t)s->tokens.count;
  bool between = false, from = false, hyphen = false, word = false, closed = false,
       leads = false; /* closed: only by a word behind it; leads: by the "to" of a change */
  uint32_t before = a->first;
  while (before > opener && is(s, before - 1, W_MODIFIER) && !is(s, before - 1, W_RANGE_BETWEEN) &&
         !is(s, before - 1, W_FROM))
    before--;
  if (before > opener) {
    between = is(s, before - 1, W_RANGE_BETWEEN);
    from = is(s, before - 1, W_RANGE_OPEN) || is(s, before - 1, W_FROM);
  }
  if (!near(s, j)) return j;
  if (mark(s, j) == '-' || mark(s, j) == '~') {
    hyphen = true;
    j++;
    if (near(s, j) && is(s, j, W_RANGE_TO) && t[j].type == T_WORD) {
      if (t[a->last].gap) return a->last; /* 24 - or 30 percent */
      hyphen = false;
      word = true;
      j++;
    } /* 50- to 60-year-old */
  } else if (is(s, j, W_RANGE_TO) && (between || from || !is(s, j, W_RANGE_AND) || unspaced(s, j))) {
    word = true;
    j++;
    if (mark(s, j) == '-' && t[j].gap == GAP_NONE) j++;
  } else if (is(s, j, W_RANGE_AND)) {
    closed = !between;
    j++;
  } else if (from && is(s, j, W_TO) && t[j].type == T_WORD) { /* stieg von 40 auf 60 Millionen Euro */
    word = leads = true;
    j++;
  } else
    return a->last;
  if (!near(s, j) || j >= count) return a->last;
  if (between && near(s, j) && (is(s, j, W_FUNCTION_WORD) || is(s, j, W_ONE)) && t[j].end - t[j].begin <= 3 &&
      near(s, j + 1) && !is(s, j, W_NUMBER) && t[j].type == T_WORD)
    j++; /* entre el diez y el quince */
  uint32_t n = j;
  while (n < count && n < j + 2 && is(s, n, W_CURRENCY) && t[n].type != T_NUMBER && !is(s, n, W_NUMBER)) n++;
  if (n >= count || !near(s, n) || t[n].role || !(t[n].type == T_NUMBER || t[n].entry)) return a->last;
  s->money = a->unit_kind == U_CURRENCY;
  uint32_t end = read_amount(s, n, j, b);
  s->money = false;
  if (end == n || b->first != j) return a->last;
  if (b->number.negative) return a->last;
  if (closed && !(near(s, end) && is(s, end, W_RANGE_AFTER))) return a->last;
  bool bare_a = a->unit_kind == U_NONE, bare_b = b->unit_kind == U_NONE;
  if (a->unit_kind == U_NOUN && b->unit_kind != U_NOUN) return a->last;
  if (hyphen && ((bare_a && bare_b) || a->unit_kind == U_NOUN) && t[a->last].gap)
    return a->last; /* a dash between clauses */
  if (!bare_a && !bare_b && !same_unit(a, b)) {
    bool shared = a->unit_kind == U_CURRENCY && b->unit_kind == U_CURRENCY && !a->minor && !b->minor &&
                  may_be_one(s->lex, a->currency, b->currency);
    if (!shared) return a->last;
  }
  int change = word && from && !between ? change_near(s, a->first) : 0;
  if (word && !between && !change && before > opener && is(s, before - 1, W_FROM) &&
      ((before > opener + 1 && is(s, before - 2, W_PAST)) ||
       (!is(s, before - 1, W_RANGE_OPEN) && t[before - 1].end - t[before - 1].begin > 6)))
    change = W_UP; /* went from 2,400 to 3,000; pasó de 3 a 5 euros */
  if (change) {    /* rose from 40 to 60 million users: two figures */
    share_scale(a, b, change);
    if (bare_a) share_unit(a, b);
    return a->last;
  }
  if (leads) return a->last;
  if (word && !between && a->unit_kind == U_PERCENT && bare_b && approximate(&b->number) > 100 &&
      change_near(s, a->first))
    return a->last; /* grown 50 per cent to 7,200 */
  bool by = before > opener && is(s, before - 1, W_BY);
  bool led = before > opener && (is(s, before - 1, W_UP) || is(s, before - 1, W_DOWN));
  if (word && !between && !from && (by || led) && is_from_number(s, end))
    return a->last; /* declined by 88 to 412, from 540 */
  bool part = approximate(&a->number) < 1 && approximate(&b->number) > 1; /* by two-thirds to 3 million */
  if (word && by && !between && (!bare_a || b->unit_kind == U_CURRENCY || part))
    return a->last; /* rose by $200 to $3,400 */
  uint32_t verb = near(s, end) && is(s, end, W_TO) ? end + 1 : end;
  bool moves = near(s, verb) && (is(s, verb, W_UP) || is(s, verb, W_DOWN));
  if (word && !between && moves && unspaced(s, a->last) && (verb > end || !bare_a)) {
    share_scale(a, b, W_UP);
    if (bare_a) share_unit(a, b);
    return a->last; /* 20万円から25万円に上がった, から4ポイント下がった */
  }
  if (word && from && !bare_a && !bare_b && a->unit_kind != U_MEASURE && end < count &&
      (is(s, end, W_DATE_BEFORE)))
    return a->last;
  share_scale(a, b, 0);
  if (!a->number.negative && approximate(&a->number) >= approximate(&b->number) && !between &&
      !(from && word))
    return a->last;
  if (bare_a)
    share_unit(a, b);
  else if (bare_b || a->unit_kind == U_NOUN)
    share_unit(b, a);
  else if (a->unit_kind == U_CURRENCY && a->currency->second && !b->currency->second)
    a->currency = b->currency;
  if (near(s, end) && is(s, end, W_RANGE_AFTER)) end++;
  return end;
}
