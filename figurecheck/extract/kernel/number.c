/* Numbers: literals in digits of any script and grouping, number words, and both mixed. */
#include <string.h>

#include "kernel.h"

enum { MAX_GROUPS = 16, MAX_DIGITS = 36, SPACE_MARK = ' ' };

static int digits_run(const uint8_t *p, const uint8_t *end, u128 *m, int *n, const uint8_t **stop) {
  int count = 0;
  *n = 0;
  while (p < end) {
    int size, d;
    if (*p < 0x80) {
      d = (uint8_t)(*p - '0') < 10 ? *p - '0' : -1;
      size = 1;
    } else {
      d = digit_value(decode(p, end, &size));
    }
    if (d < 0) break;
    if (count < MAX_DIGITS) *m = *m * 10 + (u128)d;
    count++;
    p += size;
  }
  *n = count;
  *stop = p;
  return count;
}

/* The grouping or decimal sign at p: its plain form and size, or 0. */
static int sign_at(const uint8_t *p, const uint8_t *end, int *size) {
  *size = 1;
  switch (*p) {
    case ',':
    case '.':
    case '\'': return *p;
    case ' ': return SPACE_MARK;
    case 0xC2:
      if (p + 1 < end) {
        *size = 2;
        if (p[1] == 0xA0) return SPACE_MARK;
        if (p[1] == 0xB7) return '.';
      }
      return 0;
    case 0xD9:
      if (p + 1 < end) {
        *size = 2;
        if (p[1] == 0xAB) return 'd';
        if (p[1] == 0xAC) return 'g';
      }
      return 0;
    case 0xE2:
      if (p + 2 < end && p[1] == 0x80) {
        *size = 3;
        if (p[2] == 0xAF || p[2] == 0x89 || p[2] == 0x88) return SPACE_MARK;
        if (p[2] == 0x99) return '\'';
      }
      return 0;
    case 0xEF:
      if (p + 2 < end && p[1] == 0xBC) {
        *size = 3;
        if (p[2] == 0x8C) return ',';
        if (p[2] == 0x8E) return '.';
      }
      return 0;
    default: return 0;
  }
}

typedef struct {
  int sign, digits;
  const uint8_t *stop;
  u128 upto;
} Part;

/* Parts 1..k all group the one before: thousands, Indian groups, or broken print with two or more. */
static bool groups(const Part *part, int from, int to) {
  if (part[0].digits > 3 || part[0].digits == 0) return false;
  bool threes = true, indian = true, loose = to - from >= 1;
  for (int i = from; i <= to; i++) {
    if (part[i].digits != 3) threes = false;
    if (part[i].digits != (i == to ? 3 : 2)) indian = false;
    if (part[i].digits < 3 || part[i].digits > 4) loose = false;
  }
  if (part[to].digits != 3) loose = false;
  if (indian && to > from && part[0].digits > 2) indian = false;
  return threes || indian || (loose && part[from].sign == ',');
}

