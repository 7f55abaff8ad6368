/* Figures: a number with what stands round it — sign, currency, unit, noun, range, modifier. */
#include <string.h>

#include "kernel.h"

typedef struct {
  Number number;
  uint32_t first, last; /* tokens, end exclusive */
  const Reading *currency;
  Reading own; /* what a country's name makes of a shared one */
  bool minor, prefixed, suffixed, age, by_word, by_letter, whole_one; /* prefixed by a word, by a lone letter */
  int unit_kind, unit, per, noun; /* noun: place in the nouns, -1 none */
  uint32_t noun_token, noun_last, per_token;
} Amount;

static int mark(const Scan *s, uint32_t i) {
  return i < s->tokens.count && TOKENS(s)[i].type == T_MARK ? TOKENS(s)[i].mark : 0;
}

static bool near(const Scan *s, uint32_t i) { /* token i stands on the line of the one before */
  return i < s->tokens.count && TOKENS(s)[i].gap != GAP_LINE && TOKENS(s)[i].type != T_BREAK;
}

static bool free_token(const Scan *s, uint32_t i) { return i < s->tokens.count && !TOKENS(s)[i].role; }

static bool small_link(const Scan *s, uint32_t i) { /* de, d', di, of between a magnitude and its unit */
  const Token *t = &TOKENS(s)[i];
  return near(s, i) && t->type == T_WORD && t->end - t->begin <= 3 && (is(s, i, W_FUNCTION_WORD) || is(s, i, W_OUT_OF) || (t->end - t->begin == 1 && t->mark != 1));
}

static bool unspaced(const Scan *s, uint32_t i) {
  int size;
  return is_unspaced(decode(s->text + TOKENS(s)[i].begin, s->text + s->length, &size));
}

static const Reading *currency_reading(const Scan *s, uint32_t i) {
  if (!is(s, i, W_CURRENCY)) return NULL;
  const Reading *r = reading_of(s, i, W_CURRENCY);
  /* a word that several languages use: a currency of its own outranks a shared name */
  return r;
}

/* The currency that a country's name or adjective makes of a shared name: britische Pfund. */
static const Reading *national(const Scan *s, uint32_t country, const Reading *shared, Reading *out) {
  if (!shared->second) return NULL;
  const Reading *c = reading_of(s, country, W_COUNTRY);
  int currency = c ? s->lex->country_currency[c->value] : -1;
  if (currency < 0) return NULL;
  const Group *g = &s->lex->group[shared->value];
  for (uint32_t k = 0; k < g->candidates; k++)
    if (s->lex->candidate[g->first_candidate + k] == currency) {
      *out = *shared;
      out->value = currency; out->second = 0;
      return out;
    }
  return NULL;
}

static bool plural_looking(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  uint32_t n = t->end - t->begin;
  const uint8_t *p = s->text + t->end;
  return n > 3 && p[-1] == 's' && p[-2] != 's' && !(p[-2] == 'u' && n < 6) && !(p[-2] == 'i');
}

static bool content_word(const Scan *s, uint32_t i) {
  if (!near(s, i)) return false;
  const Token *t = &TOKENS(s)[i];
  if (t->type != T_WORD || t->role || t->mark == 1) return false;
  static const int stop[] = {W_FUNCTION_WORD, W_DATE_BEFORE, W_SAME_AMOUNT, W_OR, W_RANGE_TO, W_PER, W_EACH, W_NUMBER, W_MAGNITUDE,
                             W_FROM, W_TO, W_BY, W_VERSUS, W_OUT_OF, W_FORECAST, W_PAST, W_MODIFIER, W_MODIFIER_AFTER, W_TOTAL, W_AVERAGE,
                             W_UP, W_DOWN, W_CURRENCY, W_PERCENT, W_WEEKDAY, W_NOT_AFTER, W_OF_WHICH, W_PLUS, W_CONSISTS_OF, W_RANGE_AFTER, W_RANGE_AND, W_DOUBLED,
                             W_TRIPLED, W_HALVED, W_AT_RATE, W_SHARE};
  if (!t->entry) return true;
  bool verb = is(s, i, W_UP) || is(s, i, W_DOWN) || is(s, i, W_SHARE) || is(s, i, W_PLUS); /* fourteen sheds, 5 points */
  if (verb && plural_looking(s, i) && !is(s, i, W_FUNCTION_WORD) && !is(s, i, W_PAST) && !is(s, i, W_CONSISTS_OF)) return true;
  for (size_t k = 0; k < sizeof stop / sizeof *stop; k++) if (is(s, i, stop[k])) return false;
  return true;
}

/* The counted noun behind a number: up to three words, the head last. */
static uint32_t read_noun(const Scan *s, uint32_t j, Amount *a) {
  if (near(s, j) && is(s, j, W_COUNTER)) {
    const Reading *r = reading_of(s, j, W_COUNTER);
    a->unit_kind = U_NOUN; a->noun = r->value; a->noun_token = j; a->noun_last = j + 1;
    return j + 1;
  }
  if (!near(s, j) || s->no_noun) return j;
  if (TOKENS(s)[j].gap == GAP_NONE) { /* two-bedroom, 34-storey */
    uint32_t h = j - 1;
    if (mark(s, h) == '-' && content_word(s, j) && !TOKENS(s)[j].upper && TOKENS(s)[j].end - TOKENS(s)[j].begin > 2) {
      a->unit_kind = U_NOUN; a->noun = -1; a->noun_token = j; a->noun_last = j + 1;
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
      a->unit_kind = U_NOUN; a->noun = r ? r->value : -1; a->noun_token = k - 1; a->noun_last = k;
      return k;
    }
    if (mark(s, k) == '-' && TOKENS(s)[k].gap == GAP_NONE && k + 1 < s->tokens.count && TOKENS(s)[k + 1].gap == GAP_NONE) { k++; if (!content_word(s, k)) break; continue; }
    words++;
  }
  return j;
}

static void scale(Number *n, int exponent);

