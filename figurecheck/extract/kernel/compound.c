/* Number words of one language run together (zweihundertfünfzig), cut into the words they are. */
#include "kernel.h"

enum { SHORTEST = 6, FORMS = 24 };

static const uint64_t glue = LOW(W_NUMBER) | LOW(W_MAGNITUDE) | LOW(W_JOINER) | LOW(W_ONE) | LOW(W_MULTIPLE);

/* Whether a language has a number word, scale or joiner in an entry. */
static bool glues(const Lexicon *lex, uint32_t entry, int language) {
  const Entry *e = &lex->entry[entry];
  if (!(e->classes[0] & glue)) return false;
  for (uint32_t i = 0; i < e->count; i++) {
    const Reading *r = &lex->reading[e->first + i];
    if (r->word_class < 64 && (glue >> r->word_class & 1) && (r->langs >> language & 1)) return true;
  }
  return false;
}

static int segment(const Lexicon *lex, int language, const uint8_t *p, const uint8_t *end, Cut *cut,
                   int room) {
  if (p == end) return 0;
  if (!room) return -1;
  Cut found[FORMS];
  int n = 0;
  uint32_t node = lex->root[(uint32_t)*p << 8];
  for (const uint8_t *q = p + 1; node && n < FORMS; q++) {
    uint32_t e = lex->node[node].entry_count & ENTRY_MASK;
    if (e && glues(lex, e, language)) found[n++] = (Cut){q, e};
    if (q >= end) break;
    node = node_child(lex, node, *q);
  }
  while (n--) {
    int rest = segment(lex, language, found[n].end, end, cut + 1, room - 1);
    if (rest >= 0) {
      *cut = found[n];
      return rest + 1;
    }
  }
  return -1;
}

/* The parts of the word from p to end; fewer than two where it is no compound. */
int compound(const Scan *s, const uint8_t *p, const uint8_t *end, Cut cut[COMPOUND_PARTS]) {
  if (s->language <= 0 || end - p < SHORTEST) return -1;
  return segment(s->lex, s->language, p, end, cut, COMPOUND_PARTS);
}