const uint8_t *read_literal(const Scan *s, const uint8_t *p, const uint8_t *end, Number *out) {
  Part part[MAX_GROUPS];
  int n = 0, size;
  u128 m = 0;
  memset(out, 0, sizeof *out);
  char decimal = s->lex->language[s->language < 0 ? 0 : s->language].decimal;

  if (*p == '.' || *p == ',') { /* .5 */
    int d;
    p++;
    digits_run(p, end, &m, &d, &p);
    out->mantissa = m;
    out->exponent = out->place = -d;
    out->digits = (uint8_t)d;
    out->decimals = (uint8_t)d;
    out->valid = d < MAX_DIGITS;
    return p;
  }
  digits_run(p, end, &m, &part[0].digits, &part[0].stop);
  part[0].sign = 0;
  part[0].upto = m;
  n = 1;
  const uint8_t *q = part[0].stop;
  bool more = false; /* the run of groups goes on past what is kept */
  while (q < end) {
    int sign = sign_at(q, end, &size);
    if (!sign || q + size >= end) break;
    const uint8_t *r = q + size;
    int c;
    if (digit_value(decode(r, end, &c)) < 0) break;
    Part next = {sign, 0, NULL, 0};
    digits_run(r, end, &m, &next.digits, &next.stop);
    if (sign == SPACE_MARK &&
        (next.digits != 3 || part[0].digits > 3 || (n > 1 && part[n - 1].sign != SPACE_MARK)))
      break;
    if (n == MAX_GROUPS) {
      more = true;
      q = next.stop;
      continue;
    }
    next.upto = m;
    part[n++] = next;
    q = next.stop;
  }
  if (more) { /* not a number that anyone wrote as one */
    out->valid = 0;
    out->digits = 255;
    return q;
  }

  int whole = 0, fraction = 0; /* last part of the whole number, and the part that holds decimals */
  if (n == 2) {
    int g = part[1].sign, d = part[1].digits;
    if (g == SPACE_MARK)
      whole = 1;
    else if (g == '\'') {
      if (groups(part, 1, 1)) whole = 1;
    } else if (g == 'd')
      fraction = 1;
    else if (g == 'g') {
      if (groups(part, 1, 1))
        whole = 1;
      else
        fraction = 1;
    } else {
      bool may_group = d == 3 && part[0].digits <= 3 && !(part[0].digits == 1 && part[0].upto == 0);
      if (!may_group)
        fraction = 1;
      else {
        out->ambiguous = 1;
        if (g == decimal)
          fraction = 1;
        else
          whole = 1;
      }
    }
  } else if (n > 2) {
    int same = 1;
    for (int i = 2; i < n; i++) same &= part[i].sign == part[1].sign;
    if (same) {
      if (groups(part, 1, n - 1))
        whole = n - 1;
      else if (part[1].sign == '.') {
        out->valid = 0;
        out->digits = 254;
        return part[n - 1].stop;
      } /* a version, a date */
      else if (part[1].sign == SPACE_MARK)
        whole = n - 1;
      else
        n = 1; /* a list: 3,4,5 */
    } else {
      int last = n - 1;
      int g = part[last].sign;
      bool once = g != SPACE_MARK && g != '\'';
      for (int i = 1; i < last; i++) once &= part[i].sign != g;
      bool alike = true;
      for (int i = 2; i < last; i++) alike &= part[i].sign == part[1].sign;
      if (once && alike && (last == 1 || groups(part, 1, last - 1))) {
        whole = last - 1;
        fraction = last;
      } else { /* keep what can be read from the left */
        int k = 1;
        while (k < n && part[k].sign == part[1].sign) k++;
        if (k - 1 >= 1 && groups(part, 1, k - 1))
          whole = k - 1;
        else
          n = 1;
      }
    }
  }
  int last = fraction ? fraction : whole;
  out->mantissa = part[last].upto;
  out->decimals = (uint8_t)(fraction ? (part[fraction].digits > 250 ? 250 : part[fraction].digits) : 0);
  out->exponent = out->place = -(fraction ? part[fraction].digits : 0);
  out->grouped = whole > 0;
  int kept = 0;
  for (int i = 0; i <= last; i++) kept += part[i].digits;
  out->digits = (uint8_t)(kept > 250 ? 250 : kept);
  out->valid = kept <= MAX_DIGITS;
  p = part[last].stop;

  /* 1.2e9 and 158o, the letter typed for a zero */
  if (p < end && (*p | 32) == 'e' && p + 1 < end) {
    const uint8_t *r = p + 1;
    int negative = 0, e = 0, d = 0;
    if (*r == '-' || *r == '+') negative = *r++ == '-';
    while (r < end && (uint8_t)(*r - '0') < 10 && d < 4) {
      e = e * 10 + *r++ - '0';
      d++;
    }
    if (d && d < 3 && !(r < end && is_letter(*r))) {
      out->exponent += negative ? -e : e;
      out->place = out->exponent;
      p = r;
    }
  } else if (p < end && (*p | 32) == 'o' && !fraction && out->digits >= 2 &&
             !(p + 1 < end && is_letter(p[1])) && out->valid) {
    out->mantissa *= 10;
    p++;
  }
  return p;
}