/* What the number counts: percent, currency, measure or noun, from token j on. */
static uint32_t read_unit(Scan *s, uint32_t j, Amount *a, bool word_number) {
  Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count, k = j;
  const Reading *r;
  if (k >= count || !near(s, k)) return j;
  if (is(s, k, W_MODIFIER_AFTER) && near(s, k + 1) && t[k].mark != '+' && (is(s, k + 1, W_CURRENCY) || is(s, k + 1, W_COUNTER) || is(s, k + 1, W_UNIT) || is(s, k + 1, W_TIME_UNIT))) k++; /* 30亿余元 */
  if (mark(s, k) == '-' && t[k].gap == GAP_NONE && k + 1 < count && t[k + 1].gap == GAP_NONE && t[k + 1].type == T_WORD) k++;
  if (!free_token(s, k)) return j;
  if (is(s, k, W_PERCENTAGE_POINT)) { a->unit_kind = U_POINT; return k + 1; }
  if (is(s, k, W_BASIS_POINT)) { a->unit_kind = U_BASIS; return k + 1; }
  if (is(s, k, W_PERCENT)) { a->unit_kind = U_PERCENT; return k + 1; }
  if (is(s, k, W_TENTH)) { a->unit_kind = U_PERCENT; a->number.exponent++; a->number.place++; return k + 1; }
  if (is(s, k, W_AGE)) { a->unit_kind = U_MEASURE; a->age = true; return k + 1; }
  uint32_t c = k;
  if (!is(s, c, W_CURRENCY) && !is(s, c, W_MINOR_UNIT) && small_link(s, c)) {
    c++;
    if (mark(s, c) == '\'') c++;
    if (!near(s, c) || !(is(s, c, W_CURRENCY) || is(s, c, W_MINOR_UNIT)) || (c + 1 < count && t[c + 1].type == T_NUMBER && t[c + 1].gap == GAP_NONE)) c = k;
    else if (a->number.place < 3) c = k;
  }
  if (near(s, c) && free_token(s, c) && is(s, c, W_COUNTRY) && !is(s, c, W_CURRENCY) && near(s, c + 1) && free_token(s, c + 1) && is(s, c + 1, W_CURRENCY) &&
      !(a->currency && !a->currency->second)) {
    const Reading *own = national(s, c, currency_reading(s, c + 1), &a->own);
    if (own) { a->currency = own; a->suffixed = true; a->unit_kind = U_CURRENCY; return c + 2; }
  }
  if (near(s, c) && free_token(s, c) && is(s, c, W_CURRENCY)) {
    r = currency_reading(s, c);
    bool lone = t[c].end - t[c].begin == 1 && s->text[t[c].begin] < 0x80 && is_letter(s->text[t[c].begin]);
    if (r->flags & READ_LETTER) lone = a->number.exponent <= 0 && !a->number.grouped && !a->number.decimals;
    /* a sign that belongs to the next number: 5 $6 */
    bool next = (r->flags & (READ_SYMBOL | READ_CODE)) && c + 1 < count && t[c + 1].type == T_NUMBER && !t[c + 1].role &&
                (t[c].gap == GAP_SPACE ? t[c + 1].gap == GAP_NONE || a->prefixed : c > j && t[c + 1].gap != GAP_LINE);
    bool taken = a->currency && !a->currency->second && !r->second && a->currency->value != r->value;
    if (!next && !taken && !(lone && (t[c].gap || (r->flags & READ_LETTER)))) {
      if (!a->currency || a->currency->second) a->currency = r;
      a->suffixed = true; a->unit_kind = U_CURRENCY;
      uint32_t e = c + 1;
      const Reading *m = near(s, e) && a->number.exponent <= 0 && !a->prefixed ? reading_of(s, e, W_MAGNITUDE) : NULL;
      if (m && (t[e].end - t[e].begin > 2) && t[e].type == T_WORD && !unspaced(s, e)) { scale(&a->number, m->value); return e + 1; } /* 75 USD million */
      if (near(s, e) && is(s, e, W_CURRENCY) && free_token(s, e) && !(e + 1 < count && t[e + 1].type == T_NUMBER)) { /* CDN dollars, dollars US */
        const Reading *q = currency_reading(s, e);
        if (!q->second || q->value == a->currency->value) { if (!q->second && (a->currency->second)) a->currency = q; e++; }
        else if (a->currency->second == 0 && q->second) e++;
      } else if (near(s, e) && free_token(s, e) && is(s, e, W_COUNTRY) && a->currency->second && (s->language > 0 || t[e].upper != 1)) { /* shillings kenyans */
        const Reading *own = national(s, e, a->currency, &a->own);
        if (own) { a->currency = own; e++; }
      }
      return e;
    }
  }
  int exponent;
  if (!a->currency && near(s, k) && free_token(s, k) && (r = scaled_code(s, k, &exponent))) { /* 120 MEUR */
    a->currency = r; a->suffixed = true; a->unit_kind = U_CURRENCY;
    scale(&a->number, exponent);
    return k + 1;
  }
  if (near(s, c) && free_token(s, c) && is(s, c, W_MINOR_UNIT) && !(a->currency && a->prefixed)) {
    r = reading_of(s, c, W_MINOR_UNIT);
    bool lone = t[c].end - t[c].begin == 1 && t[c].gap != GAP_NONE && s->text[t[c].begin] < 0x80;
    if (!lone) { a->currency = r; a->minor = true; a->suffixed = true; a->unit_kind = U_CURRENCY; return c + 1; }
  }
  if (a->currency) return j;
  for (int way = 0; way < 2; way++) {
    int cls = way ? W_UNIT : W_TIME_UNIT;
    if (!is(s, k, cls)) continue;
    r = reading_of(s, k, cls);
    uint16_t needs = s->lex->unit_kind[r->value];
    bool symbol = r->flags & READ_SYMBOL;
    bool lone = symbol && t[k].end - t[k].begin <= 2 && word_number;
    if (lone || (((needs & 2) || (r->flags & READ_GLUED)) && symbol && t[k].gap != GAP_NONE)) continue;
    if (symbol && t[k].end - t[k].begin == 1 && s->text[t[k].begin] < 0x80 && t[k].gap && k + 1 < count && near(s, k + 1) && t[k + 1].type == T_WORD && !is(s, k + 1, W_FUNCTION_WORD) && !is(s, k+1, W_PER)) continue;
    a->unit_kind = U_MEASURE; a->unit = r->value;
    uint32_t e = k + 1;
    if (near(s, e) && is(s, e, W_AGE)) { a->age = true; return e + 1; }
    if (near(s, e) && is(s, e, W_PER) && near(s, e + 1)) {
      const Reading *q = reading_of(s, e + 1, W_TIME_UNIT);
      if (!q) q = reading_of(s, e + 1, W_UNIT);
      if (q && !(q->value == a->unit)) { a->per = q->value; return e + 2; }
    }
    return e;
  }
  uint32_t e = read_noun(s, k == j ? j : k, a);
  return e > k ? e : j;
}

