/* Which two money figures are stated to be one amount: found by what stands between them. */
#include <string.h>

#include "pair.h"

enum { L_NONE, L_BRACKET, L_CONNECTOR, L_SENTENCE, L_TARGETS, L_EQUALS };

/* A count in millions or more that has no unit may be an amount whose sign was lost. */
static bool may_be_money(const Figure *f) {
  return f->kind == K_COUNT && (f->flags & F_BARE) && f->place >= 3;
}

/* Whether an amount ends its clause or phrase: a mark, or the end of all, stands behind it. */
static bool closed(const Scan *s, const Figure *f) {
  uint32_t k = f->last_token;
  if (k >= s->tokens.count || TOKENS(s)[k].type == T_BREAK || TOKENS(s)[k - 1].mark == '.') return true;
  if (unspaced(s, k)) return true; /* a particle does it there */
  int sign = mark(s, k);
  if (sign == '-') /* a dash, not a hyphen */
    return TOKENS(s)[k].gap || k + 1 >= s->tokens.count || TOKENS(s)[k + 1].gap;
  return sign && strchr(",.;:)]!?", sign);
}

/* What says behind an amount that it is that of before: "5 million dollars, 4 million euros' worth". */
static bool tied_behind(const Scan *s, const Figure *f) {
  if (is(s, f->last_token - 1, W_SAME_AMOUNT_AFTER)) return true;
  for (uint32_t k = f->last_token; k < f->last_token + 3 && near(s, k); k++) {
    if (is(s, k, W_SAME_AMOUNT_AFTER)) return true;
    if (TOKENS(s)[k].type != T_WORD) return false;
  }
  return false;
}

/* Whether what says so ends its clause, 約5兆円に相当する。, and tells nothing of a noun: 5億円相当の家. */
static bool tied_at_end(const Scan *s, const Figure *f) {
  uint32_t k = f->last_token - 1, end = k + 4;
  while (k < end && !is(s, k, W_SAME_AMOUNT_AFTER)) k++;
  if (k == end) return false;
  k++;
  if (near(s, k) && TOKENS(s)[k].type == T_WORD && !TOKENS(s)[k].gap) k++;
  if (near(s, k) && is(s, k, W_FUNCTION_WORD) && !unspaced(s, k)) k++; /* के बराबर है। */
  return !near(s, k) || TOKENS(s)[k].type == T_MARK;
}

/* An amount put beside another in passing: "paid $5m, about €4m, in cash", "$5m – just over €4m –". */
static bool apposed(const Scan *s, const Figure *a, const Figure *b, const Between *g) {
  if (g->commas + g->dash != 1 || g->words + g->small + g->figures + g->or + g->slash) return false;
  const Figure *next = b + 1; /* about $5m, about €3m and about £2m: a list */
  bool listed =
      next < FIGURES(s) + s->figures.count && is_money(next) && next->first_token <= b->last_token + 2;
  if (listed) return false;
  bool rate = is(s, b->last_token, W_AT_RATE);
  if (g->dash && !TOKENS(s)[a->last_token].gap && !TOKENS(s)[b->first_token].gap) return false;
  return rate || ((b->modifier != M_EXACT || g->approx || g->dash) && closed(s, b));
}

