/* Reads random documents with the kernel, built with the compiler's checks of memory and arithmetic.
 *
 * fuzz LEXICON FRAGMENTS INPUT SECONDS SEED: documents are made of the fragments (one a line), of
 * random digits, code points and, now and then, bytes that are no UTF-8. The document under way
 * stands in the file INPUT, so that what brought the kernel down can be read again. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "kernel.h"

enum { LARGEST = 1 << 16 };

Lexicon *fc_open(const uint8_t *data, uint64_t size);
void fc_close(Lexicon *lex);
Scan *fc_scan_new(const Lexicon *lex, uint32_t currencies);
void fc_scan_free(Scan *s);
void fc_scan_clear(Scan *s);
void fc_scan(Scan *s, const uint8_t *text, uint32_t length, uint32_t document, int32_t language, int32_t published, int32_t home);

static uint64_t state;

static uint32_t below(uint32_t limit) { /* xorshift64*: Marsaglia 2003, Vigna 2014 */
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (uint32_t)((state * 2685821657736338717ULL) >> 32) % limit;
}

static uint8_t *whole_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(2); }
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  uint8_t *data = malloc(*size + 1);
  if (!data || fread(data, 1, *size, file) != *size) { perror(path); exit(2); }
  data[*size] = 0;
  fclose(file);
  return data;
}

static size_t encode(uint32_t c, uint8_t *out) {
  if (c < 0x80) { out[0] = (uint8_t)c; return 1; }
  if (c < 0x800) { out[0] = (uint8_t)(0xC0 | c >> 6); out[1] = (uint8_t)(0x80 | (c & 63)); return 2; }
  if (c < 0x10000) {
    out[0] = (uint8_t)(0xE0 | c >> 12); out[1] = (uint8_t)(0x80 | (c >> 6 & 63)); out[2] = (uint8_t)(0x80 | (c & 63));
    return 3;
  }
  out[0] = (uint8_t)(0xF0 | c >> 18); out[1] = (uint8_t)(0x80 | (c >> 12 & 63)); out[2] = (uint8_t)(0x80 | (c >> 6 & 63));
  out[3] = (uint8_t)(0x80 | (c & 63));
  return 4;
}

static char **fragment;
static uint32_t fragments;

static size_t piece(uint8_t *out, bool raw) {
  static const char marks[] = "  ,.-()[]/%$'\n\r\t:;+~";
  static const uint32_t planes[] = {0x80, 0x500, 0x800, 0x3000, 0x10000, 0x110000};
  size_t n = 0;
  switch (below(raw ? 8 : 7)) {
    case 0:
      for (uint32_t digits = 1 + below(below(9) ? 4 : 60); digits--;) out[n++] = (uint8_t)('0' + below(10));
      return n;
    case 1: out[0] = (uint8_t)marks[below(sizeof marks - 1)]; return 1;
    case 2: return encode(below(planes[below(6)]), out);
    case 7: out[0] = (uint8_t)below(256); return 1;
    default: {
      const char *chosen = fragment[below(fragments)];
      n = strlen(chosen);
      memcpy(out, chosen, n);
      return n;
    }
  }
}

static void check(const Scan *s, const uint8_t *text, uint32_t length) {
  uint32_t last = 0;
  for (uint32_t i = 0; i < s->figures.count; i++) {
    const Figure *f = &FIGURES(s)[i];
    if (f->begin < last || f->end <= f->begin || f->end > length || f->cend <= f->cbegin) {
      fprintf(stderr, "fuzz: figure %u spans bytes %u to %u of %u, the one before ends at %u\n", i, f->begin, f->end, length, last);
      abort();
    }
    if ((text[f->begin] & 0xC0) == 0x80 && f->begin && text[f->begin - 1] >= 0x80) {
      fprintf(stderr, "fuzz: figure %u starts inside a code point\n", i);
      abort();
    }
    last = f->end;
  }
}

int main(int count, char **argument) {
  if (count != 6) { fprintf(stderr, "usage: fuzz LEXICON FRAGMENTS INPUT SECONDS SEED\n"); return 2; }
  size_t size, listed;
  uint8_t *tables = whole_file(argument[1], &size);
  char *lines = (char *)whole_file(argument[2], &listed);
  fragment = calloc(listed + 1, sizeof *fragment);
  for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) fragment[fragments++] = line;
  int file = open(argument[3], O_RDWR | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || ftruncate(file, LARGEST + 4)) { perror(argument[3]); return 2; }
  uint8_t *shown = mmap(NULL, LARGEST + 4, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  Lexicon *lex = fc_open(tables, size);
  if (!lex || shown == MAP_FAILED || !fragments) { fprintf(stderr, "fuzz: %s is not of this kernel\n", argument[1]); return 2; }
  state = strtoull(argument[5], NULL, 10) * 2 + 1;
  time_t end = time(NULL) + atol(argument[4]);
  Scan *scan = fc_scan_new(lex, 1024);
  static uint8_t text[LARGEST];
  unsigned long long documents = 0, figures = 0;
  while (time(NULL) < end) {
    bool raw = !below(10);
    uint32_t length = 0;
    for (uint32_t pieces = 1 + below(below(50) ? 40 : 2000); pieces-- && length < LARGEST - 512;) {
      length += (uint32_t)piece(text + length, raw);
      if (below(2)) text[length++] = ' ';
    }
    memcpy(shown, &length, 4);
    memcpy(shown + 4, text, length);
    uint8_t *exact = malloc(length); /* of this size, so that reading past its end is seen */
    memcpy(exact, text, length);
    fc_scan_clear(scan);
    fc_scan(scan, exact, length, 0, (int32_t)below(lex->languages + 1) - 1, below(3) ? 20221231 : 0, (int32_t)below(lex->countries + 1) - 1);
    if (!raw) check(scan, exact, length);
    figures += scan->figures.count;
    documents++;
    free(exact);
  }
  fc_scan_free(scan);
  fc_close(lex);
  free(tables);
  free(lines);
  free(fragment);
  printf("fuzz: %llu documents with %llu figures, seed %s: nothing found\n", documents, figures, argument[5]);
  return 0;
}