static int modifier_at(const Scan *s, uint32_t i, int cls);

/* A code with its magnitude before it: MEUR, MAUD, KUSD. Gives the currency and the exponent. */
const Reading *scaled_code(const Scan *s, uint32_t i, int *exponent) {
  const Token *t = &TOKENS(s)[i];
  if (t->type != T_WORD || t->entry || t->upper != 2 || t->end - t->begin != 4) return NULL;
  const uint8_t *p = s->text + t->begin, *stop = NULL;
  uint32_t code = lexicon_match(s->lex, p + 1, p + 4, &stop) & ENTRY_MASK;
  if (!code || stop != p + 4) return NULL;
  const Reading *r = reading_in(s->lex, code, W_CURRENCY, s->language);
  uint32_t letter = lexicon_match(s->lex, p, p + 1, &stop) & ENTRY_MASK;
  const Reading *m = letter ? reading_in(s->lex, letter, W_MAGNITUDE, 0) : NULL;
  if (!r || !(r->flags & READ_CODE) || !m) return NULL;
  *exponent = m->value;
  return r;
}

static void scale(Number *n, int exponent) { n->exponent += exponent; n->place += exponent; }

/* Hundredths told behind the whole: 3 dollars 50 cents, 2222円13銭, 15 dollars 50. */
static uint32_t read_minor(Scan *s, Amount *a) {
  Token *t = TOKENS(s);
  uint32_t end = a->last;
  if (a->unit_kind != U_CURRENCY || a->minor || !a->suffixed || a->number.exponent < 0 || a->number.place > 2) return end;
  for (int level = 0; level < 2; level++) {
    uint32_t k = end;
    if (!near(s, k)) return end;
    if (is(s, k, W_JOINER) || (is(s, k, W_FUNCTION_WORD) && t[k].end - t[k].begin <= 4) || is(s, k, W_RANGE_AND)) k++;
    if (!near(s, k) || t[k].role) return end;
    Number n;
    uint32_t e = parse_number(s, k, &n, false);
    if (e == k || n.exponent || n.mantissa > 99 || n.decimals) return end;
    const Reading *minor = near(s, e) ? reading_of(s, e, W_MINOR_UNIT) : NULL;
    int digits = 2;
    if (minor) { if (minor->second && s->lex->minor_digits[minor->value]) digits = s->lex->minor_digits[minor->value]; e++; }
    else {
      bool ends = e >= s->tokens.count || t[e].type == T_BREAK || t[e].gap == GAP_LINE || (t[e].type == T_MARK && t[e].mark && t[e].mark != '-' && t[e].mark != '/' && !t[e].entry);
      if (level || k != end || n.mantissa < 10 || !ends || t[end - 1].gap == GAP_NONE) return end;
    }
    if (digits > 2 || (minor && a->number.exponent < -digits + 1)) return end;
    while (a->number.exponent > -digits) { a->number.mantissa *= 10; a->number.exponent--; }
    a->number.mantissa += n.mantissa;
    a->number.place = a->number.exponent;
    end = a->last = e;
    if (!minor) break;
  }
  return end;
}

