/* What stands between two amounts: the signs and words that tie them, and those that part them. */
#include "pair.h"

static bool relative_date(const Scan *s, uint32_t k) {
  return is(s, k, W_LAST_YEAR) || is(s, k, W_LAST_MONTH) || is(s, k, W_LAST_QUARTER) || is(s, k, W_THIS_YEAR);
}

/* Behind a bracket that tells a rate and no amount, "(at 15,161 rupiah)"; where it stands if there is none. */
static uint32_t past_rate(const Scan *s, uint32_t open, uint32_t to) {
  bool rate = false;
  for (uint32_t k = open + 1; k < to && mark(s, k) != ')'; k++) {
    if (TOKENS(s)[k].role == R_FIGURE) return open;
    rate |= TOKENS(s)[k].role == R_RATE || is(s, k, W_AT_RATE);
    if (k + 1 < to && mark(s, k + 1) == ')' && rate) return k + 2;
  }
  return open;
}

/* One sign of a script without spaces ties only what stands right behind it: the 合 of 競合 ties nothing. */
static bool part_of_word(const Scan *s, uint32_t k, uint32_t to) {
  const Token *t = &TOKENS(s)[k];
  return t->cend - t->cbegin == 1 && unspaced(s, k) && k + 1 < to;
}

Between look(const Scan *s, uint32_t from, uint32_t to) {
  Between b = {0};
  const Token *t = TOKENS(s);
  uint32_t tied = ~0u - 1; /* the last connector */
  bool joined = false;
  if (from && from < to && t[from].upper && t[from].gap && t[from - 1].type == T_WORD &&
      s->text[t[from - 1].end - 1] == '.')
    b.stop++; /* "worth €20bn. In dollars": the stop was read as that of an abbreviation */
  if (from + 1 < to && is(s, from, W_PER) && t[from].type == T_WORD && t[from + 1].type == T_WORD)
    from += 2; /* 6 pence per pound, or */
  for (uint32_t k = from; k < to; k++) {
    if (t[k].type == T_BREAK) {
      b.stop += 2;
      continue;
    }
    if (t[k].role == R_RATE) continue;
    if (mark(s, k) == '(' && (k = past_rate(s, k, to)) >= to) break;
    if (t[k].role == R_FIGURE) {
      b.figures++;
      b.after += b.connector || b.or;
      continue;
    }
    if (b.connector && is(s, k, W_RANGE_AND) && !is(s, k, W_SAME_AMOUNT))
      b.negative++; /* 5 billion in dollars and 3 billion yuan */
    if (tied == k - 1 && t[k].type == T_WORD && t[k].end - t[k].begin <= 4)
      continue; /* ofwel van: a small word that goes with the connector */
    if (t[k].role == R_DATE || relative_date(s, k)) { /* "last year", which elsewhere compares */
      b.dates++;
      b.earlier += relative_date(s, k) && !is(s, k, W_THIS_YEAR);
      continue;
    }
    b.against += is(s, k, W_VERSUS) || is(s, k, W_FROM);
    b.per += t[k].type == T_WORD &&
             (is(s, k, W_PER) || is(s, k, W_EACH) || is(s, k, W_TIME_UNIT) || is(s, k, W_ADJUSTED));
    if (is(s, k, W_VERSUS) || is(s, k, W_OF_WHICH) || is(s, k, W_PLUS) || is(s, k, W_FROM) ||
        is(s, k, W_OUT_OF) || is(s, k, W_TOTAL))
      b.negative += !is(s, k, W_SAME_AMOUNT);
    if (mark(s, k) == '=') {
      b.equals++;
      continue;
    }
    joined |= is(s, k, W_RANGE_AND) || is(s, k, W_VERSUS);
    bool apart = part_of_word(s, k, to);
    b.target += is(s, k, W_TARGET_CURRENCY);
    if (is(s, k, W_SAME_AMOUNT) && !is(s, k, W_OR) && !apart) {
      if (k > from && mark(s, k - 1) == ',')
        b.negative = 0; /* a clause of its own: "bracht 5 miljoen op, wat" */
      else if (k > from && t[k - 1].type != T_MARK && !b.connector && (b.words || joined))
        b.loose = 1; /* 5 million euros for shares worth 4 million dollars: said of what stands before it */
      b.connector++;
      b.after = 0;
      tied = k;
      continue;
    }
    if (is(s, k, W_OR) && !apart) {
      if (k > from && mark(s, k - 1) == ';') b.negative++; /* 5 million; or 14 million with the extension */
      b.or++;
      tied = k;
      continue;
    }
    if (is(s, k, W_TARGET_CURRENCY)) {
      b.connector++;
      continue;
    }
    if (t[k].type == T_MARK) {
      switch (t[k].mark) {
        case '(':
        case '[': b.open++; break;
        case ')':
        case ']': b.close++; break;
        case ',':
        case ';':
        case ':': b.commas++; break;
        case '/': b.slash++; break;
        case '-': b.dash++; break;
        case '.':
        case '!':
        case '?':
          if (k + 1 < s->tokens.count && t[k + 1].gap) b.stop++;
          break;
        case '~': b.approx++; break;
        case '"':
        case '\'': break; /* ("just" $21bn) */
        default: b.words += !is(s, k, W_MODIFIER);
      }
      continue;
    }
    if (is(s, k, W_MODIFIER) || is(s, k, W_AT_RATE)) {
      b.approx++;
      continue;
    }
    if (is(s, k, W_FUNCTION_WORD)) {
      b.small++;
    } else {
      b.words++;
      b.after += (b.connector || b.or) && !is(s, k, W_CURRENCY) && !is(s, k, W_COUNTRY);
    }
  }
  for (uint32_t k = from; k && is(s, k - 1, W_MODIFIER_AFTER); k--) /* 12억 유로에 해당하는 */
    b.connector += is(s, k - 1, W_SAME_AMOUNT) && !is(s, k - 1, W_OR);
  for (uint32_t k = to; is(s, k, W_MODIFIER); k++) /* "pari a 5 milioni": read as part of the amount */
    b.connector += is(s, k, W_SAME_AMOUNT) && !is(s, k, W_OR);
  return b;
}
