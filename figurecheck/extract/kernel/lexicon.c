/* The compiled lexicon: matching forms in text, and the reading that a language prefers. */
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "kernel.h"

enum { SEPARATOR = 1 }; /* in a form: white space or a hyphen */

/* Length of the white space or single hyphen at p that may stand for a form's space; 0 none. */
static int separator(const uint8_t *p, const uint8_t *end) {
  const uint8_t *q = p;
  int lines = 0;
  if (q < end && *q == '-') return 1;
  while (q < end) {
    if (*q == ' ' || *q == '\t') q++;
    else if (*q == '\r' || *q == '\n') { if (*q == '\n' && ++lines > 1) return 0; q++; }
    else if (*q == 0xC2 && q + 1 < end && q[1] == 0xA0) q += 2;
    else if (*q == 0xE2 && q + 2 < end && q[1] == 0x80 && (q[2] == 0xAF || (q[2] >= 0x80 && q[2] <= 0x8A))) q += 3;
    else if (*q == 0xE2 && q + 2 < end && q[1] == 0x80 && (q[2] == 0x90 || q[2] == 0x91) && q == p) return 3;
    else break;
  }
  return (int)(q - p);
}

/* The child of a node by its label, 0 none. Labels have room for 16 more behind the last. */
static inline uint32_t child(const Lexicon *lex, uint32_t node, uint8_t label) {
  uint32_t at = lex->node[node].first, n = lex->node[node].entry_count >> ENTRY_BITS;
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
  for (uint32_t i = 0; i < n; i++) if (labels[i] == label) return at + i;
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

/* The longest form that starts at p and ends at a boundary it accepts: its entry, or 0. */
uint32_t lexicon_match(const Lexicon *lex, const uint8_t *p, const uint8_t *end, const uint8_t **stop) {
  uint32_t found = 0, node = lex->root[(uint32_t)*p << 8];
  if (!node) return 0;
  const uint8_t *q = p + 1;
  for (;;) {
    uint32_t e = lex->node[node].entry_count & ENTRY_MASK;
    if (e && (!lex->entry[e].closed || may_end(q, end))) { found = e; *stop = q; }
    if (q >= end) break;
    uint8_t c = *q;
    uint32_t next = 0;
    if (q == p + 1) {
      next = lex->root[(uint32_t)*p << 8 | c];
      if (!next && ((uint8_t)((c | 32) - 'a') < 26)) break;
    }
    if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t' || c == 0xC2 || c == 0xE2) {
      uint32_t gap = child(lex, node, SEPARATOR);
      int n = gap ? separator(q, end) : 0;
      if (n) { node = gap; q += n; continue; }
    }
    if (!next && !(next = child(lex, node, c))) break;
    node = next;
    q++;
  }
  return found;
}

/* The classes an entry may have in a language: those of that language and of English, since foreign
 * figures stand in English sentences; where neither lists the form, those of any language. */
void entry_classes(const Lexicon *lex, uint32_t entry, int language, uint64_t out[2]) {
  const Entry *e = &lex->entry[entry];
  if (e->shared) { out[0] = e->classes[0]; out[1] = e->classes[1]; return; }
  uint64_t wanted = 1 | (language >= 0 ? 1ULL << language : 0);
  out[0] = out[1] = 0;
  for (uint32_t i = 0; i < e->count; i++) {
    const Reading *r = &lex->reading[e->first + i];
    if (r->langs & wanted) out[r->word_class >> 6] |= 1ULL << (r->word_class & 63);
  }
  if (!(out[0] | out[1])) { out[0] = e->classes[0]; out[1] = e->classes[1]; }
}

const Reading *reading_in(const Lexicon *lex, uint32_t entry, int word_class, int language) {
  const Entry *e = &lex->entry[entry];
  const Reading *best = NULL;
  int rank = -1;
  for (uint32_t i = 0; i < e->count; i++) {
    const Reading *r = &lex->reading[e->first + i];
    if (r->word_class != word_class) continue;
    int score = language >= 0 && (r->langs >> language & 1) ? 2 : r->langs & 1 ? 1 : 0; /* bit 0: English */
    if (score > rank) { rank = score; best = r; }
  }
  return best;
}

const Reading *reading_of(const Scan *s, uint32_t token, int word_class) {
  if (!is(s, token, word_class)) return NULL;
  return reading_in(s->lex, TOKENS(s)[token].entry, word_class, s->language);
}