/* One amount: currency or sign before, the number at i, unit behind. Its end, or i if there is none. */
static uint32_t read_amount(Scan *s, uint32_t i, uint32_t floor, Amount *a) {
  Token *t = TOKENS(s);
  memset(a, 0, sizeof *a);
  a->unit = a->per = a->noun = -1;
  a->first = i;
  uint32_t b = i;
  if (b > floor && near(s, b) && t[b - 1].role == R_FREE) {
    if (is(s, b - 1, W_CURRENCY)) {
      const Reading *r = currency_reading(s, b - 1);
      bool letter = (r->flags & READ_LETTER) || (t[b - 1].end - t[b - 1].begin == 1 && s->text[t[b - 1].begin] < 0x80 && is_letter(s->text[t[b - 1].begin]));
      bool word = !(r->flags & (READ_SYMBOL | READ_CODE));
      bool verb = word && (is(s, b - 1, W_PAST) || is(s, b - 1, W_UP) || is(s, b - 1, W_DOWN) || is(s, b - 1, W_FUNCTION_WORD));
      if (!(letter && t[b].gap && !(r->flags & READ_LETTER)) && !verb) { a->currency = r; a->first = b - 1; a->prefixed = true; a->by_word = word; a->by_letter = letter; }
      if (a->prefixed && b - 1 > floor && near(s, b - 1) && is(s, b - 2, W_CURRENCY) && t[b - 2].role == R_FREE) { /* USD $5 */
        const Reading *q = currency_reading(s, b - 2);
        if (!q->second && r->second) { a->currency = q; a->first = b - 2; }
        else if ((q->flags & READ_SYMBOL) == 0 && q->second == r->second && q->value == r->value) a->first = b - 2;
      }
    }
  }
  int coded = 0;
  if (!a->currency && b > floor && near(s, b) && t[b - 1].role == R_FREE) {
    const Reading *r = scaled_code(s, b - 1, &coded);
    if (r) { a->currency = r; a->first = b - 1; a->prefixed = true; }
  }
  uint32_t f = a->first;
  if (f > floor && (mark(s, f - 1) == '-' || mark(s, f - 1) == '+') && t[f - 1].role == R_FREE && t[f].gap == GAP_NONE &&
      (t[f - 1].gap != GAP_NONE || f - 1 == 0 || (t[f - 2].type == T_MARK))) { a->first = f - 1; a->number.negative = mark(s, f - 1) == '-'; }
  else if (f > floor && is(s, f - 1, W_MINUS) && near(s, f) && t[f - 1].type == T_WORD) { a->first = f - 1; a->number.negative = 1; }
  if (a->prefixed && t[i - 1].gap != GAP_LINE && i >= 2 && mark(s, i - 2) == '-' && a->first == i - 1 && t[i - 1].gap == GAP_NONE && i - 2 >= floor && (i < 3 || t[i - 2].gap)) { a->first = i - 2; a->number.negative = 1; }
  uint8_t negative = a->number.negative;

  const Reading *r;
  uint32_t j;
  if ((r = reading_of(s, i, W_PERCENT_BEFORE)) && t[i].type != T_NUMBER) { /* yüzde 30, 百分之三 */
    if (!near(s, i + 1)) return i;
    j = parse_number(s, i + 1, &a->number, false);
    if (j == i + 1) return i;
    a->unit_kind = U_PERCENT;
    a->number.negative = negative;
    if (near(s, j) && is(s, j, W_PERCENTAGE_POINT)) j++;
    a->last = j;
    return j;
  }
  if (is(s, i, W_ONE) && !is(s, i, W_NUMBER)) { /* less than an hour */
    if (i > floor && near(s, i) && near(s, i + 1) && is(s, i + 1, W_TIME_UNIT) && is(s, i - 1, W_MODIFIER) && modifier_at(s, i - 1, W_MODIFIER) != M_EXACT) {
      a->number = (Number){.mantissa = 1, .valid = 1};
      a->unit_kind = U_MEASURE; a->unit = reading_of(s, i + 1, W_TIME_UNIT)->value; a->last = i + 2; a->whole_one = true;
      return i + 2;
    }
  }
  bool word = t[i].type != T_NUMBER;
  j = parse_number(s, i, &a->number, a->prefixed || s->money);
  a->number.negative = negative;
  if (coded && j > i) scale(&a->number, coded);
  if ((a->by_word || a->by_letter) && j > i) { /* R26 and won 3 are amounts only if the number is one of money */
    bool amount = a->number.exponent > 0 || a->number.grouped || (a->by_letter && a->number.decimals);
    if (!amount && a->by_letter) return i;
    if (!amount && s->language <= 0) { a->currency = NULL; a->prefixed = false; a->first = i; }
  }
  if (j == i) {
    r = reading_of(s, i, W_FRACTION);
    if (!r) return i;
    /* half a million, a third of: a part */
    u128 top = (u128)r->value, bottom = (u128)r->second;
    int e = 0;
    while (top % bottom && e > -18) { top *= 10; e--; }
    a->number = (Number){.mantissa = top / bottom, .exponent = e, .place = e, .valid = 1, .negative = negative};
    j = i + 1;
    uint32_t k = j;
    if (is(s, k, W_OUT_OF) && is(s, k + 1, W_ONE)) k++;
    if (is(s, k, W_ONE)) k++;
    const Reading *of = reading_of(s, k, W_MAGNITUDE);
    if (of && near(s, k) && t[k].type == T_WORD && t[k].end - t[k].begin > 1) {
      a->number.exponent += of->value; a->number.place = a->number.exponent;
      j = k + 1;
    } else {
      bool led = i && near(s, i) && (is(s, i - 1, W_BY) || is(s, i - 1, W_MODIFIER));
      if (i > 1 && near(s, i) && near(s, i - 1) && is(s, i - 1, W_FUNCTION_WORD) && t[i - 1].end - t[i - 1].begin <= 3 && is(s, i - 2, W_MODIFIER)) led = true; /* más de la mitad */
      bool of = near(s, j) && is(s, j, W_OUT_OF);
      if (!led && !of) return i;
      if (i && (is(s, i - 1, W_ORDINAL) || is(s, i - 1, W_QUARTER)) ) return i;
      if (near(s, j) && is(s, j, W_TIME_UNIT)) return i;
      a->last = j;
      return j;
    }
  }
  if (!word && j == i + 1 && near(s, j) && j + 2 < s->tokens.count && t[j].type == T_NUMBER && !t[j].role && mark(s, j + 1) == '/' && t[j + 1].gap == GAP_NONE &&
      t[j + 2].type == T_NUMBER && t[j + 2].gap == GAP_NONE && a->number.exponent == 0) { /* 7 3/4 */
    const Number *n = &NUMBERS(s)[t[j].number], *d = &NUMBERS(s)[t[j + 2].number];
    if (n->valid && d->valid && !n->decimals && !d->decimals && d->mantissa > 1 && d->mantissa <= 64 && n->mantissa < d->mantissa && a->number.mantissa < 1000000) {
      u128 top = n->mantissa;
      int e = 0;
      u128 power = 1;
      while (top % d->mantissa && e > -9) { top *= 10; e--; power *= 10; }
      a->number.mantissa = a->number.mantissa * power + top / d->mantissa;
      a->number.exponent = a->number.place = e;
      j += 3;
    }
  }
  /* 1/4 in digits */
  if (near(s, j) && is(s, j, W_FRACTION_OF) && near(s, j + 1) && !a->prefixed && a->number.mantissa && a->number.exponent >= 0) { /* 五分之三, 千分の2 */
    Number part;
    uint32_t k = parse_number(s, j + 1, &part, false);
    u128 whole = a->number.mantissa;
    for (int e = a->number.exponent; e > 0 && whole < 1000000000; e--) whole *= 10;
    if (k > j + 1 && whole <= 1000000000 && part.mantissa < ((u128)1 << 90)) {
      bool hundred = whole == 100 || whole == 1000 || whole == 10000 || whole == 100000000 || whole == 10000000;
      u128 top = hundred ? part.mantissa * 100 : part.mantissa;
      int e = part.exponent;
      while (top % whole && e > -24) { top *= 10; e--; }
      a->number.mantissa = top / whole; a->number.exponent = a->number.place = e;
      if (hundred) a->unit_kind = U_PERCENT;
      a->last = k;
      return k;
    }
  }
  if (!word && mark(s, j) == '/' && j + 1 < s->tokens.count && t[j].gap == GAP_NONE && t[j + 1].gap == GAP_NONE && t[j + 1].type == T_NUMBER && j == i + 1) {
    const Number *d = &NUMBERS(s)[t[j + 1].number];
    if (d->valid && !d->decimals && d->mantissa > 1 && d->mantissa <= 100 && a->number.mantissa < d->mantissa && !a->number.decimals) {
      u128 top = a->number.mantissa;
      int e = 0;
      while (top % d->mantissa && e > -18) { top *= 10; e--; }
      a->number.mantissa = top / d->mantissa; a->number.exponent = a->number.place = e;
      j += 2;
    }
  }
  if (word && j == i + 1 && near(s, j) && is(s, j, W_RATIO_IN) && near(s, j + 1) && !TOKENS(s)[j + 1].role) { /* one in five */
    Number whole;
    uint32_t k = parse_number(s, j + 1, &whole, false);
    if (k > j + 1 && whole.exponent == 0 && whole.mantissa > a->number.mantissa && whole.mantissa <= 1000 && a->number.exponent == 0 && !whole.decimals &&
        !(k < s->tokens.count && near(s, k) && (is(s, k, W_TIME_UNIT) || is(s, k, W_CURRENCY)))) {
      u128 top = a->number.mantissa;
      int e = 0;
      while (top % whole.mantissa && e > -18) { top *= 10; e--; }
      a->number.mantissa = top / whole.mantissa; a->number.exponent = a->number.place = e;
      a->last = k;
      return k;
    }
  }
  if (word && t[i].type == T_WORD && j == i + 1 && (r = reading_of(s, i, W_NUMBER)) && j < s->tokens.count) {
    const Reading *q = NULL; /* two thirds, three quarters of */
    if (near(s, j) && (q = reading_of(s, j, W_FRACTION))) {
      u128 top = (u128)r->value * (u128)q->value, bottom = (u128)q->second;
      int e = 0;
      while (top % bottom && e > -18) { top *= 10; e--; }
      a->number.mantissa = top / bottom; a->number.exponent = a->number.place = e;
      j++;
      a->last = j;
      return j;
    }
  }
  uint32_t e = read_unit(s, j, a, word);
  uint32_t hint = i;
  while (hint > floor && near(s, hint) && is(s, hint - 1, W_MODIFIER)) hint--;
  if (hint > floor && near(s, hint) && is(s, hint - 1, W_TARGET_CURRENCY) && !a->prefixed) { /* 折合新台幣 31 億元 */
    r = reading_of(s, hint - 1, W_TARGET_CURRENCY);
    if (a->unit_kind == U_CURRENCY && a->currency->second && !a->minor && !r->second) a->currency = r;
    else if (a->unit_kind == U_NONE || (a->unit_kind == U_NOUN && a->number.place >= 3)) { a->currency = r; a->unit_kind = U_CURRENCY; if (e != j) e = j; }
  }
  if (e == j && !a->prefixed && mark(s, j) == '(' && (is(s, j + 1, W_CURRENCY) || (j + 1 < s->tokens.count && t[j + 1].type == T_NUMBER))) { /* 1.2 billion (US$150 million) yuan */
    uint32_t k = j + 2;
    while (k < j + 9 && k < s->tokens.count && mark(s, k) != ')' && t[k].type != T_BREAK) k++;
    if (mark(s, k) == ')' && near(s, k + 1)) {
      uint32_t m = k + 1;
      if (is(s, m, W_MAGNITUDE) && t[m].type == T_WORD && a->number.exponent <= 0) { a->number.exponent += reading_of(s, m, W_MAGNITUDE)->value; a->number.place += reading_of(s, m, W_MAGNITUDE)->value; }
      else if (is(s, m, W_CURRENCY) && !(m + 1 < s->tokens.count && t[m + 1].type == T_NUMBER && t[m + 1].gap == GAP_NONE)) { a->currency = currency_reading(s, m); a->unit_kind = U_CURRENCY; a->suffixed = true; }
    }
  }
  if (a->unit_kind == U_NONE && e == j && i > 1 && near(s, i) && is(s, i - 1, W_OUT_OF) && is(s, i - 2, W_PERCENT) && t[i - 2].role == R_FREE && i - 2 >= floor) { /* percent of ten */
    a->unit_kind = U_PERCENT;
    a->first = i - 2;
  }
  if (a->prefixed) a->unit_kind = U_CURRENCY;
  a->last = e > j ? e : j;
  return a->last;
}