/* 7:50 kronor: hundredths behind a colon at p, where a currency follows. Gives where the number ends. */
const uint8_t *read_price(const Scan *s, const uint8_t *p, const uint8_t *end, Number *n) {
  const uint8_t *q = p + 3, *stop = NULL;
  if (s->language <= 0 || n->decimals || p[1] < '0' || p[1] > '9' || p[2] < '0' || p[2] > '9') return p;
  if (q >= end || *q != ' ') return p;
  uint32_t word = lexicon_match(s->lex, q + 1, end, &stop) & ENTRY_MASK;
  if (!word || !reading_in(s->lex, word, W_CURRENCY, s->language)) return p;
  n->mantissa = n->mantissa * 100 + (u128)((p[1] - '0') * 10 + p[2] - '0');
  n->exponent = n->place = -2;
  n->decimals = 2;
  n->digits += 2;
  return q;
}

/* Reads an ambiguous literal (1.234) again by the habits of another language. */
void number_reread(const Scan *s, uint32_t token, int language, Number *n) {
  Scan other = *s;
  other.language = language;
  const Token *t = &TOKENS(s)[token];
  read_literal(&other, s->text + t->begin, s->text + t->end, n);
  n->literal = token + 1;
}

/* ---- composition --------------------------------------------------------------------------- */

typedef struct {
  u128 m;
  int e, scale, place;
} Term; /* m * 10^e, last multiplied by 10^scale */

static const u128 limit = ((u128)1 << 120);

static bool raise_term(Term *t, int to) { /* writes the same amount with exponent `to` */
  while (t->e > to) {
    if (t->m > limit / 10) return false;
    t->m *= 10;
    t->e--;
  }
  return true;
}

static bool add_terms(Term *a, Term b) {
  int e = a->e < b.e ? a->e : b.e;
  if (!raise_term(a, e) || !raise_term(&b, e)) return false;
  a->m += b.m;
  a->place = b.place;
  return true;
}

/* May v be said right after m (twenty three, двести пятьдесят)? It must fill places that m leaves empty. */
static bool adds(u128 m, int v) {
  if (v <= 0 || m < 20) return false;
  return m % 100 == 0 ? v < 100 : m % 10 == 0 ? v < 10 : false;
}

static bool whole_below(const Term *t, int scale) { /* is the amount < 10^scale? */
  Term u = *t;
  u128 bound = 1;
  if (u.e > scale) return false;
  for (int i = 0; i < scale - u.e; i++) {
    if (bound > limit) return true;
    bound *= 10;
  }
  return u.m < bound;
}

/* A single letter that may be a magnitude (5m, 20K) wants digits right before it. */
static bool is_letter_form(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  return t->end - t->begin == 1 && s->text[t->begin] < 0x80;
}

/* The scale at token i. Before a foreign word it is of that word's language: mil millones, 50 mil euros. */
static const Reading *scale_at(const Scan *s, uint32_t i) {
  const Reading *r = reading_of(s, i, W_MAGNITUDE);
  if (!r || !near(s, i + 1) || !TOKENS(s)[i + 1].foreign || is_letter_form(s, i)) return r;
  const Reading *next = reading_of(s, i + 1, W_MAGNITUDE);
  if (!next) next = reading_of(s, i + 1, W_CURRENCY);
  if (!next || r->langs & next->langs) return r;
  const Entry *e = &s->lex->entry[TOKENS(s)[i].entry];
  for (uint32_t k = 0; k < e->count; k++) {
    const Reading *other = &s->lex->reading[e->first + k];
    if (other->word_class == W_MAGNITUDE && other->langs & next->langs) return other;
  }
  return r;
}

/* "2. 7 trillion", "54, 3 Milliarden": decimals set apart from their mark, where a scale tells that they are. */
static bool apart_decimals(const Scan *s, uint32_t i, const Number *n) {
  const Token *t = &TOKENS(s)[i];
  if (i + 3 >= s->tokens.count || n->decimals || n->grouped || n->digits > 3 || !n->mantissa) return false;
  char decimal = s->lex->language[s->language < 0 ? 0 : s->language].decimal;
  if (t[1].type != T_MARK || t[1].gap || t[1].mark != decimal || t[2].type != T_NUMBER ||
      t[2].gap != GAP_SPACE || t[2].role || !near(s, i + 3) || t[3].type != T_WORD)
    return false;
  const Number *d = &NUMBERS(s)[t[2].number];
  const Reading *scale = reading_of(s, i + 3, W_MAGNITUDE);
  return d->valid && !d->decimals && d->digits <= 2 && scale && scale->value >= 6 &&
         t[3].end - t[3].begin > 1;
}

