/* The compiled lexicon: matching forms in text, and the reading that a language prefers. */
#include <string.h>

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

static inline uint32_t child(const Lexicon *lex, uint32_t node, uint8_t label) {
  uint32_t at = lex->children[node];
  uint32_t n = lex->counts[node];
  if (!n) n = lex->children[node] ? 256 : 0; /* a count of 256 does not fit a byte */
  for (uint32_t i = 0; i < n; i++) {
    uint8_t l = lex->labels[at + i];
    if (l == label) return at + i;
    if (l > label) return 0;
  }
  return 0;
}

/* The longest form that starts at p and ends at a boundary it accepts: its entry, or 0. */
uint32_t lexicon_match(const Lexicon *lex, const uint8_t *p, const uint8_t *end, const uint8_t **stop) {
  uint32_t found = 0, node = lex->root[*p];
  const uint8_t *q = p + 1;
  while (node) {
    uint32_t e = lex->entries[node];
    if (e) {
      int size;
      if (!lex->entry[e].closed || q >= end || (*q < 0x80 && !is_letter(*q))) { found = e; *stop = q; }
      else {
        uint32_t c = decode(q, end, &size);
        if (!is_letter(c) || is_unspaced(c)) { found = e; *stop = q; }
      }
    }
    if (q >= end) break;
    uint8_t c = *q;
    uint32_t next = 0;
    if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t' || c == 0xC2 || c == 0xE2) {
      int n = separator(q, end);
      if (n && (next = child(lex, node, SEPARATOR))) { node = next; q += n; continue; }
    }
    node = child(lex, node, c);
    q++;
  }
  return found;
}

/* The classes an entry may have in a language: those of that language and of English, since foreign
 * figures stand in English sentences; where neither lists the form, those of any language. */
void entry_classes(const Lexicon *lex, uint32_t entry, int language, uint64_t out[2]) {
  const Entry *e = &lex->entry[entry];
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