static u128 power10(int e) { u128 p = 1; while (e-- > 0) p *= 10; return p; }

/* mantissa * 10^exponent in millionths; false where it does not fit DECIMAL(38, 6). */
static bool millionths(u128 m, int e, i128 *out) {
  static const u128 room = ((u128)5421010862427522170ULL << 64) + 687399551400673280ULL; /* 10^38 */
  e += 6;
  if (e < 0) { if (e < -38) { *out = 0; return true; } u128 d = power10(-e); *out = (i128)((m + d / 2) / d); return true; }
  while (e--) { if (m >= room / 10) return false; m *= 10; }
  if (m >= room) return false;
  *out = (i128)m;
  return true;
}

typedef struct { i128 v; bool ok; } Amount6;

static Amount6 spread(u128 m, int e, int place, int twentieths, int sign) { /* value +- (twentieths/20) of the last place */
  int low = place - 2 < e ? place - 2 : e;
  Amount6 none = {0, false};
  if (e - low > 37 || place - low > 37) return none;
  u128 base = m;
  for (int k = e - low; k > 0; k--) { if (base > ((u128)1 << 124)) return none; base *= 10; }
  u128 half = (u128)(twentieths * 5) * power10(place - 2 - low);
  if (sign < 0 && half > base) base = 0; else base = sign < 0 ? base - half : base + half;
  Amount6 out;
  out.ok = millionths(base, low, &out.v);
  return out;
}

static void put(uint64_t *lo, int64_t *hi, i128 v) { *lo = (uint64_t)v; *hi = (int64_t)(v >> 64); }