static bool counted_word(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  return i < s->tokens.count && t->type == T_WORD && t->gap == GAP_SPACE && !is(s, i, W_FUNCTION_WORD) &&
         !is(s, i, W_UNIT) && !is(s, i, W_PER) && !is(s, i, W_MEASURED) && !t->upper;
}

/* "3 آلاف و500": whether the digits at token j, joined to a scale, go on the number that starts at i. */
static bool joins_digits(const Scan *s, uint32_t i, uint32_t j, int scale) {
  const Number *n = &NUMBERS(s)[TOKENS(s)[j].number];
  const Reading *next = near(s, j + 1) ? reading_of(s, j + 1, W_MAGNITUDE) : NULL;
  if (i && is(s, i - 1, W_RANGE_BETWEEN)) return false;
  return n->valid && !n->decimals && n->digits <= 3 && (next ? next->value < scale : scale == 3);
}

/* Parses the number that starts at token i. Returns the token after it, or i if none starts there.
 * `money`: a currency stands before it, so a lone letter is a magnitude and not a unit. */
uint32_t parse_number(Scan *s, uint32_t i, Number *out, bool money) {
  enum { NONE, LITERAL, WORD, SCALE, JOINED } last = NONE;
  Term stack[12];
  int depth = 0;
  uint32_t j = i, count = (uint32_t)s->tokens.count, after = i;
  Token *t = TOKENS(s);
  Number first;
  bool words = true, joined = false, cjk_digits = false, halved = false, vague = false;
  int literal_language = -2;
  memset(out, 0, sizeof *out);
  memset(&first, 0, sizeof first);

  for (; j < count; j++) {
    if (j > i) {
      if (t[j].gap == GAP_LINE && t[j - 1].type == T_BREAK) break;
      if (t[j].type == T_BREAK) break;
      if (t[j].type == T_MARK && t[j].mark == '-' && t[j].gap == GAP_NONE && j + 1 < count &&
          t[j + 1].gap == GAP_NONE && t[j + 1].type != T_MARK)
        continue; /* ten-point-four, 8-hundred */
      if (t[j].type == T_MARK && t[j].mark == '.' && t[j].gap == GAP_NONE && last == SCALE)
        continue; /* mln. */
    }
    const Reading *r;
    if (t[j].type == T_NUMBER) {
      Number *n = &NUMBERS(s)[t[j].number];
      if (!n->valid) break;
      if (last == NONE)
        ;
      else if (last == SCALE && depth && t[j - 1].type == T_WORD) {
        uint32_t k = j + 1;
        while (k < count && t[k].type == T_MARK && t[k].mark == '-') k++;
        const Reading *next = reading_of(s, k, W_MAGNITUDE);
        int scale = stack[depth - 1].scale;
        bool close =
            (t[j].gap == GAP_NONE && t[j - 1].mark != '.') || (t[j].gap == GAP_SPACE && unspaced(s, j - 1));
        bool smaller = next && t[k].gap != GAP_LINE && next->value < scale;
        bool bare = close && !n->decimals && scale < 30;
        Term v = {n->mantissa, n->exponent, 0, n->place};
        bool tail = scale == 3 && (s->language > 0 || t[j - 1].foreign) && t[j].gap == GAP_SPACE &&
                    !n->decimals && !n->grouped && n->digits <= 3 && stack[depth - 1].e == 3 &&
                    !is_letter_form(s, j - 1) && s->text[t[j - 1].end - 1] != '.' &&
                    t[j - 1].mark != '.'; /* 17 bin 2 lira */
        if (!(smaller && t[j].gap != GAP_LINE) && !(bare && whole_below(&v, scale)) && !tail) break;
      } else
        break;
      if (last == NONE) first = *n;
      if (depth == 12) break;
      stack[depth++] = (Term){n->mantissa, n->exponent, -1, n->place};
      if (last == NONE && apart_decimals(s, j, n)) {
        const Number *d = &NUMBERS(s)[t[j + 2].number];
        for (int k = 0; k < d->digits; k++) stack[0].m *= 10;
        stack[0].m += d->mantissa;
        stack[0].e = stack[0].place = -d->digits;
        first.decimals = d->digits;
        j += 2;
      }
      last = LITERAL;
      words = false;
      after = j + 1;
      continue;
    }
    if (t[j].type != T_WORD && !(t[j].type == T_MARK && t[j].entry)) break;

    if ((r = scale_at(s, j))) {
      bool letter = is_letter_form(s, j);
      if (letter && last != LITERAL) break;
      if (r->value == 2 && is(s, j, W_MINOR_UNIT) && depth && (last == LITERAL || stack[depth - 1].m > 19))
        break; /* 15 cents, not 15 hundred */
      if (letter) {
        bool tight = t[j].gap == GAP_NONE;
        bool currency = j + 1 < count && (is(s, j + 1, W_CURRENCY)) && t[j + 1].gap != GAP_LINE;
        if (!tight && !money && !currency) break;
        bool thousand = r->value == 3;
        if (!thousand && !money && !currency && !counted_word(s, j + 1)) break;
        if (!tight && is(s, j, W_CURRENCY)) break;
      }
      if (last == NONE) {
        /* A bare scale counts as one of itself only where its language writes it so: 百万, mil, مليون دولار. */
        if (!(r->flags & READ_GLUED) && !is(s, j, W_NUMBER)) break;
        stack[depth++] = (Term){1, 0, -1, 0};
      } else if (last == JOINED) {
        if (!(r->flags & READ_GLUED)) break;
        if (depth == 12) break;
        stack[depth++] = (Term){1, 0, -1, 0};
      }
      int e = r->value;
      if (cjk_digits && depth && stack[depth - 1].m < 90 &&
          stack[depth - 1].m % 10 == stack[depth - 1].m / 10 + 1)
        vague = true;
      if (literal_language == -2 && first.ambiguous &&
          !(r->langs >> (s->language < 0 ? 0 : s->language) & 1)) {
        int language = 0;
        while (language < 63 && !(r->langs >> language & 1)) language++;
        literal_language = language;
        Number again;
        number_reread(s, i, language, &again);
        if (depth == 1 && again.valid) stack[0] = (Term){again.mantissa, again.exponent, -1, again.place};
      }
      bool adjacent = last == SCALE;
      Term sum = {0, 0, -1, 0};
      bool any = false;
      while (depth && (stack[depth - 1].scale < e || (adjacent && stack[depth - 1].scale <= e && !any))) {
        Term top = stack[--depth];
        if (!any) {
          sum = top;
          any = true;
        } else {
          int place = sum.place;
          Term a = top;
          if (!add_terms(&a, sum)) return i;
          sum = a;
          sum.place = place;
        }
      }
      if (!any) {
        if (!(r->flags & READ_GLUED) || (adjacent && depth && e >= stack[depth - 1].scale)) break;
        sum = (Term){1, 0, -1, 0};
      }
      sum.e += e;
      sum.place += e;
      sum.scale = e;
      if (depth == 12) break;
      stack[depth++] = sum;
      last = SCALE;
      after = j + 1;
      continue;
    }
    if ((r = reading_of(s, j, W_NUMBER))) {
      int v = r->value;
      if (last == LITERAL) break;
      if (j > i && t[j].foreign && s->text[t[j].begin] < 0x80 && !t[j - 1].foreign)
        break; /* ten million pet owners */
      if (last == WORD) {
        Term *top = &stack[depth - 1];
        bool digit_pair = t[j].mark == 0 && t[j].gap == GAP_NONE && t[j].end - t[j].begin >= 3 &&
                          top->m < 10 && v < 10 && unspaced(s, j);
        if (digit_pair || cjk_digits) {
          if (v > 9 || t[j].gap || top->m > limit / 10) break;
          top->m = top->m * 10 + (u128)v;
          cjk_digits = true;
          after = j + 1;
          continue;
        }
        bool tens = top->e == 0 && adds(top->m, v);
        bool ones = top->m % 100 < 10 && top->m % 100 && (top->m < 10 || r->flags & READ_JOINED);
        bool units_first = top->e == 0 && ones && v >= 20 && v < 100 && v % 10 == 0 &&
                           (joined || r->flags & READ_JOINED); /* مئة وخمسة وعشرون */
        if (!tens && !units_first) break;
        const Reading *scale = reading_of(s, j + 1, W_MAGNITUDE);
        if (scale && scale->value <= 2 &&
            top->m >= 100) { /* seratus lima puluh: the scale belongs to the second */
          if (depth == 12) break;
          stack[depth++] = (Term){(u128)v, 0, -1, 0};
        } else
          top->m += (u128)v;
        after = j + 1;
        joined = false;
        continue;
      }
      if (last == SCALE && depth) {
        int scale = stack[depth - 1].scale;
        Term x = {(u128)v, 0, 0, 0};
        if (!whole_below(&x, scale < 0 ? 0 : scale)) break;
        if (t[j].gap == GAP_LINE) break;
        if (!words) { /* 3 million two hundred thousand: only with a smaller scale behind it */
          const Reading *next = reading_of(s, j + 1, W_MAGNITUDE);
          if (!next || next->value >= scale) break;
        }
      }
      if (depth == 12) break;
      stack[depth++] = (Term){(u128)v, 0, -1, 0};
      last = WORD;
      after = j + 1;
      joined = false;
      continue;
    }
    if (last != NONE && is(s, j, W_MODIFIER_AFTER) && unspaced(s, j) && is(s, j + 1, W_MAGNITUDE) &&
        t[j + 1].gap == GAP_NONE)
      continue;                            /* 500多亿 */
    if (last == NONE && is(s, j, W_ONE)) { /* a million, eine Milliarde, a dozen */
      uint32_t k = j + 1;
      if (k < count && t[k].type == T_MARK && t[k].mark == '-') k++;
      if (!is(s, k, W_MAGNITUDE) && !is(s, k, W_MULTIPLE)) break;
      if (t[k].type != T_WORD || is_letter_form(s, k)) break;
      stack[depth++] = (Term){1, 0, -1, 0};
      last = WORD;
      continue;
    }
    if ((r = reading_of(s, j, W_MULTIPLE)) && last != SCALE && last != JOINED) {
      u128 m = (u128)r->value;
      int e = 0, d = r->second;
      while (d > 1) {
        if (d % 10 == 0) {
          d /= 10;
          e--;
        } else {
          m *= 5;
          d /= d % 2 ? d : 2;
          e--;
          if (e < -6) break;
        }
      }
      if (last == NONE) {
        stack[depth++] = (Term){m, e, -1, e};
      } else {
        Term *top = &stack[depth - 1];
        if (top->m > limit / (m ? m : 1)) break;
        top->m *= m;
        top->e += e;
      }
      last = WORD;
      after = j + 1;
      continue;
    }
    if (is(s, j, W_AND_HALF) && depth && !halved && (last == WORD || last == SCALE || last == LITERAL)) {
      Term half = {5, -1, -1, -1};
      Term *top = &stack[depth - 1];
      if (last == SCALE) {
        half.e += top->scale;
        half.place += top->scale;
      }
      int scale = top->scale;
      if (!add_terms(top, half)) break;
      top->scale = scale;
      halved = true;
      after = j + 1;
      if (last != SCALE) last = WORD;
      continue;
    }
    if (is(s, j, W_DECIMAL_WORD) && (last == SCALE || (last == WORD && depth > 1)) && depth &&
        unspaced(s, j) && (is(s, j + 1, W_NUMBER))) { /* 百二十点五 */
      Term sum = stack[0];
      bool small = true;
      for (int k = 0; k < depth; k++) small &= stack[k].scale < 4 || depth == 1;
      for (int k = 1; k < depth; k++) small &= add_terms(&sum, stack[k]);
      if (!small || !raise_term(&sum, 0)) break;
      sum.scale = -1;
      stack[0] = sum;
      depth = 1;
      last = WORD;
    }
    if (is(s, j, W_DECIMAL_WORD) && depth == 1 && (last == LITERAL || last == WORD)) {
      uint32_t k = j + 1;
      Term *top = &stack[0];
      int read = 0;
      while (k < count && read < 12) {
        if (t[k].type == T_MARK && t[k].mark == '-' && t[k].gap == GAP_NONE) {
          k++;
          continue;
        }
        if (t[k].gap == GAP_LINE) break;
        const Reading *d = reading_of(s, k, W_NUMBER);
        if (t[k].type == T_NUMBER && !read && NUMBERS(s)[t[k].number].valid &&
            !NUMBERS(s)[t[k].number].decimals) {
          Number *n = &NUMBERS(s)[t[k].number];
          for (int q = 0; q < n->digits; q++) {
            if (top->m > limit / 10) return i;
            top->m *= 10;
            top->e--;
          }
          top->m += n->mantissa;
          read = n->digits;
          k++;
          break;
        }
        if (d && !read && d->value > 9 && d->value < 100 && top->m <= limit / 100) {
          top->m = top->m * 100 + (u128)d->value;
          top->e -= 2;
          read = 2;
          k++;
          break;
        }
        if (!d || d->value > 9) break;
        if (top->m > limit / 10) return i;
        top->m = top->m * 10 + (u128)d->value;
        top->e--;
        read++;
        k++;
      }
      if (!read) break;
      top->place = top->e;
      j = k - 1;
      after = k;
      last = LITERAL;
      continue;
    }
    if (last == SCALE && is(s, j, W_JOINER) && j + 1 < count && t[j + 1].type == T_NUMBER &&
        t[j + 1].gap == GAP_NONE && joins_digits(s, i, j + 1, stack[depth - 1].scale)) {
      j++;
      Number *n = &NUMBERS(s)[t[j].number];
      if (depth == 12) break;
      stack[depth++] = (Term){n->mantissa, n->exponent, -1, n->place};
      last = LITERAL;
      words = false;
      after = j + 1;
      continue;
    }
    if (is(s, j, W_JOINER) && (last == WORD || last == SCALE) && words && j + 1 < count &&
        t[j + 1].gap != GAP_LINE) {
      const Reading *next = reading_of(s, j + 1, W_NUMBER);
      const Reading *scale = reading_of(s, j + 1, W_MAGNITUDE);
      Term *top = &stack[depth - 1];
      if (last == SCALE) {
        if (!next && !(scale && (scale->flags & READ_GLUED) && scale->value < top->scale)) break;
      } else {
        bool tens = next && top->e == 0 && adds(top->m, next->value);
        bool units_first = next && top->e == 0 && top->m < 10 && next->value >= 20 && next->value % 10 == 0 &&
                           next->value < 100;
        if (!tens && !units_first) break;
        if (is(s, j, W_FUNCTION_WORD) && s->language <= 0 && t[j].gap)
          break; /* "twenty and five" is two numbers in English */
      }
      joined = true;
      if (last == SCALE) last = JOINED;
      continue;
    }
    break;
  }
  if (!depth || after == i) return i;
  /* 一百七 is 170 in Chinese: a lone digit behind a scale fills the next place */
  if (depth > 1 && s->language >= 0 && s->lex->language[s->language].short_tail && last == WORD &&
      !cjk_digits) {
    Term *tail = &stack[depth - 1];
    int scale = stack[depth - 2].scale;
    if (tail->m < 10 && tail->m && tail->scale < 0 && tail->e == 0 && scale >= 2 &&
        t[after - 1].gap == GAP_NONE && is(s, after - 2, W_MAGNITUDE)) {
      tail->e = tail->place = scale - 1;
    }
  }
  Term total = stack[0];
  for (int k = 1; k < depth; k++) {
    Term b = stack[k];
    if (!add_terms(&total, b)) return i;
  }
  out->mantissa = total.m;
  out->exponent = total.e;
  out->place = total.place;
  out->valid = 1;
  out->vague = vague;
  out->literal = first.literal ? first.literal : 0;
  out->digits = first.digits;
  out->decimals = first.decimals;
  out->grouped = first.grouped;
  if (words) out->literal = 0;
  return after;
}
