/* What a number is of: percent, a currency and its parts, a measure, or a counted noun. */
#include <string.h>

#include "amount.h"

static bool free_token(const Scan *s, uint32_t i) { return i < s->tokens.count && !TOKENS(s)[i].role; }

static bool small_link(const Scan *s, uint32_t i) { /* de, d', di, of between a magnitude and its unit */
  const Token *t = &TOKENS(s)[i];
  return near(s, i) && t->type == T_WORD && t->end - t->begin <= 3 &&
         (is(s, i, W_FUNCTION_WORD) || is(s, i, W_OUT_OF) || (t->end - t->begin == 1 && t->mark != 1));
}

/* Whether the word, a currency's name and a measure's, is of weight: a word near it says so. */
static bool weighs(const Scan *s, uint32_t i) {
  if (!is(s, i, W_UNIT)) return false;
  if (near(s, i + 1) && is(s, i + 1, W_WEIGHT)) return true;
  for (uint32_t k = i, n = 0; k-- > 0 && n < 8; n++) {
    if (TOKENS(s)[k].type == T_BREAK || (mark(s, k) == '.' && TOKENS(s)[k + 1].gap)) return false;
    if (is(s, k, W_WEIGHT)) return !TOKENS(s)[k].role && !(k && TOKENS(s)[k - 1].role == R_FIGURE);
  }
  return false;
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
      out->value = currency;
      out->second = 0;
      return out;
    }
  return NULL;
}

/* The currency that a shared name of another language stands for there: روپے are Pakistan's in an English text. */
static const Reading *spoken(const Scan *s, uint32_t i, const Reading *shared, Reading *out) {
  if (!shared->second || !TOKENS(s)[i].foreign) return shared;
  const int16_t *by = s->lex->group_by_language + (uint32_t)shared->value * s->lex->languages;
  int currency = -1;
  for (uint32_t k = 0; k < s->lex->languages; k++) {
    if (!(shared->langs >> k & 1)) continue;
    if (by[k] < 0 || (currency >= 0 && by[k] != currency)) return shared;
    currency = by[k];
  }
  if (currency < 0) return shared;
  *out = *shared;
  out->value = currency;
  out->second = 0;
  return out;
}