/* The interval that the digits and the modifier leave open (DESIGN: half a unit in the last place). */
static void fill_values(Figure *f, const Number *a, const Number *b) {
  f->first_lo = (uint64_t)a->mantissa; f->first_hi = (uint64_t)(a->mantissa >> 64);
  f->exponent = (int16_t)a->exponent; f->place = (int16_t)a->place;
  Amount6 low = {0, false}, value = {0, false}, high = {0, false};
  if (b) {
    f->second_lo = (uint64_t)b->mantissa; f->second_hi = (uint64_t)(b->mantissa >> 64);
    f->exponent2 = (int16_t)b->exponent; f->place2 = (int16_t)b->place;
    low.ok = millionths(a->mantissa, a->exponent, &low.v);
    high.ok = millionths(b->mantissa, b->exponent, &high.v);
    if (!low.ok || !high.ok) f->flags |= F_TOO_LARGE;
    if (a->negative) { low.v = -low.v; f->flags |= F_NEGATIVE; }
  } else {
    value.ok = millionths(a->mantissa, a->exponent, &value.v);
    if (!value.ok) f->flags |= F_TOO_LARGE;
    int place = a->place;
    switch (f->modifier) {
      case M_ABOUT: low = spread(a->mantissa, a->exponent, place, 20, -1); high = spread(a->mantissa, a->exponent, place, 20, 1); break;
      case M_MORE: case M_AT_LEAST: low = value; break;
      case M_LESS: case M_UP_TO: high = value; break;
      case M_NEARLY: low = spread(a->mantissa, a->exponent, place, 20, -1); high = value; break;
      default: low = spread(a->mantissa, a->exponent, place, 10, -1); high = spread(a->mantissa, a->exponent, place, 10, 1);
    }
    if (a->negative) {
      Amount6 x = low;
      low = high; high = x;
      low.v = -low.v; high.v = -high.v; value.v = -value.v;
      f->flags |= F_NEGATIVE;
    }
  }
  f->valid = (uint8_t)((low.ok ? 1 : 0) | (value.ok ? 2 : 0) | (high.ok ? 4 : 0));
  put(&f->low_lo, &f->low_hi, low.ok ? low.v : 0);
  put(&f->value_lo, &f->value_hi, value.ok ? value.v : 0);
  put(&f->high_lo, &f->high_hi, high.ok ? high.v : 0);
}

static bool change_near(const Scan *s, uint32_t i) { /* a verb of change within the words before */
  for (uint32_t k = i, n = 0; k-- > 0 && n < 14; n++) {
    const Token *t = &TOKENS(s)[k];
    if (t->type == T_BREAK || (t->type == T_MARK && (t->mark == '.' || t->mark == ';') && TOKENS(s)[k + 1].gap)) break;
    if (is(s, k, W_UP) || is(s, k, W_DOWN) || is(s, k, W_DOUBLED) || is(s, k, W_TRIPLED) || is(s, k, W_QUADRUPLED) || is(s, k, W_HALVED)) return true;
  }
  return false;
}

static double approximate(const Number *n) {
  double v = (double)n->mantissa;
  for (int e = n->exponent; e > 0; e--) v *= 10;
  for (int e = n->exponent; e < 0; e++) v /= 10;
  return v;
}

static bool same_unit(const Amount *a, const Amount *b) {
  if (a->unit_kind != b->unit_kind) return false;
  if (a->unit_kind == U_CURRENCY) return a->currency->value == b->currency->value && a->currency->second == b->currency->second && a->minor == b->minor;
  if (a->unit_kind == U_MEASURE) return a->unit == b->unit || a->age || b->age;
  return true;
}

/* A range behind amount a: its connector, then its other end. Gives the end, or a->last. */
static uint32_t read_range(Scan *s, Amount *a, Amount *b, uint32_t opener) {
  Token *t = TOKENS(s);
  uint32_t j = a->last, count = (uint32_t)s->tokens.count;
  bool between = false, from = false, hyphen = false, word = false, closed = false; /* closed: only by a word behind it */
  uint32_t before = a->first;
  while (before > opener && is(s, before - 1, W_MODIFIER) && !is(s, before - 1, W_RANGE_BETWEEN)) before--;
  if (before > opener) { between = is(s, before - 1, W_RANGE_BETWEEN); from = is(s, before - 1, W_RANGE_OPEN) || is(s, before - 1, W_FROM); }
  if (!near(s, j)) return j;
  if (mark(s, j) == '-' || mark(s, j) == '~') {
    hyphen = true; j++;
    if (near(s, j) && is(s, j, W_RANGE_TO) && t[j].type == T_WORD) { hyphen = false; word = true; j++; } /* 50- to 60-year-old */
  } else if (is(s, j, W_RANGE_TO) && (between || from || !is(s, j, W_RANGE_AND) || unspaced(s, j))) { word = true; j++; if (mark(s, j) == '-' && t[j].gap == GAP_NONE) j++; }
  else if (is(s, j, W_RANGE_AND)) { closed = !between; j++; }
  else return a->last;
  if (!near(s, j) || j >= count) return a->last;
  if (between && near(s, j) && (is(s, j, W_FUNCTION_WORD) || is(s, j, W_ONE)) && t[j].end - t[j].begin <= 3 && near(s, j + 1) && !is(s, j, W_NUMBER) && t[j].type == T_WORD) j++; /* entre el diez y el quince */
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
  if (hyphen && bare_a && bare_b && t[a->last].gap) return a->last; /* a dash between clauses */
  if (!bare_a && !bare_b && !same_unit(a, b)) {
    bool shared = a->unit_kind == U_CURRENCY && b->unit_kind == U_CURRENCY && (a->currency->second || b->currency->second);
    if (!shared) return a->last;
  }
  if (word && from && !between && change_near(s, a->first)) return a->last;
  if (word && !between && near(s, end) && (is(s, end, W_UP) || is(s, end, W_DOWN))) return a->last; /* から4ポイント下がった */
  if (word && from && !bare_a && !bare_b && a->unit_kind != U_MEASURE && end < count && (is(s, end, W_DATE_BEFORE))) return a->last;
  (void)from;
  /* a magnitude at one end serves both: $10-15 billion */
  bool scaled_a = a->number.exponent > 0 && a->number.literal, scaled_b = b->number.exponent > 0 && b->number.literal;
  bool plain_a = a->number.literal ? a->number.exponent <= 0 : a->number.exponent == 0;
  if (plain_a && !scaled_a && (scaled_b || (!b->number.literal && b->number.exponent > 0) || (b->number.exponent > 0))) {
    int power = b->number.place + (b->number.literal ? b->number.decimals : 0);
    double va = approximate(&a->number), vb = approximate(&b->number);
    double up = va;
    for (int k = 0; k < power; k++) up *= 10;
    if ((up <= vb * 1.0000001 || va * 1000 < vb) && !a->number.grouped && up <= vb * 1000) scale(&a->number, power);
  }
  if (!a->number.negative && approximate(&a->number) >= approximate(&b->number) && !between && !(from && word)) return a->last;
  if (bare_a || (a->unit_kind == U_CURRENCY && bare_b) || a->unit_kind == U_NOUN) {
    Amount *from_amount = bare_a ? b : a, *to_amount = bare_a ? a : b;
    Number keep = to_amount->number;
    uint32_t f = to_amount->first, l = to_amount->last;
    *to_amount = *from_amount;
    to_amount->number = keep; to_amount->first = f; to_amount->last = l;
  } else if (bare_b) {
    Number keep = b->number; uint32_t f = b->first, l = b->last;
    *b = *a; b->number = keep; b->first = f; b->last = l;
  } else if (a->unit_kind == U_CURRENCY && a->currency->second && !b->currency->second) a->currency = b->currency;
  if (near(s, end) && is(s, end, W_RANGE_AFTER)) end++;
  return end;
}

