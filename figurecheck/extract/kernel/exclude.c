/* What is written in digits and is no figure: addresses, versions, scores, phone and list numbers. */
#include "amount.h"

static void exclude(Scan *s, uint32_t first, uint32_t last) {
  for (uint32_t k = first; k < last; k++)
    if (!TOKENS(s)[k].role) TOKENS(s)[k].role = R_EXCLUDED;
}

static bool line_start(const Scan *s, uint32_t i) {
  return !i || TOKENS(s)[i].gap == GAP_LINE || TOKENS(s)[i - 1].type == T_BREAK;
}

static bool amount_word(const Scan *s, uint32_t i) {
  if (i >= s->tokens.count) return false;
  const Reading *unit = reading_of(s, i, W_UNIT);
  if (unit && (unit->flags & READ_GLUED) && TOKENS(s)[i].gap) unit = NULL; /* 4-2 in front: no inches */
  return is(s, i, W_CURRENCY) || is(s, i, W_MAGNITUDE) || is(s, i, W_PERCENT) || unit ||
         is(s, i, W_TIME_UNIT) || is(s, i, W_MINOR_UNIT) || is(s, i, W_COUNTER) ||
         is(s, i, W_PERCENTAGE_POINT) || is(s, i, W_BASIS_POINT) || is(s, i, W_AGE) || is(s, i, W_TENTH) ||
         is(s, i, W_MODIFIER_AFTER) || is(s, i, W_AND_HALF) || is(s, i, W_MULTIPLE) ||
         is(s, i, W_DECIMAL_WORD) || is(s, i, W_RANGE_TO) || is(s, i, W_RANGE_AFTER);
}

/* "www.", not "won." */
static bool world_wide(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  const uint8_t *p = s->text + t->begin;
  return t->type == T_WORD && t->end - t->begin == 3 && (p[0] | 32) == 'w' && (p[1] | 32) == 'w' &&
         (p[2] | 32) == 'w' && mark(s, i + 1) == '.';
}

/* Text in one piece that holds "://", "www." or "@" is an address. */
static uint32_t address(Scan *s, uint32_t i) {
  uint32_t count = (uint32_t)s->tokens.count, k = i + 1;
  Token *t = TOKENS(s);
  bool found = world_wide(s, i);
  while (k < count && t[k].gap == GAP_NONE && t[k].type != T_BREAK) {
    if (mark(s, k) == '@' || (mark(s, k) == ':' && mark(s, k + 1) == '/' && mark(s, k + 2) == '/'))
      found = true;
    k++;
  }
  if (found) exclude(s, i, k);
  return k;
}