/* A code with its magnitude before it: MEUR, MAUD, KUSD. Gives the currency and the exponent. */
const Reading *scaled_code(const Scan *s, uint32_t i, int *exponent) {
  const Token *t = &TOKENS(s)[i];
  if (t->type == T_WORD && is(s, i, W_MAGNITUDE) && is(s, i, W_CURRENCY)) { /* listed as both: MSEK, mkr */
    *exponent = reading_of(s, i, W_MAGNITUDE)->value;
    return reading_of(s, i, W_CURRENCY);
  }
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

void scale(Number *n, int exponent) {
  n->exponent += exponent;
  n->place += exponent;
}

/* Tenths as a percentage, and the hundredths told behind them: 三成, 8.5折, 八五折, 七割半, 3割8分7厘. */
static uint32_t read_tenths(Scan *s, uint32_t k, Amount *a) {
  Token *t = TOKENS(s);
  Number *n = &a->number;
  a->unit_kind = U_PERCENT;
  if (n->exponent == 0 && n->mantissa > 10 && n->mantissa < 100 && n->mantissa % 10 && unspaced(s, k))
    return k + 1; /* 八五折 */
  scale(n, 1);
  uint32_t e = k + 1;
  if (near(s, e) && is(s, e, W_AND_HALF) && t[e].gap == GAP_NONE && n->exponent > 0) {
    n->mantissa = n->mantissa * 10 + 5;
    scale(n, -1);
    return e + 1;
  }
  for (int level = 0; level < 2 && near(s, e) && t[e].gap == GAP_NONE && !t[e].role; level++) {
    const Reading *digit = reading_of(s, e, W_NUMBER);
    u128 part = digit ? (u128)digit->value : t[e].type == T_NUMBER ? NUMBERS(s)[t[e].number].mantissa : 10;
    if (part > 9 || !near(s, e + 1) || t[e + 1].gap != GAP_NONE || !is(s, e + 1, W_HUNDREDTH) ||
        n->exponent != 1 - level)
      break;
    n->mantissa = n->mantissa * 10 + part;
    scale(n, -1);
    e += 2;
  }
  return e;
}

/* What the number counts: percent, currency, measure or noun, from token j on. */
uint32_t read_unit(Scan *s, uint32_t j, Amount *a, bool word_number) {
  Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count, k = j;
  const Reading *r;
  if (j && !a->currency && t[j - 1].type == T_WORD && is(s, j - 1, W_MAGNITUDE) &&
      (r = reading_of(s, j - 1, W_CURRENCY))) { /* the scale names the currency: mkr, mdd, TEUR */
    a->currency = r;
    a->suffixed = true;
    a->unit_kind = U_CURRENCY;
    return j;
  }
  if (k >= count || !near(s, k)) return j;
  if (mark(s, k) == '+' && t[k].gap == GAP_NONE && near(s, k + 1) && t[k + 1].gap == GAP_SPACE &&
      is(s, k, W_MODIFIER_AFTER)) { /* 500+ members */
    uint32_t e = read_noun(s, k + 1, a);
    if (e > k + 1) return e;
  }
  if (is(s, k, W_MODIFIER_AFTER) && near(s, k + 1) && t[k].mark != '+' &&
      (is(s, k + 1, W_CURRENCY) || is(s, k + 1, W_COUNTER) || is(s, k + 1, W_UNIT) ||
       is(s, k + 1, W_TIME_UNIT)))
    k++; /* 30亿余元 */
  if (mark(s, k) == '-' && t[k].gap == GAP_NONE && k + 1 < count && t[k + 1].gap == GAP_NONE &&
      t[k + 1].type == T_WORD)
    k++;
  if (!free_token(s, k)) return j;
  if (is(s, k, W_PERCENTAGE_POINT)) {
    a->unit_kind = U_POINT;
    return k + 1;
  }
  if (is(s, k, W_BASIS_POINT)) {
    a->unit_kind = U_BASIS;
    return k + 1;
  }
  if (is(s, k, W_PERCENT)) {
    a->unit_kind = U_PERCENT;
    return k + 1;
  }
  if (is(s, k, W_TENTH)) return read_tenths(s, k, a);
  if (is(s, k, W_AGE)) {
    a->unit_kind = U_MEASURE;
    a->age = true;
    return k + 1;
  }
  uint32_t c = k;
  if (!is(s, c, W_CURRENCY) && !is(s, c, W_MINOR_UNIT) && small_link(s, c)) {
    c++;
    if (mark(s, c) == '\'') c++;
    if (!near(s, c) || !(is(s, c, W_CURRENCY) || is(s, c, W_MINOR_UNIT)) ||
        (c + 1 < count && t[c + 1].type == T_NUMBER &&
         (t[c + 1].gap == GAP_NONE || is(s, k, W_RANGE_TO)))) /* 8 crore to Rs 70 crore */
      c = k;
    else if (a->number.place < 3)
      c = k;
  }
  if (near(s, c) && free_token(s, c) && is(s, c, W_COUNTRY) && !is(s, c, W_CURRENCY) && near(s, c + 1) &&
      free_token(s, c + 1) && is(s, c + 1, W_CURRENCY) && !(a->currency && !a->currency->second)) {
    const Reading *own = national(s, c, reading_of(s, c + 1, W_CURRENCY), &a->own);
    if (own) {
      a->currency = own;
      a->suffixed = true;
      a->unit_kind = U_CURRENCY;
      return c + 2;
    }
  }
  if (near(s, c) && free_token(s, c) && is(s, c, W_CURRENCY) && (a->currency || !weighs(s, c))) {
    r = reading_of(s, c, W_CURRENCY);
    bool lone = t[c].end - t[c].begin == 1 && s->text[t[c].begin] < 0x80 && is_letter(s->text[t[c].begin]);
    if (r->flags & READ_LETTER) lone = a->number.exponent <= 0 && !a->number.grouped && !a->number.decimals;
    /* a sign that belongs to the next number: 5 $6 */
    bool next =
        (r->flags & (READ_SYMBOL | READ_CODE)) && c + 1 < count && t[c + 1].type == T_NUMBER &&
        !t[c + 1].role &&
        (t[c].gap == GAP_SPACE ? t[c + 1].gap == GAP_NONE || a->prefixed : c > j && t[c + 1].gap != GAP_LINE);
    bool taken = a->currency && !a->currency->second && !r->second && a->currency->value != r->value;
    if (!next && !taken && !(lone && (t[c].gap || (r->flags & READ_LETTER)))) {
      if (!a->currency || a->currency->second) a->currency = spoken(s, c, r, &a->own);
      a->suffixed = true;
      a->unit_kind = U_CURRENCY;
      uint32_t e = c + 1;
      const Reading *m =
          near(s, e) && a->number.exponent <= 0 && !a->prefixed ? reading_of(s, e, W_MAGNITUDE) : NULL;
      if (m && (t[e].end - t[e].begin > 2) && t[e].type == T_WORD && !unspaced(s, e)) {
        scale(&a->number, m->value);
        return e + 1;
      } /* 75 USD million */
      if (near(s, e) && is(s, e, W_CURRENCY) && free_token(s, e) &&
          !(e + 1 < count && t[e + 1].type == T_NUMBER)) { /* CDN dollars, dollars US */
        const Reading *q = reading_of(s, e, W_CURRENCY);
        if (!q->second || q->value == a->currency->value) {
          if (!q->second && (a->currency->second)) a->currency = q;
          e++;
        } else if (a->currency->second == 0 && q->second)
          e++;
      } else if (near(s, e) && free_token(s, e) && is(s, e, W_COUNTRY) && a->currency->second &&
                 (s->language > 0 || t[e].upper != 1)) { /* shillings kenyans */
        const Reading *own = national(s, e, a->currency, &a->own);
        if (own) {
          a->currency = own;
          e++;
        }
      }
      return e;
    }
  }
  int exponent;
  if (!a->currency && near(s, k) && free_token(s, k) && (r = scaled_code(s, k, &exponent))) { /* 120 MEUR */
    a->currency = r;
    a->suffixed = true;
    a->unit_kind = U_CURRENCY;
    scale(&a->number, exponent);
    return k + 1;
  }
  if (near(s, c) && free_token(s, c) && is(s, c, W_MINOR_UNIT) && !(a->currency && a->prefixed)) {
    r = reading_of(s, c, W_MINOR_UNIT);
    bool lone = t[c].end - t[c].begin == 1 && t[c].gap != GAP_NONE && s->text[t[c].begin] < 0x80;
    if (!lone) {
      a->currency = r;
      a->minor = true;
      a->suffixed = true;
      a->unit_kind = U_CURRENCY;
      return c + 1;
    }
  }
  if (a->currency && a->prefixed && a->currency->second && near(s, c) && free_token(s, c) &&
      is(s, c, W_COUNTRY) && t[c].upper && t[c].gap &&
      (!near(s, c + 1) || t[c + 1].type == T_MARK || is(s, c + 1, W_FUNCTION_WORD))) {
    const Reading *own = national(s, c, a->currency, &a->own); /* $210 million Canadian */
    if (own) {
      a->currency = own;
      return c + 1;
    }
  }
  if (a->currency) return j;
  uint32_t link = k;
  bool part = j > 1 && mark(s, j - 2) == '/' && TOKENS(s)[j - 1].type == T_NUMBER;
  if ((a->number.place >= 3 || part) && k == j && small_link(s, k) && s->language > 0 && !is(s, k, W_UNIT)) {
    link = mark(s, k + 1) == '\'' ? k + 2 : k + 1;
    if (near(s, link) && free_token(s, link) && (is(s, link, W_UNIT) || is(s, link, W_TIME_UNIT)))
      k = link; /* 3 millones de toneladas */
  }
  for (int way = 0; way < 2; way++) {
    int cls = way ? W_UNIT : W_TIME_UNIT;
    if (!is(s, k, cls)) continue;
    r = reading_of(s, k, cls);
    uint16_t needs = s->lex->unit_kind[r->value];
    bool symbol = r->flags & READ_SYMBOL;
    bool lone = symbol && t[k].end - t[k].begin == 1 && word_number;
    if (symbol && t[k].type == T_MARK && k + 1 < count && t[k + 1].gap == GAP_NONE && t[k + 1].type == T_WORD)
      continue; /* 5000'dir */
    if (lone || (((needs & 2) || (r->flags & READ_GLUED)) && symbol && t[k].gap != GAP_NONE)) continue;
    if (symbol && t[k].end - t[k].begin == 1 && s->text[t[k].begin] < 0x80 && t[k].gap && k + 1 < count &&
        near(s, k + 1) && t[k + 1].type == T_WORD && !is(s, k + 1, W_FUNCTION_WORD) && !is(s, k + 1, W_PER))
      continue;
    a->unit_kind = U_MEASURE;
    a->unit = r->value;
    uint32_t e = k + 1;
    if (near(s, e) && is(s, e, W_AND_HALF) && unspaced(s, e) && a->number.exponent == 0 &&
        a->number.mantissa < 1000) { /* 3年半, 1년 반 */
      a->number.mantissa = a->number.mantissa * 10 + 5;
      a->number.exponent = a->number.place = -1;
      e++;
    }
    if (near(s, e) && is(s, e, W_AGE)) {
      a->age = true;
      return e + 1;
    }
    if (near(s, e) && is(s, e, W_PER) && near(s, e + 1)) {
      const Reading *q = reading_of(s, e + 1, W_TIME_UNIT);
      if (!q) q = reading_of(s, e + 1, W_UNIT);
      if (q && !(q->value == a->unit)) {
        a->per = q->value;
        return e + 2;
      }
    }
    return e;
  }
  uint32_t e = read_noun(s, k == j ? j : k, a);
  if (e <= k && link > k && near(s, link) && !t[link].upper &&
      a->number.place >= 3) { /* 2 millones de personas */
    e = read_noun(s, link, a);
    return e > link ? e : j;
  }
  return e > k ? e : j;
}

/* Hundredths told behind the whole: 3 dollars 50 cents, 2222円13銭, 15 dollars 50. */
uint32_t read_minor(Scan *s, Amount *a) {
  Token *t = TOKENS(s);
  uint32_t end = a->last;
  if (a->unit_kind != U_CURRENCY || a->minor || a->number.exponent < 0 || a->number.place > 2) return end;
  for (int level = 0; level < 2; level++) {
    uint32_t k = end;
    if (!near(s, k)) return end;
    if (is(s, k, W_JOINER) || (is(s, k, W_FUNCTION_WORD) && t[k].end - t[k].begin <= 4) ||
        is(s, k, W_RANGE_AND))
      k++;
    if (!near(s, k) || t[k].role) return end;
    if (!a->suffixed && !(k > end && t[k].type == T_WORD)) return end; /* c$ 100 and fifty */
    Number n;
    uint32_t e = parse_number(s, k, &n, false);
    if (e == k || n.exponent || n.mantissa > 99 || n.decimals) return end;
    const Reading *minor = near(s, e) ? reading_of(s, e, W_MINOR_UNIT) : NULL;
    int digits = 2;
    if (minor) {
      if (minor->second && s->lex->minor_digits[minor->value]) digits = s->lex->minor_digits[minor->value];
      e++;
    } else {
      bool ends = e >= s->tokens.count || t[e].type == T_BREAK || t[e].gap == GAP_LINE ||
                  (t[e].type == T_MARK && t[e].mark && t[e].mark != '-' && t[e].mark != '/' && !t[e].entry);
      bool joined = k == end || is(s, k - 1, W_JOINER) || is(s, k - 1, W_RANGE_AND);
      bool next = level && k == end && n.mantissa < 10 && a->number.exponent == -1; /* five mao five */
      if (!ends || !joined || (!next && (level || n.mantissa < 10))) return end;
      if (k == end && !next && t[end - 1].gap == GAP_NONE) return end;
    }
    if (digits > 2 || (minor && a->number.exponent < -digits + 1)) return end;
    while (a->number.exponent > -digits) {
      a->number.mantissa *= 10;
      a->number.exponent--;
    }
    a->number.mantissa += n.mantissa;
    a->number.place = a->number.exponent;
    end = a->last = e;
    if (!minor) break;
  }
  return end;
}
