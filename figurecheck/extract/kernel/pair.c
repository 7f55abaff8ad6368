/* Which two money figures are stated to be one amount: found by what stands between them. */
#include "kernel.h"

enum { L_NONE, L_BRACKET, L_CONNECTOR, L_SENTENCE, L_TARGETS, L_EQUALS };

static bool is_money(const Figure *f) { return f->kind == K_MONEY; }

/* A count in millions or more that has no unit may be an amount whose sign was lost. */
static bool may_be_money(const Figure *f) {
  return f->kind == K_COUNT && (f->flags & F_BARE) && f->place >= 3;
}

typedef struct {
  uint32_t open, close, equals, connector, or, stop, negative, against, figures, words, commas, slash, rate,
      approx, dash;
} Between;

static Between look(const Scan *s, uint32_t from, uint32_t to) {
  Between b = {0};
  const Token *t = TOKENS(s);
  uint32_t tied = ~0u - 1; /* the last connector */
  if (from + 1 < to && is(s, from, W_PER) && t[from].type == T_WORD && t[from + 1].type == T_WORD)
    from += 2; /* 6 pence per pound, or */
  for (uint32_t k = from; k < to; k++) {
    if (t[k].type == T_BREAK) {
      b.stop += 2;
      continue;
    }
    if (t[k].role == R_FIGURE) {
      b.figures++;
      continue;
    }
    if (tied == k - 1 && t[k].type == T_WORD && t[k].end - t[k].begin <= 4)
      continue; /* ofwel van: a small word that goes with the connector */
    b.against += is(s, k, W_VERSUS) || is(s, k, W_FROM);
    if (is(s, k, W_VERSUS) || is(s, k, W_OF_WHICH) || is(s, k, W_PLUS) || is(s, k, W_FROM) ||
        is(s, k, W_OUT_OF) || is(s, k, W_TOTAL))
      b.negative += !is(s, k, W_SAME_AMOUNT);
    if (is(s, k, W_SAME_AMOUNT) && !is(s, k, W_OR)) {
      b.connector++;
      tied = k;
      continue;
    }
    if (is(s, k, W_OR)) {
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
        case '=': b.equals++; break;
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
        default: b.words += !is(s, k, W_MODIFIER);
      }
      continue;
    }
    if (is(s, k, W_MODIFIER) || is(s, k, W_AT_RATE) || t[k].role == R_DATE) {
      b.approx++;
      continue;
    }
    if (is(s, k, W_FUNCTION_WORD)) continue;
    b.words++;
  }
  return b;
}

static bool different(const Figure *a, const Figure *b) {
  return a->unit != b->unit || (a->group >= 0) != (b->group >= 0);
}

static bool is_unit_rate(const Figure *f) { /* $1 = ..., 100 yen = ...: a rate, not an amount */
  if (f->flags & F_RANGE) return false;
  u128 m = (u128)f->first_hi << 64 | f->first_lo;
  return f->exponent == 0 && (m == 1 || m == 10 || m == 100 || m == 1000) && !(f->flags & F_WORDS);
}

/* An amount printed without its currency: that of the text's language, else the dollar or the euro. */
static void make_money(Scan *s, Figure *f, const Figure *other) {
  if (f->kind == K_MONEY) return;
  const Lexicon *lex = s->lex;
  int own = s->language > 0 ? lex->language[s->language].currency : -1;
  f->kind = K_MONEY;
  f->unit_kind = U_CURRENCY;
  f->unit = own >= 0 && own != other->unit ? own
            : lex->pivot[0] == other->unit ? lex->pivot[1]
                                           : lex->pivot[0];
  f->flags |= F_IMPLIED_UNIT | F_UNDETERMINED;
}

static bool times_sign(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  return t->end - t->begin == 1
             ? (s->text[t->begin] | 32) == 'x'
             : t->end - t->begin == 2 && s->text[t->begin] == 0xC3 && s->text[t->begin + 1] == 0x97;
}

/* Rates that the text states ($1 = 103.84 yen, at 15,161 rupiah to the dollar) are no amounts to convert. */
static void find_rates(Scan *s) {
  uint32_t end = (uint32_t)s->figures.count;
  for (uint32_t i = s->first_figure; i < end; i++) {
    Figure *a = &FIGURES(s)[i];
    if (!is_money(a)) continue;
    uint32_t before = a->first_token, after = a->last_token;
    if (before && TOKENS(s)[before].gap != GAP_LINE && times_sign(s, before - 1)) a->flags |= F_RATE;
    bool small = a->place <= 0 && !(a->flags & F_RANGE);
    if (small && after < s->tokens.count && TOKENS(s)[after].gap != GAP_LINE && is(s, after, W_AT_RATE))
      a->flags |= F_RATE;
    if (small && after + 1 < s->tokens.count && (is(s, after, W_PER) || is(s, after, W_TO)) &&
        (is(s, after + 1, W_CURRENCY) || (after + 2 < s->tokens.count && is(s, after + 2, W_CURRENCY) &&
                                          (is(s, after + 1, W_ONE) || is(s, after + 1, W_FUNCTION_WORD)))))
      a->flags |= F_RATE;
    if (i + 1 >= end) continue;
    Figure *b = &FIGURES(s)[i + 1];
    if (!is_money(b) || b->first_token - a->last_token > 4) continue;
    Between g = look(s, a->last_token, b->first_token);
    if (g.open || g.close || g.stop || !(g.equals || g.connector)) continue;
    if (is_unit_rate(a) || is_unit_rate(b)) {
      a->flags |= F_RATE;
      b->flags |= F_RATE;
    }
  }
}

