/* Dates and periods named in the text: found so that they are no figures, and kept for as-of. */
#include <string.h>

#include "kernel.h"

static bool number_at(const Scan *s, uint32_t i, int low, int high, int *value) {
  const Token *t = TOKENS(s);
  if (i >= s->tokens.count || t[i].type != T_NUMBER || t[i].role) return false;
  const Number *n = &NUMBERS(s)[t[i].number];
  if (!n->valid || n->decimals || n->grouped || n->exponent || n->mantissa > 9999) return false;
  int v = (int)n->mantissa;
  if (v < low || v > high) return false;
  *value = v;
  return true;
}

static bool year_at(const Scan *s, uint32_t i, int *year) {
  return number_at(s, i, 1000, 2199, year) && NUMBERS(s)[TOKENS(s)[i].number].digits == 4;
}

/* A day that its month does not have is left out. */
static int real_date(int date, int period) {
  int y = date / 10000, m = date / 100 % 100, d = date % 100;
  if (period != P_DAY) return date;
  int days = m == 2                                  ? (y % 4 == 0 && (y % 100 || y % 400 == 0) ? 29
                                                        : y                                     ? 28
                                                                                                : 29)
             : m == 4 || m == 6 || m == 9 || m == 11 ? 30
                                                     : 31;
  return d > days ? date - d : date;
}

static void claim(Scan *s, uint32_t first, uint32_t last, int date, int period, int fiscal, int relative) {
  int real = real_date(date, period);
  if (real != date) {
    date = real;
    period = P_MONTH;
  }
  Date *d = vec_add(&s->dates);
  *d = (Date){first, last, date, (uint8_t)period, 0, (uint8_t)fiscal, (uint8_t)relative};
  Token *t = TOKENS(s);
  for (uint32_t k = first; k < last; k++) t[k].role = R_DATE;
  uint32_t before = first;
  if (before && (is(s, before - 1, W_FUNCTION_WORD) || is(s, before - 1, W_OUT_OF)) && before > 1 &&
      (is(s, before - 2, W_END_OF) || is(s, before - 2, W_START_OF) || is(s, before - 2, W_MIDDLE_OF)))
    before--;
  if (before)
    d->edge = is(s, before - 1, W_START_OF)    ? 1
              : is(s, before - 1, W_MIDDLE_OF) ? 2
              : is(s, before - 1, W_END_OF)    ? 3
                                               : 0;
  /* "by the close of 2022": by a named point of a period is its end */
  if (!d->edge && period == P_YEAR && first >= 4 && is(s, first - 1, W_OUT_OF) &&
      TOKENS(s)[first - 2].type == T_WORD && !TOKENS(s)[first - 2].upper &&
      is(s, first - 3, W_FUNCTION_WORD) && is(s, first - 4, W_BY))
    d->edge = 3;
}

static int this_year(const Scan *s) { return s->published / 10000; }

/* The tokens of a year that follows at i, perhaps behind a comma or a small word: its end, or i. */
static uint32_t year_after(const Scan *s, uint32_t i, int *year) {
  uint32_t k = i;
  if (mark(s, k) == ',' || mark(s, k) == '.')
    k++;
  else if (is(s, k, W_OUT_OF) || (is(s, k, W_FUNCTION_WORD) && TOKENS(s)[k].end - TOKENS(s)[k].begin <= 3))
    k++;
  if (k < s->tokens.count && TOKENS(s)[k].gap != GAP_LINE && year_at(s, k, year)) return k + 1;
  if (k != i && year_at(s, i, year)) return i + 1;
  return i;
}

static bool ordinal_tail(const Scan *s, uint32_t i) { /* 15th, 2nd, 1er, 3. */
  const Token *t = &TOKENS(s)[i];
  return i < s->tokens.count && t->gap == GAP_NONE && t->type == T_WORD && t->end - t->begin <= 3;
}

