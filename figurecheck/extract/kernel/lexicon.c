/* The compiled lexicon: matching forms in text, and the reading that a language prefers. */
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "kernel.h"

/* Length of the white space or single hyphen at p that may stand for a form's space; 0 none. */
int separator(const uint8_t *p, const uint8_t *end) {
  const uint8_t *q = p;
  int lines = 0;
  if (q < end && *q == '-') return 1;
  while (q < end) {
    if (*q == ' ' || *q == '\t')
      q++;
    else if (*q == '\r' || *q == '\n') {
      if (*q == '\n' && ++lines > 1) return 0;
      q++;
    } else if (*q == 0xC2 && q + 1 < end && q[1] == 0xA0)
      q += 2;
    else if (*q == 0xE2 && q + 2 < end && q[1] == 0x80 && (q[2] == 0xAF || (q[2] >= 0x80 && q[2] <= 0x8A)))
      q += 3;
    else if (*q == 0xE2 && q + 2 < end && q[1] == 0x80 && (q[2] == 0x90 || q[2] == 0x91) && q == p)
      return 3;
    else
      break;
  }
  return (int)(q - p);
}

/* The child of a node by its label, 0 none. Labels have room for 16 more behind the last. */
static inline uint32_t child(const Lexicon *lex, uint32_t node, uint8_t label) {
  uint32_t at = lex->node[node].first, n = lex->node[node].entry_count >> COUNT_SHIFT;
  const uint8_t *labels = lex->labels + at;
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8((char)label);
  for (uint32_t i = 0; i < n; i += 16) {
    int found = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(labels + i)), wanted));
    if (found) {
      uint32_t k = i + (uint32_t)__builtin_ctz((unsigned)found);
      return k < n ? at + k : 0;
    }
  }
#else
  for (uint32_t i = 0; i < n; i++)
    if (labels[i] == label) return at + i;
#endif
  return 0;
}

uint32_t node_child(const Lexicon *lex, uint32_t node, uint8_t label) { return child(lex, node, label); }

/* Whether a form that ends in a letter may end at q: no letter of a spaced script goes on there. */
static inline bool may_end(const uint8_t *q, const uint8_t *end) {
  int size;
  if (q >= end) return true;
  if (*q < 0x80) return (uint8_t)((*q | 32) - 'a') >= 26;
  uint32_t c = decode(q, end, &size);
  return !is_letter(c) || is_unspaced(c);
}

/* Whether a form that ends at q would cut a number in two: "COP 30" of "COP 305". */
static inline bool cuts_number(const uint8_t *q, const uint8_t *end) {
  if ((uint8_t)(q[-1] - '0') >= 10 || q >= end) return false;
  return (uint8_t)(*q - '0') < 10 || ((*q == '.' || *q == ',') && q + 1 < end && (uint8_t)(q[1] - '0') < 10);
}

/* Walks the tree on from a node that text up to q has led to; keeps the longest form that may end. */
static inline uint32_t walk(const Lexicon *lex, uint32_t node, const uint8_t *q, const uint8_t *end,
                            uint32_t found, const uint8_t **stop) {
  for (;;) {
    uint32_t e = lex->node[node].entry_count & FORM_MASK;
    if (e && (!(e & FORM_CLOSED) || may_end(q, end)) && !cuts_number(q, end)) {
      found = e;
      *stop = q;
    }
    if (q >= end) break;
    uint8_t c = *q;
    if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t' || c == 0xC2 || c == 0xE2) {
      uint32_t gap = child(lex, node, SEPARATOR);
      int n = gap ? separator(q, end) : 0;
      if (n) {
        node = gap;
        q += n;
        continue;
      }
    }
    if (!(node = child(lex, node, c))) break;
    q++;
  }
  return found;
}

