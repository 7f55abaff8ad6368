/* Amounts: a number with the sign or currency before it and the unit behind it. */
#include <string.h>

#include "amount.h"

int modifier_at(const Scan *s, uint32_t i, int cls) {
  static const uint8_t names[] = {M_EXACT, M_ABOUT, M_MORE, M_LESS, M_AT_LEAST, M_UP_TO, M_NEARLY};
  const Reading *r = reading_of(s, i, cls);
  return r && r->value >= 0 && r->value < 7 ? names[r->value] : -1;
}

/* Whether a dash before an amount opens what a like dash closes: "5 million –€4 million– a year". */
static bool parenthesis(const Scan *s, uint32_t dash) {
  const Token *t = TOKENS(s);
  uint32_t size = t[dash].end - t[dash].begin;
  if (size < 2) return false; /* a hyphen */
  for (uint32_t k = dash + 2; k < dash + 12 && near(s, k); k++)
    if (mark(s, k) == '-' && t[k].gap == GAP_NONE && t[k].end - t[k].begin == size)
      return !near(s, k + 1) || t[k + 1].gap || t[k + 1].type == T_MARK;
  return false;
}

/* "205.000 dólares" in an English text: grouped as the currency's language does, and as three zeros say. */
static void regroup(const Scan *s, uint32_t i, uint32_t unit, Number *n) {
  const Token *t = TOKENS(s);
  bool zeros = n->decimals == 3 && n->mantissa % 1000 == 0 && n->mantissa > 1000;
  const Reading *r = t[unit].foreign ? reading_of(s, unit, W_CURRENCY) : NULL;
  if (!zeros && !r) return;
  for (uint32_t k = 1; k < s->lex->languages; k++) {
    bool wanted = r ? r->langs >> k & 1 : s->lex->language[k].decimal == ',';
    if (!wanted) continue;
    uint8_t negative = n->negative;
    number_reread(s, i, (int)k, n);
    n->negative = negative;
    return;
  }
}