static uint32_t month_at(Scan *s, uint32_t i, const Reading *month) {
  Token *t = TOKENS(s);
  int year = 0, day = 0, m = month->value;
  uint32_t first = i, last = i + 1;
  if (mark(s, last) == '.' && t[last].gap == GAP_NONE) last++;
  bool shy =
      !t[i].upper && (month->langs & 1) && s->language <= 0; /* may, march: common words in small letters */
  uint32_t b = i;
  if (b && (is(s, b - 1, W_OUT_OF) || is(s, b - 1, W_FUNCTION_WORD)) && t[b - 1].end - t[b - 1].begin <= 2)
    b--;
  if (b && mark(s, b - 1) == '.' && t[b - 1].gap == GAP_NONE) b--;
  if (b && ordinal_tail(s, b - 1)) b--;
  if (b && number_at(s, b - 1, 1, 31, &day) && !(b > 1 && (is(s, b - 2, W_CURRENCY)))) {
    first = b - 1;
    int other; /* 23-24 July */
    if (first > 1 && (mark(s, first - 1) == '-' || is(s, first - 1, W_RANGE_TO)) &&
        number_at(s, first - 2, 1, 31, &other))
      first -= 2;
  }
  if (!day && number_at(s, last, 1, 31, &day) && t[last].gap != GAP_LINE &&
      !(last + 1 < s->tokens.count &&
        (is(s, last + 1, W_PERCENT) || is(s, last + 1, W_MAGNITUDE) || is(s, last + 1, W_CURRENCY)))) {
    last++;
    if (ordinal_tail(s, last)) last++;
  }
  uint32_t end = year_after(s, last, &year);
  if (!year && !day && shy) return i + 1;
  if (!year && !day && !t[i].upper &&
      !(i && (is(s, i - 1, W_DATE_BEFORE) || is(s, i - 1, W_END_OF) || is(s, i - 1, W_START_OF))))
    return i + 1;
  last = end;
  claim(s, first, last, year * 10000 + m * 100 + day, day ? P_DAY : P_MONTH, 0, !year);
  return last;
}

static bool holds_unit(const Scan *s, uint32_t i) { /* what stands behind makes a number an amount */
  if (i >= s->tokens.count || TOKENS(s)[i].gap == GAP_LINE) return false;
  if (TOKENS(s)[i].gap == GAP_NONE && TOKENS(s)[i].end - TOKENS(s)[i].begin == 1 &&
      s->text[TOKENS(s)[i].begin] == 's')
    return false; /* 1990s */
  if (TOKENS(s)[i].type == T_MARK && i + 1 < s->tokens.count && TOKENS(s)[i + 1].gap == GAP_NONE &&
      TOKENS(s)[i + 1].type == T_WORD)
    return false; /* 2009'daki: no feet */
  return is(s, i, W_CURRENCY) || is(s, i, W_MAGNITUDE) || is(s, i, W_PERCENT) ||
         is(s, i, W_PERCENTAGE_POINT) || is(s, i, W_BASIS_POINT) || is(s, i, W_UNIT) ||
         is(s, i, W_TIME_UNIT) || is(s, i, W_MINOR_UNIT) || is(s, i, W_COUNTER) || is(s, i, W_PLURAL);
}

static bool plain_year(const Scan *s, uint32_t i, int *year) {
  if (!year_at(s, i, year)) return false;
  const Token *t = TOKENS(s);
  const Reading *c = i ? reading_of(s, i - 1, W_CURRENCY) : NULL;
  if (c && ((c->flags & (READ_SYMBOL | READ_CODE)) || t[i].gap == GAP_NONE || *year < 1900 || *year > 2100))
    return false;
  if (i && is(s, i - 1, W_PERCENT_BEFORE)) return false;
  if (i && is(s, i - 1, W_MODIFIER) && !is(s, i - 1, W_DATE_BEFORE)) return false;
  if (holds_unit(s, i + 1) && !is(s, i + 1, W_YEAR_AFTER)) return false;
  bool led = i && (is(s, i - 1, W_DATE_BEFORE) || is(s, i - 1, W_YEAR_WORD) || mark(s, i - 1) == '(' ||
                   is(s, i - 1, W_FISCAL));
  if (*year < 1900 || *year > 2100) return led && *year >= 1400;
  if (i && t[i - 1].gap != GAP_LINE && t[i - 1].type == T_WORD && t[i].gap == GAP_NONE && !t[i - 1].entry)
    return false;
  return true;
}

static int shift(int year, const Scan *s) { return this_year(s) ? this_year(s) + year : 0; }

static const uint64_t date_words[2] = {DATE_WORDS(LOW), DATE_WORDS(HIGH)};

