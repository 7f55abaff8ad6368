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
  WIDE,
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
  lex->wide = AT(WIDE);
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
  s->tokens.size = s->kept_tokens.size = sizeof(Token);
  s->numbers.size = sizeof(Number);
  s->sentences.size = s->kept_sentences.size = sizeof(uint32_t);
  s->figures.size = sizeof(Figure);
  s->pairs.size = sizeof(Pair);
  s->ordered_figures.size = sizeof(Figure);
  s->ordered_pairs.size = sizeof(Pair);
  s->dates.size = sizeof(Date);
  s->marked.size = s->addressed.size = sizeof(uint32_t);
  s->rules.size = sizeof(uint32_t);
  s->names.size = sizeof(Name);
  s->said.size = sizeof(Said);
  s->currency_named = calloc(currencies + 1, sizeof *s->currency_named);
  s->currency_placed = calloc(currencies + 1, sizeof *s->currency_placed);
  words_open(&s->words);
  if (!s->currency_named || !s->currency_placed) abort();
  return s;
}

API void fc_scan_free(Scan *s) {
  if (!s) return;
  free(s->tokens.data);
  free(s->kept_tokens.data);
  free(s->kept_sentences.data);
  free(s->numbers.data);
  free(s->sentences.data);
  free(s->figures.data);
  free(s->pairs.data);
  free(s->ordered_figures.data);
  free(s->ordered_pairs.data);
  free(s->dates.data);
  free(s->marked.data);
  free(s->addressed.data);
  free(s->rules.data);
  free(s->names.data);
  free(s->said.data);
  free(s->currency_named);
  free(s->currency_placed);
  free(s->words.room);
  free(s);
}

static void read_document(Scan *s, const uint8_t *text, uint32_t length, uint32_t document, int32_t language,
                          int32_t published, int32_t home) {
  s->text = text;
  s->length = length;
  s->document = document;
  s->language = language;
  s->published = published;
  s->home = home;
  tokenise(s);
  read_sentences(s);
  read_dates(s);
  exclude_numbers(s);
  read_figures(s);
  settle_currencies(s);
  read_context(s);
  find_pairs(s);
}

/* What judging wants besides: names and the rules that may speak. */
static void ready_to_judge(Scan *s) {
  read_names(s);
  read_said(s);
  *(uint32_t *)vec_add(&s->rules) = sieve(s);
}

/* Reads one document into the scan's records. `language` and `home` are places in their tables or -1. */
API void fc_scan(Scan *s, const uint8_t *text, uint32_t length, uint32_t document, int32_t language,
                 int32_t published, int32_t home) {
  read_document(s, text, length, document, language, published, home);
  ready_to_judge(s);
}

/* Adds what is in `from` to what is kept, and says where it lies there. */
static void keep(Vec *kept, const Vec *from, uint64_t *begin, uint64_t *end) {
  *begin = kept->count;
  size_t room = kept->count + from->count;
  if (room > kept->room) vec_room(kept, 2 * room);
  if (from->count) memcpy((char *)kept->data + kept->count * kept->size, from->data, from->count * from->size);
  *end = kept->count += from->count;
}

/* Puts records that lie in runs, one a document, into the order of the documents. `end` of a document's run. */
static void reorder(Vec *records, Vec *spare, const uint32_t *order, uint32_t *run, uint32_t count) {
  vec_room(spare, records->count);
  uint32_t *first = run + count;
  for (uint32_t i = 0, begin = 0; i < count; i++) {
    first[order[i]] = begin;
    begin = run[order[i]];
  }
  for (uint32_t i = 0; i < count; i++) {
    size_t n = run[i] - first[i];
    memcpy((char *)spare->data + spare->count * spare->size,
           (const char *)records->data + first[i] * records->size, n * spare->size);
    spare->count += n;
  }
  Vec ordered = *spare;
  *spare = *records;
  spare->count = 0;
  *records = ordered;
}

/* Reads documents: i is the text of length[i] bytes at address text[i]. They are read language by language, since the words and phrases of one then stay in the
 * processor's cache; records come in their order. Where `kept` is not NULL, tokens and sentence starts are kept:
 * it is told for each document where its tokens begin and end, and its sentences. */
