/* Which of the currencies that share a sign or name is meant, as far as the document says. */
#include <string.h>

#include "kernel.h"

static void count_mentions(Scan *s) {
  memset(s->currency_named, 0, (s->currencies + 1) * sizeof *s->currency_named);
  memset(s->currency_placed, 0, (s->currencies + 1) * sizeof *s->currency_placed);
  for (uint32_t i = 0; i < s->tokens.count; i++) {
    if (!(TOKENS(s)[i].classes[0] & (LOW(W_CURRENCY) | LOW(W_COUNTRY)))) continue;
    const Reading *r = reading_of(s, i, W_CURRENCY);
    if (r && !r->second && s->currency_named[r->value] < 60000) s->currency_named[r->value]++;
    r = reading_of(s, i, W_COUNTRY);
    if (r) {
      int c = s->lex->country_currency[r->value];
      if (c >= 0 && s->currency_placed[c] < 60000) s->currency_placed[c]++;
    }
  }
}

void settle_currencies(Scan *s) {
  bool counted = false;
  const Lexicon *lex = s->lex;
  for (uint32_t i = s->first_figure; i < s->figures.count; i++) {
    Figure *f = &FIGURES(s)[i];
    if (f->group < 0) continue;
    if (!counted) {
      count_mentions(s);
      counted = true;
    }
    const Group *g = &lex->group[f->group];
    const uint16_t *candidate = lex->candidate + g->first_candidate;
    int fallback = g->fallback;
    int language = s->language >= 0
                       ? lex->group_by_language[(uint32_t)f->group * lex->languages + (uint32_t)s->language]
                       : -1;
    int home = s->home >= 0 ? lex->country_currency[s->home] : -1;
    int placed = -1, places = 0, named = -1, names = 0;
    bool at_home = false;
    uint64_t mask = 0;
    for (uint32_t c = 0; c < g->candidates; c++) {
      int cur = candidate[c];
      if (cur == home) at_home = true;
      if (s->currency_named[cur]) {
        names++;
        if (named < 0) named = cur;
      }
      if (s->currency_placed[cur]) {
        places++;
        mask |= 1ULL << c;
        if (placed < 0 || s->currency_placed[cur] > s->currency_placed[placed]) placed = cur;
      }
      if (cur == fallback) mask |= 1ULL << c;
    }
    bool settled = true;
    int unit = fallback;
    if (g->habit && fallback >= 0 && language < 0) { /* a sign that one currency owns by habit: $ and pound */
      bool abroad = places == 1 && placed != fallback; /* who writes US$ beside it may mean another by $ */
      if (s->currency_placed[fallback] || (s->currency_named[fallback] && !abroad))
        unit = fallback;
      else if (at_home)
        unit = home;
      else if (abroad)
        settled = false;
      else
        unit = fallback;
    } else if (language >= 0)
      unit = language;
    else if (places == 1)
      unit = placed;
    else if (places > 1) {
      unit = names == 1 ? named : placed;
      settled = names == 1;
    } else if (names == 1)
      unit = named;
    else if (at_home)
      unit = home;
    else
      settled = fallback >= 0;
    if (unit < 0) {
      unit = placed >= 0 ? placed : candidate[0];
      settled = false;
    }
    f->unit = unit;
    f->candidates = settled ? 0 : mask ? mask : (g->candidates >= 64 ? ~0ULL : (1ULL << g->candidates) - 1);
    if (!settled) f->flags |= F_UNDETERMINED;
  }
}
