/* Words at hand: what the forms' tree says of a word, kept from one time it is met to the next.
 * Prose repeats its words, and a look into the tree is a chain of cache misses: here it is one line of
 * memory, with all that a token of the word holds.  Only words of scripts that put spaces between words. */
#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "kernel.h"

enum { WORD_BITS = 14, PACE_BITS = 13, NO_LANGUAGE = -2 };

void words_open(Words *words) {
  size_t size = (sizeof(Known) << WORD_BITS) + (sizeof(Pace) << PACE_BITS);
  char *data = calloc(1, size + sizeof(Known));
  if (!data) abort();
  *words = (Words){.room = data};
  words->word = (Known *)(data + (sizeof(Known) - (uintptr_t)data % sizeof(Known)));
  words->pace = (Pace *)(words->word + ((size_t)1 << WORD_BITS));
}

static inline bool ascii_letter(uint8_t c) { return (uint8_t)((c | 32) - 'a') < 26; }

/* The end of the word at p, or NULL where it is longer than a key. */
static inline const uint8_t *word_of_key(const uint8_t *p, const uint8_t *end) {
  const uint8_t *q = p, *limit = end - p > KNOWN_KEY ? p + KNOWN_KEY : end;
#if defined(__SSE2__)
  if (end - p >= 16) {
    __m128i c = _mm_or_si128(_mm_loadu_si128((const __m128i *)p), _mm_set1_epi8(32));
    c = _mm_add_epi8(c, _mm_set1_epi8((char)(128 - 'a'))); /* letters are the 26 lowest signed bytes */
    unsigned letters = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(c, _mm_set1_epi8(-128 + 26)));
    q += __builtin_ctz(~letters);
  }
#endif
  for (;;) {
    while (q < limit && ascii_letter(*q)) q++;
    if (q >= end) return q;
    if (*q < 0x80) return ascii_letter(*q) ? NULL : q;
    int size;
    uint32_t c = decode(q, end, &size);
    if (!is_letter(c) || is_unspaced(c)) return q;
    if (q + size > limit) return NULL;
    q += size;
  }
}

/* A bit for the first two bytes of the word behind a gap: enough to turn most of what follows away. */
static inline uint64_t start_bit(uint8_t a, uint8_t b) {
  if (a < 0x80 && !ascii_letter(b)) b = 0; /* a word of one letter */
  return 1ULL << ((a * 37u + (b & 31) * 5u) & 63);
}

/* A bit for a byte that is no letter: the signs and digits of ASCII, and one for all others. */
static inline uint32_t sign_bit(uint8_t c) { return 1u << (c >= 0x20 && c < 0x40 ? c & 31 : 0); }

/* What may stand behind the gap at a node, as a set of `start_bit`. */
static uint64_t starts_behind(const Lexicon *lex, uint32_t gap) {
  uint64_t starts = 0;
  uint32_t first = lex->node[gap].first, count = lex->node[gap].entry_count >> COUNT_SHIFT;
  for (uint32_t at = first; at < first + count; at++) {
    uint8_t a = lex->labels[at];
    if (a == SEPARATOR) return ~0ULL;
    uint32_t form = lex->node[at].entry_count & FORM_MASK;
    for (uint8_t b = 0; form && b < (form & FORM_CLOSED ? 1 : 32); b++) starts |= start_bit(a, 'a' - 1 + b);
    uint32_t below = lex->node[at].first, many = lex->node[at].entry_count >> COUNT_SHIFT;
    for (uint32_t k = below; k < below + many; k++) starts |= start_bit(a, lex->labels[k]);
  }
  return starts;
}

/* Walks the tree from a node (0 its root) along the word from p to q; false where a slot cannot hold what
 * it finds. */
static bool step(const Lexicon *lex, Step *to, uint32_t node, const uint8_t *p, const uint8_t *q) {
  uint32_t found = 0;
  const uint8_t *stop = p, *r = p;
  while (r < q) {
    node = node ? node_child(lex, node, *r) : lex->root[(uint32_t)*r << 8];
    r++;
    if (!node) break;
    uint32_t form = lex->node[node].entry_count & FORM_MASK;
    if (form && (r == q || !(form & FORM_CLOSED))) {
      found = form;
      stop = r;
    }
  }
  if (found && stop < q && !(found & FORM_LETTERS)) return false;
  *to = (Step){.node = node, .entry = found, .language = NO_LANGUAGE, .age = to->age};
  uint32_t first = lex->node[node].first, count = node ? lex->node[node].entry_count >> COUNT_SHIFT : 0;
  for (uint32_t at = first; at < first + count; at++) {
    if (lex->labels[at] == SEPARATOR)
      to->next = starts_behind(lex, at);
    else if (!ascii_letter(lex->labels[at]))
      to->onward |= sign_bit(lex->labels[at]);
  }
  return true;
}