static bool different(const Figure *a, const Figure *b) {
  return a->unit != b->unit || (a->group >= 0) != (b->group >= 0);
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

/* What an amount is for: a time or measure, each of several, or all of them. */
typedef struct {
  int32_t time, unit; /* -1 none */
  bool each, total;
} Scope;

/* The unit of time that a phrase ends in: im Jahr, par an, al año. */
static const Reading *time_of_phrase(const Scan *s, uint32_t k) {
  const Token *t = &TOKENS(s)[k];
  const uint8_t *p = s->text + t->end, *stop;
  while (p > s->text + t->begin && p[-1] != ' ') p--;
  uint32_t entry = p > s->text + t->begin ? lexicon_match(s->lex, p, s->text + t->end, &stop) : 0;
  return entry ? reading_in(s->lex, entry & ENTRY_MASK, W_TIME_UNIT, s->language) : NULL;
}

static Scope scope_of(const Scan *s, const Figure *f) {
  Scope o = {.time = -1, .unit = -1, .each = f->flags & F_EACH || is(s, f->last_token, W_AVERAGE)};
  uint32_t k = f->last_token;
  for (uint32_t i = f->first_token; i < k + 2 && (i < k || (near(s, i) && TOKENS(s)[i].type == T_WORD)); i++)
    o.total |= is(s, i, W_TOTAL) && TOKENS(s)[i].type == T_WORD;
  const Reading *phrase = near(s, k) && !TOKENS(s)[k].role ? time_of_phrase(s, k) : NULL;
  if (phrase) {
    o.time = phrase->value;
    return o;
  }
  bool link = is(s, k, W_PER) || is(s, k, W_ONE) || is(s, k, W_FUNCTION_WORD) || is(s, k, W_DATE_BEFORE);
  if (!near(s, k) || !near(s, k + 1) || !link || TOKENS(s)[k + 1].role) return o;
  const Reading *r = reading_of(s, k + 1, W_TIME_UNIT);
  if (r) o.time = r->value;
  if (!r && (r = reading_of(s, k + 1, W_UNIT))) o.unit = r->value;
  o.each |= !r && is(s, k, W_PER) && f->flags & F_PER;
  return o;
}

/* An amount a month is none a year, one for each none for all. In a bracket what is told of one part only
 * parts them too: "3 million euros ($1.65 a dose)". */
static bool of_other_scope(const Scan *s, const Figure *a, const Figure *b, bool bracket) {
  Scope one = scope_of(s, a), other = scope_of(s, b);
  if (one.time >= 0 && other.time >= 0 && one.time != other.time) return true;
  if (one.unit >= 0 && other.unit >= 0 && one.unit != other.unit) return true;
  bool apart = (other.each || other.unit >= 0) && !(one.each || one.unit >= 0);
  if (!bracket) return apart && a->place >= 6 && b->place < 3; /* 3 billion, or 45 per head */
  return (other.total && !one.total) || apart;
}

/* Whether more is said of the second amount than of the first: its own time, what it is for. */
static bool says_more(const Scan *s, const Figure *a, const Figure *b) {
  Scope one = scope_of(s, a), other = scope_of(s, b);
  if ((other.time >= 0 && one.time < 0) || (other.each && !one.each && one.unit < 0)) return true;
  uint32_t open = b->first_token;
  while (open > a->last_token && mark(s, open - 1) != '(' && mark(s, open - 1) != '[') open--;
  if (open == a->last_token) return false;
  for (uint32_t k = b->last_token; near(s, k) && !TOKENS(s)[k].role && !unspaced(s, k); k++) {
    if (TOKENS(s)[k].type != T_WORD || is(s, k, W_AT_RATE) || is(s, k, W_OR)) return false;
    if (is(s, k, W_LAST_YEAR) || is(s, k, W_LAST_MONTH) || is(s, k, W_LAST_QUARTER)) return true;
    bool slight = is(s, k, W_FUNCTION_WORD) || is(s, k, W_MODIFIER) || is(s, k, W_MODIFIER_AFTER) ||
                  is(s, k, W_SAME_AMOUNT) || is(s, k, W_SAME_AMOUNT_AFTER) || is(s, k, W_DATE_BEFORE) ||
                  is(s, k, W_PER) || is(s, k, W_EACH) || is(s, k, W_CURRENCY) || is(s, k, W_COUNTRY);
    bool place = is(s, k, W_COUNTRY) && is(s, k - 1, W_RATIO_IN) && !is(s, k + 1, W_CURRENCY);
    if (!slight || place) return true; /* 14 million in America */
  }
  uint32_t k = b->last_token;
  return k < s->tokens.count &&
         (TOKENS(s)[k].role == R_DATE ||
          (is(s, k, W_DATE_BEFORE) && k + 1 < s->tokens.count && TOKENS(s)[k + 1].role == R_DATE));
}

/* Where the sentence begins that the second amount stands in. */
static uint32_t next_sentence(const Scan *s, const Figure *a, const Figure *b) {
  for (uint32_t k = a->last_token; k + 1 < b->first_token; k++) {
    int sign = mark(s, k);
    if ((sign == '.' || sign == '!' || sign == '?') && TOKENS(s)[k + 1].gap) return k + 1;
  }
  return a->last_token;
}

/* "It cost 5 million euros. That is 5.4 million dollars." In the second sentence a word or two may stand. */
static bool next_tells(const Scan *s, const Figure *a, const Figure *b, const Between *g) {
  uint32_t next = next_sentence(s, a, b);
  Between head = look(s, a->last_token, next), tail = look(s, next, b->first_token);
  if (tail.connector && !tail.figures && tail.words <= 1 && head.words <= 4) return true;
  return g->words <= 3 && !g->figures && (g->connector || (g->words <= 2 && tied_behind(s, b)));
}

/* Whether the second sentence may be about something else: "Its debt amounts to 4 billion dollars." */
static bool of_its_own(const Scan *s, const Figure *a, const Figure *b) {
  uint32_t next = next_sentence(s, a, b);
  Between head = look(s, a->last_token, next), tail = look(s, next, b->first_token);
  return tail.words > 0 || head.words > 3 || head.figures > 0;
}

enum { CHOICE = 8 }; /* words between that and the first amount at most */

/* Whether the two are said to be alternatives: either 5 million euros or 14 million dollars. */
static bool to_choose(const Scan *s, const Figure *a) {
  for (uint32_t k = a->first_token, n = 0; k-- > 0 && near(s, k + 1) && n < CHOICE; n++) {
    if (is(s, k, W_ALTERNATIVE)) return true;
    if (mark(s, k) == ',' || mark(s, k) == '.' || mark(s, k) == ';') return false;
  }
  return false;
}

static void add_pair(Scan *s, uint32_t from, uint32_t to, int link) {
  Figure *a = &FIGURES(s)[from], *b = &FIGURES(s)[to];
  make_money(s, a, b);
  make_money(s, b, a);
  Pair *p = vec_add(&s->pairs);
  *p = (Pair){.document = s->document,
              .from = from - s->first_figure,
              .to = to - s->first_figure,
              .link = (uint16_t)link,
              .flags = says_more(s, a, b) || (link == L_SENTENCE && of_its_own(s, a, b)) ||
                       (link == L_CONNECTOR && look(s, a->last_token, b->first_token).after)};
}

/* How two amounts are tied; `converted` says that the first is itself what another was converted into. */
static int link_of(const Scan *s, const Figure *a, const Figure *b, bool converted) {
  Between g = look(s, a->last_token, b->first_token);
  bool named = is_money(a) && is_money(b), other = different(a, b) || !named;
  bool each = (a->flags | b->flags) & (F_PER | F_EACH), both = (a->flags & b->flags) & (F_PER | F_EACH);
  if (g.open == 1 && !g.close && !g.stop && other) {
    /* what stands in the bracket before the amount is no more than "about" */
    uint32_t open = a->last_token;
    while (mark(s, open) != '(' && mark(s, open) != '[') open++;
    uint32_t first = b->first_token; /* "from" of a range is part of it */
    if (b->flags & F_RANGE && first > open + 1 && is(s, first - 1, W_RANGE_OPEN)) first--;
    Between inside = look(s, open + 1, first), outside = look(s, a->last_token, open);
    bool of_then = (inside.dates && inside.commas) || (inside.earlier && !inside.approx); /* (2019: £10bn) */
    bool free = !inside.words && !inside.negative && !inside.per && !of_then && !outside.against &&
                outside.words <= 9 && !outside.commas;
    free = free && (is_money(a) || open == a->last_token) && !of_other_scope(s, a, b, true);
    return free ? L_BRACKET : L_NONE;
  }
  if (g.open || g.close || of_other_scope(s, a, b, false)) return L_NONE;
  if (g.stop == 1 && g.target && !is_money(a) && !g.words && !g.figures)
    return L_SENTENCE; /* 2 billion. In rupees, */
  if (!is_money(a)) return L_NONE;
  if (g.stop)
    return g.stop == 1 && named && a->unit != b->unit && !converted && next_tells(s, a, b, &g) ? L_SENTENCE
                                                                                               : L_NONE;
  if (named && other && !each && g.words <= 2 && !g.figures && tied_behind(s, b) &&
      (!(g.words + g.small) || tied_at_end(s, b)))
    return L_CONNECTOR;
  if (g.negative || g.loose || (g.per && a->place >= 6 && b->place < 3)) return L_NONE;
  if ((g.equals || g.connector) && (named || g.connector) && g.words <= 2) {
    /* within one currency only what is said to be equal at once, and never an amount per unit */
    if (other ? !each || both || !g.words : !each && !g.words && !g.figures)
      return g.equals ? L_EQUALS : L_CONNECTOR;
    return L_NONE;
  }
  if (!named || !other) return L_NONE;
  const Figure *before = a > FIGURES(s) + s->first_figure ? a - 1 : a;
  bool listed = a != before && is_money(before) && !converted && mark(s, before->last_token) == ',' &&
                a->first_token == before->last_token + 1; /* 5 million euros, 6 million dollars or */
  if (listed && g.or) return L_NONE;
  bool large = a->place >= 3 && b->place >= 3; /* or a whopping 22 billion dollars, */
  bool told = closed(s, b) || is(s, b->last_token, W_AT_RATE);
  if (g.or && to_choose(s, a)) return L_NONE;
  if ((g.or || g.slash) && (!g.words || (g.words == 1 && g.or && large && told))) return L_CONNECTOR;
  if (!each && apposed(s, a, b, &g)) return L_CONNECTOR;
  return L_NONE;
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
      int link = link_of(s, a, b, converted && j == i + 1);
      if (!link) continue;
      add_pair(s, i, j, link);
      target = j;
      if (link == L_BRACKET) { /* further targets in the same bracket */
        uint32_t last = j;
        for (uint32_t k = j + 1; k < end && k < j + 4; k++) {
          Figure *c = &FIGURES(s)[k], *p = &FIGURES(s)[last];
          if (!is_money(c) || c->flags & F_RATE) break;
          Between h = look(s, p->last_token, c->first_token);
          bool next = h.close == 1 && h.open == 1 && !h.commas && !h.small; /* ($50m) (£38m) */
          if ((!next && (h.close || h.open)) || h.negative || h.words || h.stop) break;
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