void read_dates(Scan *s) {
  s->dates.count = 0;
  uint32_t count = (uint32_t)s->tokens.count;
  size_t at = 0;
  for (uint32_t i = 0; (i = next_of(s, &s->marked, &at, i)) < count;) {
    Token *t = TOKENS(s);
    if (t[i].role) {
      i++;
      continue;
    }
    const Reading *r;
    int y, m, d;
    if (t[i].type == T_NUMBER) {
      /* 2018-03-15, 15/03/2018 */
      int sign = mark(s, i + 1);
      if ((sign == '-' || sign == '/') && i + 4 < count && t[i + 1].gap == GAP_NONE &&
          mark(s, i + 3) == sign && t[i + 2].gap == GAP_NONE && t[i + 4].gap == GAP_NONE) {
        if (year_at(s, i, &y) && number_at(s, i + 2, 1, 12, &m) && number_at(s, i + 4, 1, 31, &d)) {
          claim(s, i, i + 5, y * 10000 + m * 100 + d, P_DAY, 0, 0);
          i += 5;
          continue;
        }
        if (number_at(s, i, 1, 31, &d) && number_at(s, i + 2, 1, 12, &m) &&
            number_at(s, i + 4, 0, 2199, &y)) {
          claim(s, i, i + 5, y > 999 ? y * 10000 + m * 100 + d : 0, P_DAY, 0, 0);
          i += 5;
          continue;
        }
      }
      /* 10:15, 10:15:30 */
      if (mark(s, i + 1) == ':' && t[i + 1].gap == GAP_NONE && i + 2 < count && t[i + 2].type == T_NUMBER &&
          t[i + 2].gap == GAP_NONE) {
        uint32_t k = i + 3;
        while (mark(s, k) == ':' && k + 1 < count && t[k + 1].type == T_NUMBER) k += 2;
        for (uint32_t q = i; q < k; q++) t[q].role = R_EXCLUDED;
        i = k;
        continue;
      }
      /* 2018年3月15日, 3月15日, 15日 */
      if (year_at(s, i, &y) && is(s, i + 1, W_YEAR_AFTER) && t[i + 1].gap != GAP_LINE) {
        uint32_t k = i + 2;
        m = d = 0;
        if (number_at(s, k, 1, 12, &m) && is(s, k + 1, W_MONTH_AFTER)) {
          k += 2;
          if (number_at(s, k, 1, 31, &d) && is(s, k + 1, W_DAY_AFTER))
            k += 2;
          else
            d = 0;
        } else
          m = 0;
        if (!m && (r = reading_of(s, k, W_QUARTER))) {
          claim(s, i, k + 1, y * 10000 + r->value * 100, P_QUARTER, 0, 0);
          i = k + 1;
          continue;
        }
        claim(s, i, k, y * 10000 + m * 100 + d, d ? P_DAY : m ? P_MONTH : P_YEAR, is(s, k, W_FISCAL), 0);
        i = k;
        continue;
      }
      if (number_at(s, i, 1, 12, &m) && is(s, i + 1, W_MONTH_AFTER) && t[i + 1].gap == GAP_NONE) {
        uint32_t k = i + 2;
        d = 0;
        if (number_at(s, k, 1, 31, &d) && is(s, k + 1, W_DAY_AFTER))
          k += 2;
        else
          d = 0;
        claim(s, i, k, m * 100 + d, d ? P_DAY : P_MONTH, 0, 1);
        i = k;
        continue;
      }
      if (number_at(s, i, 1, 31, &d) && is(s, i + 1, W_DAY_AFTER) && t[i + 1].gap == GAP_NONE &&
          !is(s, i + 2, W_RANGE_TO)) {
        t[i].role = t[i + 1].role = R_EXCLUDED;
        i += 2;
        continue;
      }
      if (plain_year(s, i, &y)) {
        uint32_t k = i + 1;
        int fiscal = i && is(s, i - 1, W_FISCAL), next;
        if (k < count && t[k].gap == GAP_NONE && t[k].type == T_WORD &&
            t[k].end - t[k].begin <= 2) { /* 1990s */
          claim(s, i, k + 1, 0, P_NONE, 0, 0);
          i = k + 1;
          continue;
        }
        if (k + 1 < count && (mark(s, k) == '-' || mark(s, k) == '/') &&
            t[k + 1].gap == GAP_NONE) { /* 2020-21 */
          if (number_at(s, k + 1, 0, 99, &next) && next == (y + 1) % 100) {
            claim(s, i, k + 2, (y + 1) * 10000, P_YEAR, 1, 0);
            i = k + 2;
            continue;
          }
        }
        if ((r = reading_of(s, k, W_QUARTER)) && t[k].gap != GAP_LINE) {
          claim(s, i, k + 1, y * 10000 + r->value * 100, P_QUARTER, fiscal, 0);
          i = k + 1;
          continue;
        }
        if ((r = reading_of(s, k, W_HALF_YEAR)) && t[k].gap != GAP_LINE) {
          claim(s, i, k + 1, y * 10000 + r->value * 100, P_HALF, fiscal, 0);
          i = k + 1;
          continue;
        }
        if (is(s, k, W_FISCAL)) fiscal = 1;
        claim(s, i, k, y * 10000, P_YEAR, fiscal, 0);
        i = k;
        continue;
      }
      i++;
      continue;
    }
    if (!(t[i].classes[0] & date_words[0]) && !(t[i].classes[1] & date_words[1])) {
      i++;
      continue;
    }
    if ((r = reading_of(s, i, W_MONTH))) {
      i = month_at(s, i, r);
      continue;
    }
    if ((r = reading_of(s, i, W_QUARTER)) || (r = reading_of(s, i, W_HALF_YEAR))) {
      int period = r->word_class == W_QUARTER ? P_QUARTER : P_HALF, value = r->value;
      y = 0;
      uint32_t k = year_after(s, i + 1, &y);
      int fiscal = 0;
      if (!y) {
        uint32_t q = i + 1;
        while (q < i + 4 && q < count && (is(s, q, W_OUT_OF) || is(s, q, W_FUNCTION_WORD))) q++;
        if (is(s, q, W_FISCAL)) {
          fiscal = 1;
          k = year_after(s, q + 1, &y);
          if (!y) k = i + 1;
        } else if (is(s, q, W_LAST_YEAR)) {
          y = shift(-1, s);
          k = q + 1;
        } else if (is(s, q, W_THIS_YEAR)) {
          y = shift(0, s);
          k = q + 1;
        } else if (is(s, q, W_YEAR_WORD)) {
          k = year_after(s, q + 1, &y);
          if (!y) k = i + 1;
        } else
          k = i + 1;
      }
      claim(s, i, k, y * 10000 + value * 100, period, fiscal, !y);
      i = k;
      continue;
    }
    if ((r = reading_of(s, i, W_ERA)) && number_at(s, i + 1, 1, 3000, &y) &&
        !(is(s, i, W_YEAR_WORD) &&
          (y < 2400 || is(s, i + 2, W_CURRENCY) || is(s, i + 2, W_MAGNITUDE)))) { /* ปี 2566, but ปี 2023 */
      uint32_t k = i + 2 + (is(s, i + 2, W_YEAR_AFTER) ? 1 : 0);
      claim(s, i, k, (r->value + y) * 10000, P_YEAR, 0, 0);
      i = k;
      continue;
    }
    if (is(s, i, W_FISCAL) && year_at(s, i + 1, &y)) {
      uint32_t k = i + 2;
      int next;
      if ((mark(s, k) == '-' || mark(s, k) == '/') && number_at(s, k + 1, 0, 99, &next)) {
        y = y / 100 * 100 + next;
        k += 2;
      }
      claim(s, i, k, y * 10000, P_YEAR, 1, 0);
      i = k;
      continue;
    }
    int relative = is(s, i, W_LAST_YEAR) ? -1 : is(s, i, W_NEXT_YEAR) ? 1 : is(s, i, W_THIS_YEAR) ? 0 : 9;
    if (relative != 9 && this_year(s)) {
      claim(s, i, i + 1, shift(relative, s) * 10000, P_YEAR, 0, 1);
      i++;
      continue;
    }
    int month = s->published / 100 % 100;
    if (is(s, i, W_LAST_MONTH) && month) {
      int yy = this_year(s);
      m = month - 1;
      if (!m) {
        m = 12;
        yy--;
      }
      claim(s, i, i + 1, yy * 10000 + m * 100, P_MONTH, 0, 1);
      i++;
      continue;
    }
    if (is(s, i, W_THIS_MONTH) && month) {
      claim(s, i, i + 1, this_year(s) * 10000 + month * 100, P_MONTH, 0, 1);
      i++;
      continue;
    }
    if (is(s, i, W_LAST_QUARTER) && month) {
      int q = (month - 1) / 3, yy = this_year(s);
      if (!q) {
        q = 4;
        yy--;
      }
      claim(s, i, i + 1, yy * 10000 + q * 100, P_QUARTER, 0, 1);
      i++;
      continue;
    }
    i++;
  }
}