/* The longest form that starts at p and ends at a boundary it accepts: its entry and flags, or 0. */
uint32_t lexicon_match(const Lexicon *lex, const uint8_t *p, const uint8_t *end, const uint8_t **stop) {
  if (p >= end) return 0;
  if (*p >= 0xE0 && *p < 0xF0 && end - p > 2 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
    uint32_t wide = lex->wide[(uint32_t)(*p & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (p[2] & 63)];
    return wide ? walk(lex, wide, p + 3, end, 0, stop) : 0;
  }
  uint32_t node = lex->root[(uint32_t)*p << 8];
  if (!node) return 0;
  if (p + 1 < end && (uint8_t)((p[1] | 32) - 'a') < 26) {
    uint32_t e = lex->node[node].entry_count & FORM_MASK, found = 0;
    if (e && !(e & FORM_CLOSED)) {
      found = e;
      *stop = p + 1;
    }
    node = lex->root[(uint32_t)*p << 8 | p[1]];
    return node ? walk(lex, node, p + 2, end, found, stop) : found;
  }
  return walk(lex, node, p + 1, end, 0, stop);
}

uint32_t lexicon_walk(const Lexicon *lex, uint32_t node, const uint8_t *q, const uint8_t *end, uint32_t found,
                      const uint8_t **stop) {
  return walk(lex, node, q, end, found, stop);
}

/* The classes an entry may have in a language: those of that language and of English, since foreign
 * figures stand in English sentences; where neither lists the form, those of any language (false). */
bool entry_classes(const Lexicon *lex, uint32_t entry, int language, uint64_t out[2]) {
  const Entry *e = &lex->entry[entry];
  if (e->shared) {
    out[0] = e->classes[0];
    out[1] = e->classes[1];
    return true;
  }
  uint64_t wanted = 1 | (language >= 0 ? 1ULL << language : 0);
  out[0] = out[1] = 0;
  for (uint32_t i = 0; i < e->count; i++) {
    const Reading *r = &lex->reading[e->first + i];
    if (r->langs & wanted) out[r->word_class >> 6] |= 1ULL << (r->word_class & 63);
  }
  bool own = out[0] | out[1];
  if (!own) {
    out[0] = e->classes[0];
    out[1] = e->classes[1];
  }
  return own;
}

/* As `entry_classes` for a form as it was matched.  By its beginning alone a word is taken for an amount's in
 * another language, not for one that tells how amounts relate: no "ras*" of the Norwegians in a Rascal. */
bool form_classes(const Lexicon *lex, uint32_t form, int language, uint64_t out[2]) {
  static const uint8_t amounts[] = {W_NUMBER,   W_MAGNITUDE,  W_PERCENT,         W_PERCENTAGE_POINT, W_UNIT,
                                    W_CURRENCY, W_MINOR_UNIT, W_TARGET_CURRENCY, W_COUNTRY};
  bool own = entry_classes(lex, form & ENTRY_MASK, language, out);
  if (own || language < 0 || form & FORM_CLOSED || !(form & FORM_LETTERS)) return own;
  uint64_t kept[2] = {0, 0};
  for (size_t i = 0; i < sizeof amounts; i++) kept[amounts[i] >> 6] |= 1ULL << (amounts[i] & 63);
  out[0] &= kept[0];
  out[1] &= kept[1];
  return own;
}

const Reading *reading_in(const Lexicon *lex, uint32_t entry, int word_class, int language) {
  const Entry *e = &lex->entry[entry];
  const Reading *best = NULL;
  int rank = -1;
  for (uint32_t i = 0; i < e->count; i++) {
    const Reading *r = &lex->reading[e->first + i];
    if (r->word_class != word_class) continue;
    int score = language >= 0 && (r->langs >> language & 1) ? 2 : r->langs & 1 ? 1 : 0; /* bit 0: English */
    if (score > rank) {
      rank = score;
      best = r;
    }
  }
  return best;
}

const Reading *reading_of(const Scan *s, uint32_t token, int word_class) {
  if (!is(s, token, word_class)) return NULL;
  return reading_in(s->lex, TOKENS(s)[token].entry, word_class, s->language);
}