/* aged 20 to 30: the word before makes it an age */
static void read_age(const Scan *s, Amount *a, uint32_t floor) {
  if (a->unit_kind != U_NONE || a->first <= floor) return;
  uint32_t k = a->first;
  while (k > floor && near(s, k) && (is(s, k - 1, W_RANGE_OPEN) || is(s, k - 1, W_MODIFIER) || is(s, k - 1, W_RANGE_BETWEEN))) k--;
  if (k > floor && near(s, k) && is(s, k - 1, W_AGE_BEFORE)) { a->unit_kind = U_MEASURE; a->age = true; }
}

static int modifier_at(const Scan *s, uint32_t i, int cls) {
  static const uint8_t names[] = {M_EXACT, M_ABOUT, M_MORE, M_LESS, M_AT_LEAST, M_UP_TO, M_NEARLY};
  const Reading *r = reading_of(s, i, cls);
  return r && r->value >= 0 && r->value < 7 ? names[r->value] : -1;
}

#define LOW(c) ((c) < 64 ? 1ULL << ((c) & 63) : 0)

static bool starts_number(const Scan *s, uint32_t i) {
  _Static_assert(W_PERCENT_BEFORE < 64, "the classes that start a number stand among the first 64");
  static const uint64_t starts = LOW(W_NUMBER) | LOW(W_FRACTION) | LOW(W_ONE) | LOW(W_MULTIPLE) | LOW(W_PERCENT_BEFORE) | LOW(W_MAGNITUDE);
  const Token *t = &TOKENS(s)[i];
  if (t->type == T_NUMBER) return !t->role;
  if (!(t->classes[0] & starts) || t->role) return false;
  return (t->classes[0] & (starts & ~LOW(W_MAGNITUDE))) || (reading_of(s, i, W_MAGNITUDE)->flags & READ_GLUED);
}

/* Whether what was read is a figure, or a word that only looks like one. */
static bool is_figure(const Scan *s, uint32_t i, const Amount *a) {
  const Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count;
  if (a->unit_kind == U_PERCENT || a->unit_kind == U_POINT || a->unit_kind == U_BASIS || a->unit_kind == U_CURRENCY) {
    return true;
  }
  if (t[i].type == T_NUMBER) {
    if (is(s, i + 1, W_ORDINAL) && t[i + 1].gap == GAP_NONE) return false;
    return true;
  }
  if (is(s, i, W_FRACTION)) return true;
  bool joined = unspaced(s, i);
  bool single = a->last - i == 1 || a->unit_kind == U_NOUN;
  bool scaled = a->number.exponent > 0 || a->number.mantissa > 99;
  if (i && (is(s, i - 1, W_ORDINAL) || is(s, i - 1, W_NOT_BEFORE)) && near(s, i) && !scaled && a->unit_kind != U_MEASURE) return false;
  if (joined) { /* single signs are parts of words far more often than numbers */
    uint32_t end = a->last;
    bool alone = i == 0 || t[i].gap || t[i - 1].type != T_WORD || t[i - 1].mark != 1;
    if (a->unit_kind == U_NONE) return alone && scaled && end - i > 1 && !(end < count && t[end].gap == GAP_NONE && t[end].mark == 1);
    if (a->unit_kind == U_NOUN || a->unit_kind == U_MEASURE) return alone && !(end - i == 2 && end < count && t[end].gap == GAP_NONE && t[end].mark == 1 && !scaled);
    return true;
  }
  if (a->number.mantissa == 1 && a->number.exponent == 0) return a->whole_one;
  if (a->unit_kind == U_MEASURE) return true;
  if (a->unit_kind == U_NOUN) return true;
  if (i && near(s, i) && is(s, i - 1, W_MODIFIER)) { /* more than twenty */
    int m = modifier_at(s, i - 1, W_MODIFIER);
    if (m >= M_MORE && m <= M_UP_TO && !is(s, i - 1, W_FUNCTION_WORD)) return true;
  }
  if (single && !scaled && near(s, a->last) && is(s, a->last, W_OUT_OF) && !is(s, a->last, W_RATIO_IN)) return true; /* three of the nine judges */
  return scaled || !single;
}