static void add_pair(Scan *s, uint32_t from, uint32_t to, int link) {
  Figure *a = &FIGURES(s)[from], *b = &FIGURES(s)[to];
  make_money(s, a, b);
  make_money(s, b, a);
  Pair *p = vec_add(&s->pairs);
  *p = (Pair){.document = s->document,
              .from = from - s->first_figure,
              .to = to - s->first_figure,
              .link = (uint16_t)link};
}

/* "from COP 133 billones to 119 billones": the second amount is in the currency of the first. */
static void carry_currency(Scan *s) {
  uint32_t end = (uint32_t)s->figures.count;
  for (uint32_t i = s->first_figure + 1; i < end; i++) {
    Figure *b = &FIGURES(s)[i], *a = b - 1;
    if (!may_be_money(b) || !is_money(a) || a->place < 3 || b->sentence != a->sentence ||
        b->first_token - a->last_token > 12)
      continue;
    uint32_t before = b->first_token;
    if (!before || !is(s, before - 1, W_TO) || !a->first_token ||
        !(is(s, a->first_token - 1, W_FROM) || is(s, a->first_token - 1, W_RANGE_OPEN)))
      continue;
    b->kind = K_MONEY;
    b->unit_kind = U_CURRENCY;
    b->unit = a->unit;
    b->group = a->group;
    b->candidates = a->candidates;
    b->flags = (uint16_t)((b->flags & ~F_BARE) | (a->flags & F_UNDETERMINED));
  }
}

void find_pairs(Scan *s) {
  uint32_t end = (uint32_t)s->figures.count;
  if (end - s->first_figure < 2) return;
  carry_currency(s);
  find_rates(s);
  uint32_t target = ~0u; /* the figure that was last given as a conversion */
  for (uint32_t i = s->first_figure; i < end; i++) {
    Figure *a = &FIGURES(s)[i];
    bool converted = i == target;
    if ((!is_money(a) && !may_be_money(a)) || (a->flags & F_RATE)) continue;
    for (uint32_t j = i + 1; j < end && j <= i + 3; j++) {
      Figure *b = &FIGURES(s)[j];
      if (b->flags & F_RATE) continue;
      if (!is_money(b) && !may_be_money(b)) continue;
      if (!is_money(a) && !is_money(b)) break;
      if (b->first_token - a->last_token > 24) break;
      if (j > i + 1 && is_money(&FIGURES(s)[j - 1]) && !(FIGURES(s)[j - 1].flags & F_RATE)) break;
      Between g = look(s, a->last_token, b->first_token);
      bool other = different(a, b) || !is_money(a) || !is_money(b);
      bool each = (a->flags | b->flags) & (F_PER | F_EACH), both = (a->flags & b->flags) & (F_PER | F_EACH);
      int link = L_NONE;
      if (g.open == 1 && !g.close && !g.stop && other) {
        /* what stands in the bracket before the amount is no more than "about" */
        uint32_t open = a->last_token;
        while (mark(s, open) != '(' && mark(s, open) != '[') open++;
        Between inside = look(s, open + 1, b->first_token), outside = look(s, a->last_token, open);
        if (!inside.words && !inside.negative && !outside.against && outside.words <= 9 && !outside.commas &&
            (is_money(a) || open == a->last_token))
          link = L_BRACKET;
      } else if (!g.open && !g.close && !g.negative && !g.stop &&
                 (is_money(a) && (is_money(b) || g.connector))) {
        if ((g.equals || g.connector) && g.words <= 2) {
          /* within one currency only what is said to be equal at once, and never an amount per unit */
          if (other ? !each || both || !g.words : !each && !g.words && !g.figures)
            link = g.equals ? L_EQUALS : L_CONNECTOR;
        } else if (other && (g.or || g.slash) && !g.words)
          link = L_CONNECTOR;
      } else if (g.stop == 1 && !g.open && g.connector && g.words <= 3 && !g.figures && is_money(a) &&
                 is_money(b) && a->unit != b->unit && !(converted && j == i + 1))
        link = L_SENTENCE;
      if (!link) continue;
      add_pair(s, i, j, link);
      target = j;
      if (link == L_BRACKET) { /* further targets in the same bracket */
        uint32_t last = j;
        for (uint32_t k = j + 1; k < end && k < j + 4; k++) {
          Figure *c = &FIGURES(s)[k], *p = &FIGURES(s)[last];
          if (!is_money(c)) break;
          Between h = look(s, p->last_token, c->first_token);
          if (h.close || h.open || h.negative || h.words || h.stop) break;
          if (!different(&FIGURES(s)[i], c)) break;
          add_pair(s, i, k, L_TARGETS);
          last = k;
        }
        i = last - 1 > i ? last - 1 : i;
      }
      break;
    }
  }
}