/* Puts a new word in a place; false where the place cannot hold it. */
static bool learn(Scan *s, Known *word, const uint64_t *key, const uint8_t *p, const uint8_t *q) {
  memset(word->key, 0, sizeof word->key);
  if (!++word->step.age) memset(s->words.pace, 0, sizeof(Pace) << PACE_BITS);
  if (!step(s->lex, &word->step, 0, p, q)) return false;
  memcpy(word->key, key, sizeof word->key);
  word->step.length = (uint8_t)(q - p);
  word->step.points = (uint8_t)points(p, q);
  word->step.upper = casing(p, q);
  return true;
}

/* Brings what depends on the document's language up to date. */
static void speak(const Scan *s, Known *word, const uint8_t *p) {
  uint32_t entry = word->step.entry & ENTRY_MASK;
  Cut cut[COMPOUND_PARTS];
  word->step.language = (int8_t)s->language;
  word->classes[0] = word->classes[1] = 0;
  word->step.foreign = entry && !form_classes(s->lex, word->step.entry, s->language, word->classes);
  word->step.cuts = !entry && compound(s, p, p + word->step.length, cut) > 1;
}

/* The word at p, a letter of a spaced script; NULL where it is too long to be at hand, or where its place
 * is that of the word that is kept. */
const Known *known_word(Scan *s, const uint8_t *p, const uint8_t *end, const Known *kept) {
  static const uint8_t mask[2 * KNOWN_KEY] = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  };
  if (p == s->words.ahead) return s->words.after;
  const uint8_t *q = word_of_key(p, end);
  if (!q) return NULL;
  size_t n = (size_t)(q - p);
  uint64_t key[KNOWN_KEY / 8] = {0}, of_word[KNOWN_KEY / 8];
  if (end - p >= KNOWN_KEY) {
    memcpy(key, p, sizeof key);
    memcpy(of_word, mask + KNOWN_KEY - n, sizeof of_word);
    for (int i = 0; i < KNOWN_KEY / 8; i++) key[i] &= of_word[i];
  } else
    memcpy(key, p, n);
  uint64_t h =
      key[0] * 0x9E3779B97F4A7C15ULL ^ key[1] * 0xC2B2AE3D27D4EB4FULL ^ key[2] * 0x165667B19E3779F9ULL;
  Known *word = &s->words.word[(h ^ h >> 29) >> 7 & ((1u << WORD_BITS) - 1)];
  if (word->key[0] != key[0] || word->key[1] != key[1] || word->key[2] != key[2]) {
    if (word == kept || !learn(s, word, key, p, q)) return NULL;
  }
  if (word->step.language != s->language) speak(s, word, p);
  return word;
}

/* Where a word at r leads from a node that is followed by a gap; NULL where that is not at hand. */
static const Step *pace(Scan *s, uint32_t node, const Known *word, const uint8_t *r) {
  uint64_t place = (uint64_t)(word - s->words.word);
  uint64_t key = (uint64_t)node << 32 | place << 8 | word->step.age, h = key * 0x9E3779B97F4A7C15ULL;
  Pace *found = &s->words.pace[h >> (64 - PACE_BITS)];
  if (found->key != key) {
    found->key = 0;
    uint32_t gap = node_child(s->lex, node, SEPARATOR);
    if (!step(s->lex, &found->step, gap, r, r + word->step.length)) return NULL;
    found->key = key;
  }
  return &found->step;
}

static bool starts_word(const uint8_t *p, const uint8_t *end) {
  if (*p < 0x80) return ascii_letter(*p);
  int size;
  uint32_t c = decode(p, end, &size);
  return is_letter(c) && !is_unspaced(c);
}

/* The longest form that starts with the word that ends at q, as `lexicon_match` finds it; `stop` is left
 * alone where none goes on behind it. */
uint32_t known_onward(Scan *s, const Known *word, const uint8_t *q, const uint8_t *end,
                      const uint8_t **stop) {
  const Step *at = &word->step;
  Step here;
  uint32_t found = at->entry;
  while (q < end && (at->next | at->onward)) {
    uint8_t c = *q;
    bool gap = c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t' || c == 0xC2 || c == 0xE2;
    int size = 0;
    if (gap && at->next) size = c == ' ' && q + 1 < end && ascii_letter(q[1]) ? 1 : separator(q, end);
    if (!size) return at->onward & sign_bit(c) ? lexicon_walk(s->lex, at->node, q, end, found, stop) : found;
    const uint8_t *r = q + size;
    if (r >= end) break;
    uint8_t second = r + 1 < end ? r[1] : 0;
    bool told = *r >= 0x80 || second < 0x80; /* the bits tell ASCII letters and the first of others */
    if (told && !(at->next & start_bit(*r, second))) break;
    s->words.ahead = NULL; /* what it tells of may lose its place now */
    const Known *after = starts_word(r, end) ? known_word(s, r, end, word) : NULL;
    const Step *then = after ? pace(s, at->node, after, r) : NULL;
    if (!then) return lexicon_walk(s->lex, at->node, q, end, found, stop);
    if (at == &word->step) {
      s->words.ahead = r;
      s->words.after = after;
    }
    q = r + after->step.length;
    if (then->entry) {
      found = then->entry;
      *stop = q;
    }
    here = *then; /* it may lose its place, too */
    at = &here;
  }
  return found;
}
