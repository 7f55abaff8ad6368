/* The door of the kernel: opens the tables, reads a batch of documents, hands out the records. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif

typedef struct {
  uint64_t at, size;
} Section;

enum {
  LABELS,
  NODES,
  ROOT,
  ENTRY,
  READING,
  GROUP,
  CANDIDATE,
  BY_LANGUAGE,
  LANGUAGE,
  COUNTRY,
  UNIT,
  ALIAS,
  MINOR,
  PIVOT,
  NAMES,
  SECTIONS
};

/* Opens compiled tables that stay in memory for as long as the handle. NULL where they are not of this kernel. */
API Lexicon *fc_open(const uint8_t *data, uint64_t size) {
  if (size < 16 || memcmp(data, "FIGLEX", 6)) return NULL;
  uint32_t sections;
  memcpy(&sections, data + 8, 4);
  if (sections != SECTIONS) return NULL;
  const Section *section = (const Section *)(data + 16);
  for (int i = 0; i < SECTIONS; i++)
    if (section[i].at + section[i].size > size) return NULL;
  Lexicon *lex = calloc(1, sizeof *lex);
  if (!lex) return NULL;
#define AT(n) ((const void *)(data + section[n].at))
  lex->labels = AT(LABELS);
  lex->node = AT(NODES);
  lex->root = AT(ROOT);
  lex->entry = AT(ENTRY);
  lex->reading = AT(READING);
  lex->group = AT(GROUP);
  lex->candidate = AT(CANDIDATE);
  lex->group_by_language = AT(BY_LANGUAGE);
  lex->language = AT(LANGUAGE);
  lex->country_currency = AT(COUNTRY);
  lex->unit_kind = AT(UNIT);
  lex->alias_country = AT(ALIAS);
  lex->minor_digits = AT(MINOR);
  memcpy(lex->pivot, AT(PIVOT), sizeof lex->pivot);
#undef AT
  lex->groups = (uint32_t)(section[GROUP].size / sizeof(Group));
  lex->languages = (uint32_t)(section[LANGUAGE].size / sizeof(Language));
  lex->countries = (uint32_t)(section[COUNTRY].size / 2);
  return lex;
}

API void fc_close(Lexicon *lex) { free(lex); }

API Scan *fc_scan_new(const Lexicon *lex, uint32_t currencies) {
  Scan *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  s->lex = lex;
  s->currencies = currencies;
  s->tokens.size = sizeof(Token);
  s->numbers.size = sizeof(Number);
  s->sentences.size = sizeof(uint32_t);
  s->figures.size = sizeof(Figure);
  s->pairs.size = sizeof(Pair);
  s->dates.size = sizeof(Date);
  s->rules.size = sizeof(uint32_t);
  s->currency_named = calloc(currencies + 1, sizeof *s->currency_named);
  s->currency_placed = calloc(currencies + 1, sizeof *s->currency_placed);
  words_open(&s->words);
  if (!s->currency_named || !s->currency_placed) abort();
  return s;
}

API void fc_scan_free(Scan *s) {
  if (!s) return;
  free(s->tokens.data);
  free(s->numbers.data);
  free(s->sentences.data);
  free(s->figures.data);
  free(s->pairs.data);
  free(s->dates.data);
  free(s->rules.data);
  free(s->currency_named);
  free(s->currency_placed);
  free(s->words.room);
  free(s);
}

/* Reads one document into the scan's records. `language` and `home` are places in their tables or -1. */
API void fc_scan(Scan *s, const uint8_t *text, uint32_t length, uint32_t document, int32_t language,
                 int32_t published, int32_t home) {
  s->text = text;
  s->length = length;
  s->document = document;
  s->language = language;
  s->published = published;
  s->home = home;
  tokenise(s);
  read_dates(s);
  exclude_numbers(s);
  read_figures(s);
  settle_currencies(s);
  read_context(s);
  find_pairs(s);
  *(uint32_t *)vec_add(&s->rules) = sieve(s);
}

/* Reads documents that lie one after the other: document i is text[offset[i] .. offset[i + 1]]. */
API void fc_scan_batch(Scan *s, const uint8_t *text, const uint64_t *offset, uint32_t count, uint32_t first,
                       const int32_t *language, const int32_t *published, const int32_t *home) {
  for (uint32_t i = 0; i < count; i++)
    fc_scan(s, text + offset[i], (uint32_t)(offset[i + 1] - offset[i]), first + i, language[i], published[i],
            home[i]);
}

API void fc_scan_clear(Scan *s) { s->figures.count = s->pairs.count = s->rules.count = 0; }
API uint64_t fc_figures(const Scan *s, const void **data) {
  *data = s->figures.data;
  return s->figures.count;
}
API uint64_t fc_pairs(const Scan *s, const void **data) {
  *data = s->pairs.data;
  return s->pairs.count;
}
/* One word of bits per document: the rules that may find anything in it (sieve.c). */
API uint64_t fc_rules(const Scan *s, const void **data) {
  *data = s->rules.data;
  return s->rules.count;
}
API uint64_t fc_figure_size(void) { return sizeof(Figure); }
API uint64_t fc_pair_size(void) { return sizeof(Pair); }
/* The tokens and sentence starts of the document read last. */
API uint64_t fc_tokens(const Scan *s, const void **data) {
  *data = s->tokens.data;
  return s->tokens.count;
}
API uint64_t fc_sentences(const Scan *s, const void **data) {
  *data = s->sentences.data;
  return s->sentences.count;
}
API uint64_t fc_token_size(void) { return sizeof(Token); }

/* Copies slices of a batch's text one behind the other: slice i is begin[i]..end[i] of document[i].
 * Gives whether white space stands in one that is not a single space. */
API bool fc_gather(const uint8_t *text, const uint64_t *offset, uint32_t first, const uint32_t *document,
                   const uint32_t *begin, const uint32_t *end, uint64_t count, uint8_t *out) {
  bool odd = false;
  for (uint64_t i = 0; i < count; i++) {
    size_t n = end[i] - begin[i];
    memcpy(out, text + offset[document[i] - first] + begin[i], n);
    for (size_t k = 0; k < n; k++)
      odd |= out[k] < ' ' || out[k] == 0xC2 || out[k] == 0xE2 || out[k] == 0xE3 ||
             (out[k] == ' ' && k + 1 < n && out[k + 1] == ' ');
    out += n;
  }
  return odd;
}