static void add_figure(Scan *s, uint32_t i, Amount *a, Amount *b, uint32_t end, uint32_t floor) {
  Token *t = TOKENS(s);
  uint32_t first = a->first, last = end;
  int modifier = M_EXACT;
  if (b) {
    modifier = M_BETWEEN;
    if (first > floor && near(s, first) && (is(s, first - 1, W_RANGE_BETWEEN) )) first--;
  } else {
    for (int n = 0; n < 2 && first > floor; n++) {
      if (!near(s, first) || t[first - 1].role) break;
      int m = modifier_at(s, first - 1, W_MODIFIER);
      uint32_t at = first - 1;
      if (m < 0 && n == 0 && first - 1 > floor && (is(s, first - 1, W_ONE) || is(s, first - 1, W_FUNCTION_WORD)) && t[first - 1].end - t[first - 1].begin <= 3 && near(s, first - 1)) {
        m = modifier_at(s, first - 2, W_MODIFIER);
        at = first - 2;
        if (m >= 0 && t[at].end - t[at].begin < 5) m = -1;
      }
      if (m < 0) break;
      if (t[at].mark == '-' || (t[at].mark == '+' )) break;
      if (m != M_EXACT && (modifier == M_EXACT || modifier == M_ABOUT)) modifier = m;
      first = at;
    }
    if (near(s, last) && !t[last].role) {
      int m = modifier_at(s, last, W_MODIFIER_AFTER);
      bool glued_plus = t[last].mark == '+';
      if (m >= 0 && !(glued_plus && t[last].gap)) { modifier = m == M_EXACT ? modifier : m; last++; }
      else for (uint32_t k = i; k < last; k++) if (is(s, k, W_MODIFIER_AFTER) && t[k].type != T_NUMBER && !is(s, k, W_MAGNITUDE)) { m = modifier_at(s, k, W_MODIFIER_AFTER); if (m > 0) modifier = m; }
    }
  }
  Figure *f = vec_add(&s->figures);
  memset(f, 0, sizeof *f);
  f->document = s->document;
  f->first_token = first; f->last_token = last;
  f->begin = t[first].begin; f->end = t[last - 1].end;
  f->cbegin = t[first].cbegin; f->cend = t[last - 1].cend;
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
      if (c->second) { f->group = c->value; f->unit = -1; } else f->unit = c->value;
      if (u->minor) { shift = -2; if (c->second && s->lex->minor_digits[c->value]) shift = -(int)s->lex->minor_digits[c->value]; }
      if (near(s, last) && is(s, last, W_PER) && near(s, last + 1)) f->flags |= F_PER;
      if (near(s, last) && is(s, last, W_EACH)) f->flags |= F_EACH;
      break;
    }
    case U_PERCENT: case U_POINT: case U_BASIS: f->kind = K_PERCENT; break;
    case U_MEASURE: f->kind = K_MEASURE; f->unit = u->unit; if (u->age) f->flags |= F_AGE; break;
    case U_NOUN: f->kind = K_COUNT; f->noun = u->noun; f->noun_begin = t[u->noun_token].begin; f->noun_end = t[u->noun_last - 1].end; break;
    default: f->kind = is(s, i, W_FRACTION) || (a->number.exponent < 0 && t[i].type != T_NUMBER) ? K_RATIO : K_COUNT; f->flags |= F_BARE;
  }
  Number x = a->number, y;
  x.exponent += shift; x.place += shift;
  if (b) { y = b->number; y.exponent += shift; y.place += shift; }
  fill_values(f, &x, b ? &y : NULL);
  for (uint32_t k = first; k < last; k++) t[k].role = R_FIGURE;
}

static bool t_word(const Scan *s, uint32_t i) { return TOKENS(s)[i].type != T_NUMBER; }

/* "more than 20 and less than 35" is one interval: the second figure closes the first. */
static void close_interval(Scan *s) {
  if (s->figures.count < s->first_figure + 2) return;
  Figure *b = &FIGURES(s)[s->figures.count - 1], *a = b - 1;
  bool opens = a->modifier == M_MORE || a->modifier == M_AT_LEAST, closes = b->modifier == M_LESS || b->modifier == M_UP_TO;
  if (!opens || !closes || a->unit_kind != b->unit_kind || a->unit != b->unit || a->noun != b->noun || (a->flags & (F_RANGE | F_NEGATIVE)) || (b->flags & (F_RANGE | F_NEGATIVE))) return;
  if (b->first_token - a->last_token > 2) return;
  bool tied = b->first_token == a->last_token;
  for (uint32_t k = a->last_token; k < b->first_token; k++) {
    if (!near(s, k)) return;
    if (is(s, k, W_RANGE_AND) || is(s, k, W_JOINER) || is(s, k, W_FUNCTION_WORD)) tied = true;
    else if (mark(s, k) != ',') return;
  }
  i128 low = (i128)((u128)(uint64_t)a->value_hi << 64 | a->value_lo), high = (i128)((u128)(uint64_t)b->value_hi << 64 | b->value_lo);
  if (!tied || !(a->valid & 2) || !(b->valid & 2) || low >= high) return;
  a->modifier = M_BETWEEN; a->flags |= F_RANGE;
  a->second_lo = b->first_lo; a->second_hi = b->first_hi; a->exponent2 = b->exponent; a->place2 = b->place;
  a->high_lo = b->value_lo; a->high_hi = b->value_hi; a->low_lo = a->value_lo; a->low_hi = a->value_hi;
  a->valid = 5;
  a->value_lo = 0; a->value_hi = 0;
  for (uint32_t k = a->last_token; k < b->last_token; k++) TOKENS(s)[k].role = R_FIGURE;
  a->last_token = b->last_token; a->end = b->end; a->cend = b->cend;
  s->figures.count--;
  }

void read_figures(Scan *s) {
  s->first_figure = (uint32_t)s->figures.count;
  uint32_t count = (uint32_t)s->tokens.count, floor = 0;
  for (uint32_t i = 0; i < count;) {
    if (!starts_number(s, i)) { i++; continue; }
    Amount a, b;
    uint32_t lead = i;
    while (lead > floor && near(s, lead) && (is(s, lead - 1, W_RANGE_OPEN) || is(s, lead - 1, W_MODIFIER) || is(s, lead - 1, W_RANGE_BETWEEN))) lead--;
    s->no_noun = lead > floor && near(s, lead) && is(s, lead - 1, W_AGE_BEFORE);
    uint32_t end = read_amount(s, i, floor, &a);
    if (end == i) { i++; continue; }
    uint32_t to = read_range(s, &a, &b, floor);
    bool range = to > a.last;
    if (!range) to = read_minor(s, &a);
    read_age(s, &a, floor);
    if (range) { if (a.age && b.unit_kind == U_NONE) { b.unit_kind = U_MEASURE; b.age = true; } }
    if (!range && !is_figure(s, i, &a)) { i = i + 1; continue; }
    if (range && t_word(s, i) && !is_figure(s, i, &a) && !is_figure(s, i, &b) && TOKENS(s)[a.first].gap == GAP_NONE) { i = i + 1; continue; }
    add_figure(s, i, &a, range ? &b : NULL, to, floor);
    close_interval(s);
    floor = i = FIGURES(s)[s->figures.count - 1].last_token;
  }
}