/* One amount: currency or sign before, the number at i, unit behind. Its end, or i if there is none. */
uint32_t read_amount(Scan *s, uint32_t i, uint32_t floor, Amount *a) {
  Token *t = TOKENS(s);
  memset(a, 0, sizeof *a);
  a->unit = a->per = a->noun = -1;
  a->first = i;
  uint32_t b = i;
  if (b > floor && near(s, b) && t[b - 1].role == R_FREE) {
    bool scaled = is(s, b - 1, W_MAGNITUDE) && t[b - 1].end - t[b - 1].begin > 2; /* MSEK 223 */
    if (is(s, b - 1, W_CURRENCY) && !scaled) {
      const Reading *r = reading_of(s, b - 1, W_CURRENCY);
      bool letter =
          (r->flags & READ_LETTER) || (t[b - 1].end - t[b - 1].begin == 1 && s->text[t[b - 1].begin] < 0x80 &&
                                       is_letter(s->text[t[b - 1].begin]));
      bool word = !(r->flags & (READ_SYMBOL | READ_CODE));
      bool verb = word && (is(s, b - 1, W_PAST) || is(s, b - 1, W_UP) || is(s, b - 1, W_DOWN) ||
                           is(s, b - 1, W_FUNCTION_WORD));
      bool syllable = word && b > 1 && unspaced(s, b - 1) && t[b - 1].end - t[b - 1].begin == 3 &&
                      !t[b - 1].gap && t[b - 2].type == T_WORD; /* 운동 44주년 */
      if (!(letter && t[b].gap && !(r->flags & READ_LETTER)) && !verb && !syllable) {
        a->currency = r;
        a->first = b - 1;
        a->prefixed = true;
        a->by_word = word;
        a->by_letter = letter;
      }
      if (a->prefixed && b - 1 > floor && near(s, b - 1) && is(s, b - 2, W_CURRENCY) &&
          t[b - 2].role == R_FREE) { /* USD $5 */
        const Reading *q = reading_of(s, b - 2, W_CURRENCY);
        if (!q->second && r->second) {
          a->currency = q;
          a->first = b - 2;
        } else if ((q->flags & READ_SYMBOL) == 0 && q->second == r->second && q->value == r->value)
          a->first = b - 2;
      }
    }
  }
  int coded = 0;
  if (!a->currency && b > floor && near(s, b) && t[b - 1].role == R_FREE) {
    const Reading *r = scaled_code(s, b - 1, &coded);
    if (r) {
      a->currency = r;
      a->first = b - 1;
      a->prefixed = true;
    }
  }
  uint32_t f = a->first;
  if (f > floor && (mark(s, f - 1) == '-' || mark(s, f - 1) == '+') && t[f - 1].role == R_FREE &&
      t[f].gap == GAP_NONE &&
      (t[f - 1].gap != GAP_NONE || f - 1 == 0 || (t[f - 2].type == T_MARK) || is(s, f - 2, W_VERSUS)) &&
      !parenthesis(s, f - 1)) {
    a->first = f - 1;
    a->number.negative = mark(s, f - 1) == '-';
  } else if (f > floor && is(s, f - 1, W_MINUS) && near(s, f) && t[f - 1].type == T_WORD) {
    a->first = f - 1;
    a->number.negative = 1;
  }
  if (a->prefixed && t[i - 1].gap != GAP_LINE && i >= 2 && mark(s, i - 2) == '-' && a->first == i - 1 &&
      t[i - 1].gap == GAP_NONE && i - 2 >= floor && (i < 3 || t[i - 2].gap) && !parenthesis(s, i - 2)) {
    a->first = i - 2;
    a->number.negative = 1;
  }
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
  if (is(s, i, W_ONE) && !is(s, i, W_NUMBER) && i > floor && near(s, i) && near(s, i + 1) &&
      is(s, i - 1, W_MODIFIER) && modifier_at(s, i - 1, W_MODIFIER) != M_EXACT &&
      (is(s, i + 1, W_TIME_UNIT) || is(s, i + 1, W_UNIT) || is(s, i + 1, W_MINOR_UNIT)) &&
      t[i + 1].end - t[i + 1].begin > 2) { /* less than an hour, more than a penny */
    a->number = (Number){.mantissa = 1, .valid = 1};
    a->whole_one = true;
    return a->last = read_unit(s, i + 1, a, true);
  }
  bool word = t[i].type != T_NUMBER;
  j = parse_number(s, i, &a->number, a->prefixed || s->money);
  a->number.negative = negative;
  if (coded && j > i) scale(&a->number, coded);
  if ((a->by_word || a->by_letter) &&
      j > i) { /* R26 and won 3 are amounts only if the number is one of money */
    bool amount = a->number.exponent > 0 || a->number.grouped || (a->by_letter && a->number.decimals);
    if (!amount && word && unspaced(s, i) && !t[i].gap) return i; /* 불이: two syllables of one word */
    if (!amount && a->by_letter) return i;
    if (!amount && s->language <= 0) {
      a->currency = NULL;
      a->prefixed = false;
      a->first = i;
    }
  }
  if (a->by_word && a->currency && j > i &&
      near(s, j)) { /* रुपया 12 पैसे टूटा: the word before is what is spoken of */
    r = reading_of(s, j, W_CURRENCY);
    bool other = r && (r->value != a->currency->value || r->second != a->currency->second) &&
                 (a->currency->second || !r->second); /* 美金 1 億元 is in dollars */
    if (other || (!r && is(s, j, W_MINOR_UNIT)) || is(s, j, W_PERCENT) || is(s, j, W_PERCENTAGE_POINT)) {
      a->currency = NULL;
      a->prefixed = false;
      a->first = i;
    }
  }
  if (j == i) {
    r = reading_of(s, i, W_FRACTION);
    if (!r) return i;
    /* half a million, a third of: a part */
    u128 top = (u128)r->value, bottom = (u128)r->second;
    int e = 0;
    while (top % bottom && e > -18) {
      top *= 10;
      e--;
    }
    a->number =
        (Number){.mantissa = top / bottom, .exponent = e, .place = e, .valid = 1, .negative = negative};
    j = i + 1;
    uint32_t k = j;
    if (is(s, k, W_OUT_OF) && is(s, k + 1, W_ONE)) k++;
    if (is(s, k, W_ONE)) k++;
    const Reading *of = reading_of(s, k, W_MAGNITUDE);
    if (mark(s, k) == '-' && t[k].gap == GAP_NONE && near(s, k + 1)) k++; /* un demi-point */
    if (near(s, k) && (is(s, k, W_PERCENT) || is(s, k, W_PERCENTAGE_POINT) || is(s, k, W_TENTH)))
      return a->last = read_unit(s, k, a, false); /* half a percentage point */
    if (s->language > 0 && !of && near(s, k) && t[k].type == T_WORD && k <= j + 1 &&
        (is(s, k, W_UNIT) || is(s, k, W_TIME_UNIT)) &&
        !(i && (is(s, i - 1, W_ORDINAL) || is(s, i - 1, W_QUARTER))))
      return a->last = read_unit(s, k, a, false); /* ein halber Liter */
    if (of && near(s, k) && t[k].type == T_WORD && t[k].end - t[k].begin > 1) {
      a->number.exponent += of->value;
      a->number.place = a->number.exponent;
      j = k + 1;
    } else {
      bool led = i && near(s, i) && (is(s, i - 1, W_BY) || is(s, i - 1, W_MODIFIER));
      if (i > 1 && near(s, i) && near(s, i - 1) && is(s, i - 1, W_FUNCTION_WORD) &&
          t[i - 1].end - t[i - 1].begin <= 3 && is(s, i - 2, W_MODIFIER))
        led = true; /* más de la mitad */
      bool of = near(s, j) && is(s, j, W_OUT_OF);
      if (s->language >= 0 && s->lex->language[s->language].bare_fractions && content_word(s, j) &&
          t[i].end - t[i].begin > 4 && !is(s, j, W_TIME_UNIT))
        of = true; /* треть россиян */
      if (near(s, j) && is(s, j, W_MODIFIER_AFTER) && t[i].end - t[i].begin > 4) of = true; /* 절반 이상 */
      if (!led && !of) return i;
      if (i && (is(s, i - 1, W_ORDINAL) || is(s, i - 1, W_QUARTER))) return i;
      if (near(s, j) && is(s, j, W_TIME_UNIT)) return i;
      a->last = j;
      return j;
    }
  }
  if (!word && j == i + 1 && near(s, j) && j + 2 < s->tokens.count && t[j].type == T_NUMBER && !t[j].role &&
      mark(s, j + 1) == '/' && t[j + 1].gap == GAP_NONE && t[j + 2].type == T_NUMBER &&
      t[j + 2].gap == GAP_NONE && a->number.exponent == 0) { /* 7 3/4 */
    const Number *n = &NUMBERS(s)[t[j].number], *d = &NUMBERS(s)[t[j + 2].number];
    if (n->valid && d->valid && !n->decimals && !d->decimals && d->mantissa > 1 && d->mantissa <= 64 &&
        n->mantissa < d->mantissa && a->number.mantissa < 1000000) {
      u128 top = n->mantissa;
      int e = 0;
      u128 power = 1;
      while (top % d->mantissa && e > -9) {
        top *= 10;
        e--;
        power *= 10;
      }
      a->number.mantissa = a->number.mantissa * power + top / d->mantissa;
      a->number.exponent = a->number.place = e;
      j += 3;
    }
  }
  /* 1/4 in digits */
  if (near(s, j) && is(s, j, W_FRACTION_OF) && near(s, j + 1) && !a->prefixed && a->number.mantissa &&
      a->number.exponent >= 0) { /* 五分之三, 千分の2 */
    Number part;
    uint32_t k = parse_number(s, j + 1, &part, false);
    u128 whole = a->number.mantissa;
    for (int e = a->number.exponent; e > 0 && whole < 1000000000; e--) whole *= 10;
    if (k > j + 1 && whole <= 1000000000 && part.mantissa < ((u128)1 << 90)) {
      bool hundred =
          whole == 100 || whole == 1000 || whole == 10000 || whole == 100000000 || whole == 10000000;
      u128 top = hundred ? part.mantissa * 100 : part.mantissa;
      int e = part.exponent;
      while (top % whole && e > -24) {
        top *= 10;
        e--;
      }
      a->number.mantissa = top / whole;
      a->number.exponent = a->number.place = e;
      if (hundred) a->unit_kind = U_PERCENT;
      a->last = k;
      return k;
    }
  }
  if (!word && mark(s, j) == '/' && j + 1 < s->tokens.count && t[j].gap == GAP_NONE &&
      t[j + 1].gap == GAP_NONE && t[j + 1].type == T_NUMBER && j == i + 1) {
    const Number *d = &NUMBERS(s)[t[j + 1].number];
    if (d->valid && !d->decimals && d->mantissa > 1 && d->mantissa <= 100 &&
        a->number.mantissa < d->mantissa && !a->number.decimals) {
      u128 top = a->number.mantissa;
      int e = 0;
      while (top % d->mantissa && e > -18) {
        top *= 10;
        e--;
      }
      a->number.mantissa = top / d->mantissa;
      a->number.exponent = a->number.place = e;
      j += 2;
    }
  }
  if (word && j == i + 1 && i > floor + 2 && is(s, i - 1, W_RATIO_IN) && near(s, i) &&
      a->number.exponent == 0 && a->number.mantissa > 1 && a->number.mantissa <= 20 &&
      content_word(s, i - 2) && near(s, i - 1) && (is(s, i - 3, W_ONE) || is(s, i - 3, W_NUMBER)) &&
      s->language > 0 && !t[i - 3].role &&
      !(near(s, j) &&
        (is(s, j, W_TIME_UNIT) || is(s, j, W_PLURAL) || is(s, j, W_CURRENCY) || is(s, j, W_UNIT)))) {
    const Reading *part = reading_of(s, i - 3, W_NUMBER); /* un Français sur trois */
    if (!part || part->value == 1) {
      u128 one = 1;
      int e = 0;
      while (one % a->number.mantissa && e > -18) {
        one *= 10;
        e--;
      }
      a->number.mantissa = one / a->number.mantissa;
      a->number.exponent = a->number.place = e;
      a->first = i - 3;
      return a->last = j;
    }
  }
  bool in = near(s, j) && is(s, j, W_RATIO_IN);
  if (near(s, j) && !in && s->language > 0 && a->number.mantissa == 1 && is(s, j, W_OUT_OF) &&
      is(s, j + 1, W_NUMBER))
    in = true;                                                                /* один из пяти */
  if (word && j == i + 1 && in && near(s, j + 1) && !TOKENS(s)[j + 1].role) { /* one in five */
    Number whole;
    uint32_t k = parse_number(s, j + 1, &whole, false);
    if (k > j + 1 && whole.exponent == 0 && whole.mantissa > a->number.mantissa && whole.mantissa <= 1000 &&
        a->number.exponent == 0 && !whole.decimals &&
        !(k < s->tokens.count && near(s, k) && (is(s, k, W_TIME_UNIT) || is(s, k, W_CURRENCY)))) {
      u128 top = a->number.mantissa;
      int e = 0;
      while (top % whole.mantissa && e > -18) {
        top *= 10;
        e--;
      }
      a->number.mantissa = top / whole.mantissa;
      a->number.exponent = a->number.place = e;
      a->last = k;
      return k;
    }
  }
  if (word && t[i].type == T_WORD && j == i + 1 && (r = reading_of(s, i, W_NUMBER)) && j < s->tokens.count) {
    const Reading *q = NULL; /* two thirds, three quarters of */
    if (near(s, j) && (q = reading_of(s, j, W_FRACTION))) {
      u128 top = (u128)r->value * (u128)q->value, bottom = (u128)q->second;
      int e = 0;
      while (top % bottom && e > -18) {
        top *= 10;
        e--;
      }
      a->number.mantissa = top / bottom;
      a->number.exponent = a->number.place = e;
      j++;
      a->last = j;
      return j;
    }
  }
  uint32_t e = read_unit(s, j, a, word);
  if (!word && j == i + 1 && NUMBERS(s)[t[i].number].ambiguous &&
      (a->unit_kind == U_CURRENCY || a->prefixed) && !a->number.exponent == !a->number.decimals)
    regroup(s, i, e > j ? e - 1 : i, &a->number);
  uint32_t hint = i;
  while (hint > floor && near(s, hint) && is(s, hint - 1, W_MODIFIER)) hint--;
  if (hint > floor && near(s, hint) && is(s, hint - 1, W_TARGET_CURRENCY) &&
      !a->prefixed) { /* 折合新台幣 31 億元 */
    r = reading_of(s, hint - 1, W_TARGET_CURRENCY);
    if (a->unit_kind == U_CURRENCY && a->currency->second && !a->minor && !r->second)
      a->currency = r;
    else if (a->unit_kind == U_NONE || (a->unit_kind == U_NOUN && a->number.place >= 3)) {
      a->currency = r;
      a->unit_kind = U_CURRENCY;
      if (e != j) e = j;
    }
  }
  if (e == j && !a->prefixed && mark(s, j) == '(' &&
      (is(s, j + 1, W_CURRENCY) ||
       (j + 1 < s->tokens.count && t[j + 1].type == T_NUMBER))) { /* 1.2 billion (US$150 million) yuan */
    uint32_t k = j + 2;
    while (k < j + 9 && k < s->tokens.count && mark(s, k) != ')' && t[k].type != T_BREAK) k++;
    if (mark(s, k) == ')' && near(s, k + 1)) {
      uint32_t m = k + 1;
      if (is(s, m, W_MAGNITUDE) && t[m].type == T_WORD && a->number.exponent <= 0) {
        a->number.exponent += reading_of(s, m, W_MAGNITUDE)->value;
        a->number.place += reading_of(s, m, W_MAGNITUDE)->value;
      } else if (is(s, m, W_CURRENCY) &&
                 !(m + 1 < s->tokens.count && t[m + 1].type == T_NUMBER && t[m + 1].gap == GAP_NONE)) {
        a->currency = reading_of(s, m, W_CURRENCY);
        a->unit_kind = U_CURRENCY;
        a->suffixed = true;
      }
    }
  }
  if (a->unit_kind == U_NONE && e == j && i > 1 && near(s, i) && is(s, i - 1, W_OUT_OF) &&
      is(s, i - 2, W_PERCENT) && t[i - 2].role == R_FREE && i - 2 >= floor) { /* percent of ten */
    a->unit_kind = U_PERCENT;
    a->first = i - 2;
  }
  if (a->prefixed) a->unit_kind = U_CURRENCY;
  a->last = e > j ? e : j;
  return a->last;
}