void exclude_numbers(Scan *s) {
  uint32_t count = (uint32_t)s->tokens.count;
  Token *t = TOKENS(s);
  size_t at = 0, in_address = 0;
  for (uint32_t i = 0; i < count;) {
    uint32_t address_at = next_of(s, &s->addressed, &in_address, i);
    i = next_of(s, &s->marked, &at, i);
    if (address_at < i) i = address_at;
    if (i >= count) break;
    if (t[i].type == T_WORD && t[i].gap != GAP_NONE && i + 1 < count && t[i + 1].gap == GAP_NONE &&
        t[i + 1].type == T_MARK) {
      uint32_t k = address(s, i);
      if (t[i].role == R_EXCLUDED) {
        i = k;
        continue;
      }
    }
    if (t[i].type != T_NUMBER || t[i].role) {
      i++;
      continue;
    }
    /* a run of numbers joined by marks or spaces: phone numbers, versions, tables of digits */
    uint32_t k = i + 1, numbers = 1, joins = 0;
    while (k < count) {
      uint32_t q = k;
      if (t[q].type == T_MARK &&
          (t[q].mark == '-' || t[q].mark == '.' || t[q].mark == '/' || t[q].mark == ':') &&
          t[q].gap == GAP_NONE && q + 1 < count && t[q + 1].gap == GAP_NONE)
        q++;
      if (q >= count || t[q].type != T_NUMBER || t[q].gap == GAP_LINE || t[q].role) break;
      joins += q > k;
      numbers++;
      k = q + 1;
    }
    if (i > 1 && mark(s, i - 1) && t[i].gap == GAP_NONE && t[i - 1].gap == GAP_NONE &&
        (mark(s, i - 2) == '=' || (mark(s, i - 2) == '<' && mark(s, i - 1) == '>')) &&
        (mark(s, i - 1) == '<' || mark(s, i - 1) == '>')) { /* =>30, <>30 */
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    bool plus = i && mark(s, i - 1) == '+' && t[i].gap == GAP_NONE;
    if ((numbers >= 3 || (plus && numbers >= 2)) && !amount_word(s, k)) {
      exclude(s, i, k);
      i = k;
      continue;
    }
    const Number *n = &NUMBERS(s)[t[i].number];
    bool dialled = !n->grouped && !n->decimals &&
                   ((n->digits >= 7 && s->text[t[i].begin] == '0') || (plus && n->digits >= 10));
    if (dialled && !amount_word(s, k)) {
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    if (!n->valid) {
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    if (numbers == 2 && joins == 1 &&
        mark(s, i + 1) == '-') { /* 3-1 and 2-2 are scores; 5-10 with a unit is a range */
      const Number *o = &NUMBERS(s)[t[k - 1].number];
      bool small = n->digits <= 3 && o->digits <= 3 && !n->decimals && !o->decimals;
      const Reading *sign = i ? reading_of(s, i - 1, W_CURRENCY) : NULL;
      bool led =
          i && ((sign && (sign->flags & (READ_SYMBOL | READ_CODE))) || is(s, i - 1, W_RANGE_OPEN) ||
                is(s, i - 1, W_MODIFIER) || is(s, i - 1, W_AGE_BEFORE) || is(s, i - 1, W_PERCENT_BEFORE));
      bool falls = n->mantissa >= o->mantissa;
      bool counts = k < count && t[k].type == T_WORD && t[k].gap == GAP_SPACE && !t[k].upper &&
                    !is(s, k, W_FUNCTION_WORD) && !is(s, k, W_DATE_BEFORE);
      if (small && !led && !amount_word(s, k) && !(mark(s, k) == '-' && t[k].gap == GAP_NONE) &&
          (falls || (!counts && count > 4))) {
        exclude(s, i, k);
        i = k;
        continue;
      }
    }
    /* joined to a name by a hyphen: S-300, Covid-19, CVE-2023-4863; or to a year: 2016/679 */
    if (i > 1 && t[i].gap == GAP_NONE && (mark(s, i - 1) == '-' || mark(s, i - 1) == '/') &&
        t[i - 1].gap == GAP_NONE) {
      uint32_t b = i - 2;
      bool name = t[b].type == T_WORD && t[b].mark != 1 && !unspaced(s, b) && !is(s, b, W_CURRENCY) &&
                  !is(s, b, W_MAGNITUDE) && !is(s, b, W_NUMBER) && !is(s, b, W_MODIFIER) &&
                  !is(s, b, W_UNIT) && !is(s, b, W_TIME_UNIT) && !is(s, b, W_DECIMAL_WORD) &&
                  !is(s, b, W_MONTH) && !is(s, b, W_PERCENT);
      bool year = t[b].role == R_DATE || t[b].role == R_EXCLUDED;
      if (name || (year && !amount_word(s, i + 1))) {
        exclude(s, i, i + 1);
        i++;
        continue;
      }
    }
    /* glued to letters: A320, 5G, 12B, 90th */
    if (i && t[i].gap == GAP_NONE && t[i - 1].type == T_WORD && t[i - 1].mark != 1) {
      uint32_t b = i - 1;
      bool known = is(s, b, W_CURRENCY) || is(s, b, W_MINOR_UNIT) || is(s, b, W_MODIFIER) ||
                   is(s, b, W_RANGE_TO) || is(s, b, W_RANGE_OPEN) || is(s, b, W_PERCENT_BEFORE) ||
                   is(s, b, W_SAME_AMOUNT) || is(s, b, W_FROM) || is(s, b, W_TO) || is(s, b, W_DATE_BEFORE) ||
                   is(s, b, W_RANGE_AND) || is(s, b, W_JOINER);
      if (t[b].entry && unspaced(s, b)) known = !is(s, b, W_NOT_BEFORE) || is(s, b, W_MAGNITUDE);
      if (!known && t[b].role != R_DATE) {
        exclude(s, i, i + 1);
        i++;
        continue;
      }
      bool amount = is(s, b, W_CURRENCY) && amount_word(s, i + 1); /* Php5 billion */
      if (is(s, b, W_NOT_BEFORE) && !is(s, b, W_MAGNITUDE) && !amount) {
        exclude(s, i, i + 1);
        i++;
        continue;
      }
    }
    if (i && t[i].gap == GAP_NONE && t[i - 1].mark == 1 && s->text[t[i - 1].begin] >= 0xEA &&
        s->text[t[i - 1].begin] <= 0xED &&
        !(i + 1 < count && t[i + 1].gap == GAP_NONE && amount_word(s, i + 1)) &&
        !(i + 1 < count && is(s, i + 1, W_CURRENCY))) { /* 코로나19: Korean writes a space before an amount */
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    if (i && t[i].gap == GAP_NONE &&
        (mark(s, i - 1) == '#' || mark(s, i - 1) == '^' ||
         (mark(s, i - 1) == '+' && i > 1 && t[i - 1].gap == GAP_NONE && t[i - 2].type == T_NUMBER) ||
         mark(s, i - 1) == '_' || mark(s, i - 1) == '&' || mark(s, i - 1) == '\\')) {
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    if (i + 1 < count && t[i + 1].gap == GAP_NONE && t[i + 1].type == T_WORD && t[i + 1].mark != 1) {
      uint32_t a = i + 1;
      const Reading *sign = t[i].gap == GAP_NONE && i ? reading_of(s, i - 1, W_CURRENCY) : NULL;
      bool joined = unspaced(s, a) || (sign && (sign->flags & READ_SYMBOL) && t[a].end - t[a].begin > 3);
      if (!joined && (is(s, a, W_ORDINAL) || !amount_word(s, a)) && !is(s, a, W_FUNCTION_WORD)) {
        exclude(s, i, i + 1);
        i++;
        continue;
      }
    }
    if (i > 1 && t[i - 1].type == T_MARK && t[i - 1].end - t[i - 1].begin > 1 && is(s, i - 1, W_MODIFIER) &&
        t[i - 2].type == T_NUMBER && near(s, i) && near(s, i - 1)) { /* 2.45±0.01: a tolerance */
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    /* in der 2. Auflage, na 3. místě; '94; under-21 */
    bool ordinal = s->language > 0 && s->lex->language[s->language].ordinal_stop && n->digits <= 2 &&
                   !n->decimals && mark(s, i + 1) == '.' && t[i + 1].gap == GAP_NONE && near(s, i + 2) &&
                   t[i + 2].type == T_WORD && t[i + 2].gap == GAP_SPACE && i && near(s, i) &&
                   (!t[i + 2].upper || (s->lex->language[s->language].capital_nouns &&
                                        (is(s, i - 1, W_FUNCTION_WORD) || is(s, i - 1, W_PER))));
    bool short_year = i && mark(s, i - 1) == '\'' && !t[i].gap && n->digits == 2 && !n->decimals &&
                      (i == 1 || t[i - 1].gap) && !amount_word(s, i + 1) && mark(s, i + 1) != '\'';
    bool age_group = i > 1 && mark(s, i - 1) == '-' && !t[i].gap && !t[i - 1].gap &&
                     t[i - 2].type == T_WORD && is(s, i - 2, W_MODIFIER) && n->digits <= 2 && !n->decimals &&
                     !amount_word(s, i + 1);
    if (ordinal || short_year || age_group) {
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    uint32_t b = i;
    while (b && (mark(s, b - 1) == '.' || mark(s, b - 1) == ':' || mark(s, b - 1) == '#') && b + 2 > i) b--;
    if (b && is(s, b - 1, W_NOT_BEFORE) && !is(s, b - 1, W_MAGNITUDE) && t[i].gap != GAP_LINE &&
        !amount_word(s, k)) {
      if (k + 1 < count && is(s, k, W_OUT_OF) && t[k + 1].type == T_NUMBER) k += 2; /* page 2 of 10 */
      exclude(s, i, k);
      i = k;
      continue;
    }
    /* the number of a named thing: Courtroom 5, week 14 */
    if (i && t[i].gap == GAP_SPACE && t[i - 1].type == T_WORD && !n->decimals && !n->grouped &&
        n->digits <= 4) {
      uint32_t w = i - 1;
      bool title = t[w].upper && !scaled_code(s, w, &(int){0}) && !t[w].entry && t[w].gap != GAP_LINE &&
                   i > 1 && t[w - 1].mark != '.';
      bool series = is(s, w, W_TIME_UNIT) && w &&
                    !(t[w - 1].type == T_NUMBER || is(s, w - 1, W_NUMBER) || is(s, w - 1, W_ONE));
      bool open = i + 1 >= count || t[i + 1].type != T_WORD || t[i + 1].gap == GAP_LINE ||
                  is(s, i + 1, W_FUNCTION_WORD) || is(s, i + 1, W_DATE_BEFORE) || t[i + 1].upper;
      if ((title || series) && open && !amount_word(s, i + 1) && mark(s, i + 1) != '-') {
        exclude(s, i, i + 1);
        i++;
        continue;
      }
    }
    /* 221 Baker Street: capitalised words up to one that names a place */
    uint32_t street = i + 1;
    while (street < count && street < i + 4 && t[street].type == T_WORD && t[street].upper == 1 &&
           t[street].gap == GAP_SPACE && !is(s, street, W_NOT_AFTER))
      street++;
    if (street > i + 1 && street < count && t[street].gap == GAP_SPACE && t[street].upper &&
        is(s, street, W_NOT_AFTER) && !n->decimals) {
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    /* 14 h 30: a time of day */
    if (k + 1 < count && n->digits <= 2 && !n->decimals && n->mantissa < 25 && is(s, i + 1, W_TIME_UNIT) &&
        t[i + 1].end - t[i + 1].begin == 1 && t[i + 2].type == T_NUMBER && t[i + 2].gap != GAP_LINE) {
      const Number *o = &NUMBERS(s)[t[i + 2].number];
      if (o->digits == 2 && !o->decimals && o->mantissa < 60 && !amount_word(s, i + 3)) {
        exclude(s, i, i + 3);
        i += 3;
        continue;
      }
    }
    if (i + 1 < count && t[i + 1].gap != GAP_LINE && is(s, i + 1, W_NOT_AFTER)) {
      if (near(s, i + 3) && t[i + 2].type == T_NUMBER && is(s, i + 3, W_TIME_UNIT) && unspaced(s, i + 1) &&
          n->mantissa < 25 && t[i + 1].end - t[i + 1].begin == 3 && t[i + 3].gap == GAP_NONE)
        exclude(s, i + 2, i + 3); /* 3시 20분: a time of day */
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    /* alone in its line, or heading an item of a list */
    bool starts = line_start(s, i);
    bool ends = i + 1 >= count || t[i + 1].gap == GAP_LINE || t[i + 1].type == T_BREAK;
    if (starts && ends && count > 1) {
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    if (starts && !n->decimals && n->digits <= 3 && (mark(s, i + 1) == '.' || mark(s, i + 1) == ')') &&
        t[i + 1].gap == GAP_NONE && i + 2 < count && t[i + 2].gap == GAP_SPACE) {
      exclude(s, i, i + 1);
      i++;
      continue;
    }
    i++;
  }
}