API void fc_scan_batch(Scan *s, const uint64_t *text, const uint32_t *length, uint32_t count,
                       const int32_t *language, const int32_t *published, const int32_t *home,
                       bool to_judge, uint64_t *kept) {
  uint32_t *order = malloc(((size_t)count + 1) * 5 * sizeof *order);
  if (!order) abort();
  uint32_t *figures = order + count, *pairs = figures + 2 * (size_t)count, n = 0;
  for (int32_t spoken = -1; spoken < (int32_t)s->lex->languages && n < count; spoken++)
    for (uint32_t i = 0; i < count; i++)
      if (language[i] == spoken) order[n++] = i;
  for (uint32_t k = 0; k < n; k++) {
    uint32_t i = order[k];
    read_document(s, (const uint8_t *)(uintptr_t)text[i], length[i], i, language[i], published[i], home[i]);
    if (to_judge) ready_to_judge(s);
    if (kept) {
      keep(&s->kept_tokens, &s->tokens, kept + 4 * (size_t)i, kept + 4 * (size_t)i + 1);
      keep(&s->kept_sentences, &s->sentences, kept + 4 * (size_t)i + 2, kept + 4 * (size_t)i + 3);
    }
    figures[i] = (uint32_t)s->figures.count;
    pairs[i] = (uint32_t)s->pairs.count;
  }
  reorder(&s->figures, &s->ordered_figures, order, figures, count);
  reorder(&s->pairs, &s->ordered_pairs, order, pairs, count);
  uint32_t *rules = s->rules.data;
  for (uint32_t k = 0; to_judge && k < n; k++) figures[order[k]] = rules[k];
  if (to_judge && n) memcpy(rules, figures, n * sizeof *rules);
  free(order);
}

API void fc_scan_clear(Scan *s) {
  s->figures.count = s->pairs.count = s->names.count = s->said.count = s->rules.count = 0;
  s->kept_tokens.count = s->kept_sentences.count = 0;
}
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
API uint64_t fc_names(const Scan *s, const void **data) {
  *data = s->names.data;
  return s->names.count;
}
API uint64_t fc_said(const Scan *s, const void **data) {
  *data = s->said.data;
  return s->said.count;
}
API uint64_t fc_figure_size(void) { return sizeof(Figure); }
API uint64_t fc_pair_size(void) { return sizeof(Pair); }
/* The tokens and sentence starts that were kept; these count the tokens of their document. */
API uint64_t fc_tokens(const Scan *s, const void **data) {
  *data = s->kept_tokens.data;
  return s->kept_tokens.count;
}
API uint64_t fc_sentences(const Scan *s, const void **data) {
  *data = s->kept_sentences.data;
  return s->kept_sentences.count;
}
API uint64_t fc_token_size(void) { return sizeof(Token); }

/* Copies slices of texts one behind the other: slice i is begin[i]..end[i] of the text at text[document[i]].
 * Gives whether white space stands in one that is not a single space. */
API bool fc_gather(const uint64_t *text, const uint32_t *document, const uint32_t *begin, const uint32_t *end,
                   uint64_t count, uint8_t *out) {
  enum { AHEAD = 16 }; /* the texts lie far apart: they are asked for before they are wanted */
  bool odd = false;
  for (uint64_t i = 0; i < count; i++) {
    uint64_t later = i + AHEAD < count ? i + AHEAD : i;
    __builtin_prefetch((const uint8_t *)(uintptr_t)text[document[later]] + begin[later]);
    size_t n = end[i] - begin[i];
    if (!n) continue;
    memcpy(out, (const uint8_t *)(uintptr_t)text[document[i]] + begin[i], n);
    for (size_t k = 0; k < n; k++)
      odd |= out[k] < ' ' || out[k] == 0xC2 || out[k] == 0xE2 || out[k] == 0xE3 ||
             (out[k] == ' ' && k + 1 < n && out[k + 1] == ' ');
    out += n;
  }
  return odd;
}

/* Lays the fields of records out one by one, each in a column of its own: field i is the width[i] bytes at
 * at[i] of every record of `size` bytes. Some records at a time, so that they are taken from memory once. */
API void fc_fields(const uint8_t *record, uint64_t count, uint64_t size, const uint64_t *at,
                   const uint64_t *width, uint64_t fields, uint8_t *const *column) {
  enum { SOME = 64 };
  for (uint64_t first = 0; first < count; first += SOME) {
    uint64_t end = count - first < SOME ? count : first + SOME;
    for (uint64_t f = 0; f < fields; f++) {
      const uint8_t *from = record + at[f];
      uint8_t *to = column[f];
#define COPY(bytes)                                                                                          \
  for (uint64_t i = first; i < end; i++) memcpy(to + i * (bytes), from + i * size, bytes)
      switch (width[f]) {
        case 1: COPY(1); break;
        case 2: COPY(2); break;
        case 4: COPY(4); break;
        default: COPY(8);
      }
#undef COPY
    }
  }
}
