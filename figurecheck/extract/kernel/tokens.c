/* Text to tokens: words matched in the lexicon, numbers in digits, marks, and where sentences end. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

void *vec_add(Vec *v) {
  if (v->count == v->room) {
    size_t room = v->room ? v->room * 2 : 1024;
    void *data = realloc(v->data, room * v->size);
    if (!data) abort();
    v->data = data;
    v->room = room;
  }
  return (char *)v->data + v->size * v->count++;
}

/* The ASCII sign that a mark of another script amounts to, 0 for the rest. */
static uint8_t plain_mark(uint32_t c) {
  if (c < 0x80) return (uint8_t)c;
  switch (c) {
    case 0xFF0C:
    case 0x3001:
    case 0x060C: return ',';
    case 0x3002:
    case 0xFF0E:
    case 0xFF61:
    case 0x0964:
    case 0x06D4: return '.';
    case 0xFF08:
    case 0xFE59: return '(';
    case 0xFF09:
    case 0xFE5A: return ')';
    case 0xFF3B:
    case 0x3010:
    case 0x3014: return '[';
    case 0xFF3D:
    case 0x3011:
    case 0x3015: return ']';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFF0D: return '-';
    case 0x301C:
    case 0xFF5E:
    case 0x223C: return '~';
    case 0xFF1A: return ':';
    case 0xFF1B:
    case 0x061B: return ';';
    case 0xFF01: return '!';
    case 0xFF1F:
    case 0x061F: return '?';
    case 0xFF0F:
    case 0x2044: return '/';
    case 0xFF1D: return '=';
    case 0xFF0B: return '+';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0xAB:
    case 0xBB: return '"';
    case 0x2018:
    case 0x2019: return '\'';
    default: return 0;
  }
}

static const uint64_t glue_low =
    (1ULL << W_NUMBER) | (1ULL << W_MAGNITUDE) | (1ULL << W_JOINER) | (1ULL << W_ONE) | (1ULL << W_MULTIPLE);

/* Whether a language has a number word, scale or joiner in an entry. */
static bool glues(const Lexicon *lex, uint32_t entry, int language) {
  const Entry *e = &lex->entry[entry];
  if (!(e->classes[0] & glue_low)) return false;
  for (uint32_t i = 0; i < e->count; i++) {
    const Reading *r = &lex->reading[e->first + i];
    if (r->word_class < 64 && (glue_low >> r->word_class & 1) && (r->langs >> language & 1)) return true;
  }
  return false;
}

/* Cuts a word that is number words of one language run together (zweihundertfünfzig); the ends go to `cut`. */
static int segment(const Lexicon *lex, int language, const uint8_t *p, const uint8_t *end,
                   const uint8_t **cut, uint32_t *entry, int room) {
  if (p == end) return 0;
  if (!room) return -1;
  const uint8_t *ends[24];
  uint32_t entries[24];
  int n = 0;
  uint32_t node = lex->root[(uint32_t)*p << 8];
  for (const uint8_t *q = p + 1; node && n < 24; q++) {
    uint32_t e = lex->node[node].entry_count & ENTRY_MASK;
    if (e && glues(lex, e, language)) {
      ends[n] = q;
      entries[n++] = e;
    }
    if (q >= end) break;
    node = node_child(lex, node, *q);
  }
  while (n--) {
    int rest = segment(lex, language, ends[n], end, cut + 1, entry + 1, room - 1);
    if (rest >= 0) {
      *cut = ends[n];
      *entry = entries[n];
      return rest + 1;
    }
  }
  return -1;
}

static inline Token *add(Scan *s, int type, uint32_t begin, uint32_t end, uint32_t cbegin, uint32_t cend,
                         uint32_t entry, int gap) {
  Token *t = vec_add(&s->tokens);
  memset(t, 0, sizeof *t);
  t->begin = begin;
  t->end = end;
  t->cbegin = cbegin;
  t->cend = cend;
  t->entry = entry;
  t->type = (uint8_t)type;
  t->gap = (uint8_t)gap;
  if (entry) t->foreign = !entry_classes(s->lex, entry, s->language, t->classes);
  return t;
}

static inline uint32_t points(const uint8_t *p, const uint8_t *end) {
  uint32_t n = (uint32_t)(end - p);
  for (; p < end; p++) n -= (*p & 0xC0) == 0x80;
  return n;
}

static const uint8_t *word_end(const uint8_t *p, const uint8_t *end, bool *unspaced_next) {
  *unspaced_next = false;
  while (p < end) {
    if (*p < 0x80) {
      if ((uint8_t)((*p | 32) - 'a') >= 26) break;
      p++;
      continue;
    }
    int size;
    uint32_t c = decode(p, end, &size);
    if (!is_letter(c)) break;
    if (is_unspaced(c)) {
      *unspaced_next = true;
      break;
    }
    p += size;
  }
  return p;
}

static uint8_t casing(const uint8_t *p, const uint8_t *end) {
  int size;
  uint32_t c = decode(p, end, &size);
  if (!is_upper(c)) return 0;
  int upper = 1, n = 1;
  for (p += size; p < end; p += size) {
    c = decode(p, end, &size);
    n++;
    upper += is_upper(c);
  }
  return n > 1 && upper == n ? 2 : 1;
}

enum { WRAP_WIDTH = 40 }; /* a line this long that ends without a stop goes on in the next one */

/* Whether the text goes on at p as the same line of prose, and not as an item, a heading or a row. */
static bool goes_on(const uint8_t *p, const uint8_t *end) {
  while (p < end && (*p == ' ' || *p == '\t')) p++;
  if (p >= end) return false;
  if (*p == '#' || *p == '|' || *p == '>' || *p == '\n' || *p == '\r') return false;
  if ((*p == '-' || *p == '*' || *p == '+') && p + 1 < end && p[1] == ' ') return false;
  const uint8_t *q = p;
  while (q < end && (uint8_t)(*q - '0') < 10) q++;
  return !(q > p && q - p <= 3 && q + 1 < end && (*q == '.' || *q == ')') && q[1] == ' ');
}

void tokenise(Scan *s) {
  const Lexicon *lex = s->lex;
  const uint8_t *text = s->text, *p = text, *end = text + s->length;
  uint32_t cp = 0, line = 0; /* code points read, and where the line began */
  int gap = GAP_LINE, lines = 2;
  s->tokens.count = s->numbers.count = 0;
  while (p < end) {
    uint8_t b = *p;
    if (b == ' ' || b == '\t') {
      p++;
      cp++;
      if (!gap) gap = GAP_SPACE;
      continue;
    }
    if (b == '\n' || b == '\r') {
      p++;
      cp++;
      bool wrapped =
          !lines && cp - line >= WRAP_WIDTH && goes_on(b == '\r' && p < end && *p == '\n' ? p + 1 : p, end);
      if (!wrapped)
        gap = GAP_LINE;
      else if (!gap)
        gap = GAP_SPACE;
      if (b == '\n') line = cp;
      if (b == '\n' && ++lines == 2 && s->tokens.count)
        add(s, T_BREAK, (uint32_t)(p - text), (uint32_t)(p - text), cp, cp, 0, gap);
      continue;
    }
    int size = 1;
    uint32_t c = b < 0x80 ? b : decode(p, end, &size);
    if (b >= 0x80 && is_space(c)) {
      p += size;
      cp++;
      if (!gap) gap = GAP_SPACE;
      continue;
    }
    lines = 0;
    uint32_t at = (uint32_t)(p - text);
    const uint8_t *stop = NULL;
    uint32_t entry;
    bool digit =
        digit_value(c) >= 0 ||
        ((c == '.' || (c == ',' && lex->language[s->language < 0 ? 0 : s->language].decimal == ',')) &&
         p + 1 < end && (uint8_t)(p[1] - '0') < 10 && gap);
    if (digit) {
      entry = lexicon_match(lex, p, end, &stop) & ENTRY_MASK;
      if (entry &&
          ((lex->entry[entry].classes[W_NAME >> 6] >> (W_NAME & 63) & 1) ||
           (lex->entry[entry].classes[W_QUARTER >> 6] >> (W_QUARTER & 63) & 1) ||
           (lex->entry[entry].classes[W_HALF_YEAR >> 6] >> (W_HALF_YEAR & 63) & 1)) &&
          !(stop < end && ((uint8_t)(*stop - '0') < 10 || ((*stop == '.' || *stop == ',') && stop + 1 < end &&
                                                           (uint8_t)(stop[1] - '0') < 10)))) {
        uint32_t n = points(p, stop);
        add(s, T_WORD, at, (uint32_t)(stop - text), cp, cp + n, entry, gap);
        p = stop;
        cp += n;
        gap = GAP_NONE;
        continue;
      }
      Number number;
      stop = read_literal(s, p, end, &number);
      if (stop + 3 < end && *stop == ':') stop = read_price(s, stop, end, &number);
      uint32_t n = points(p, stop);
      Token *t = add(s, T_NUMBER, at, (uint32_t)(stop - text), cp, cp + n, 0, gap);
      t->number = (uint32_t)s->numbers.count;
      number.literal = (uint32_t)s->tokens.count;
      *(Number *)vec_add(&s->numbers) = number;
      p = stop;
      cp += n;
      gap = GAP_NONE;
      continue;
    }
    if (b < 0x80 ? (uint8_t)((b | 32) - 'a') < 26 : is_letter(c)) {
      bool unspaced = b >= 0x80 && is_unspaced(c);
      entry = b < 0x80 ? lexicon_word(s, p, end, &stop) : lexicon_match(lex, p, end, &stop);
      if (entry) {
        bool more;
        if (!(entry & FORM_CLOSED) && (entry & FORM_LETTERS) && !unspaced) stop = word_end(stop, end, &more);
        entry &= ENTRY_MASK;
        uint32_t n = points(p, stop);
        add(s, T_WORD, at, (uint32_t)(stop - text), cp, cp + n, entry, gap)->upper = casing(p, stop);
        p = stop;
        cp += n;
        gap = GAP_NONE;
        continue;
      }
      if (unspaced) { /* characters that no form starts with make one word up to where a form may start */
        Token *last = s->tokens.count ? &TOKENS(s)[s->tokens.count - 1] : NULL;
        if (last && !gap && last->type == T_WORD && !last->entry && last->end == at && last->mark == 1) {
          last->end = at + (uint32_t)size;
          last->cend = cp + 1;
        } else
          add(s, T_WORD, at, at + (uint32_t)size, cp, cp + 1, 0, gap)->mark = 1;
        p += size;
        cp++;
        gap = GAP_NONE;
        continue;
      }
      bool more;
      stop = word_end(p + size, end, &more);
      const uint8_t *cut[12];
      uint32_t entries[12];
      int parts =
          s->language > 0 && stop - p >= 6 ? segment(lex, s->language, p, stop, cut, entries, 12) : -1;
      if (parts > 1) {
        for (int i = 0; i < parts; i++) {
          uint32_t n = points(p, cut[i]);
          add(s, T_WORD, (uint32_t)(p - text), (uint32_t)(cut[i] - text), cp, cp + n, entries[i], gap);
          p = cut[i];
          cp += n;
          gap = GAP_NONE;
        }
        continue;
      }
      uint32_t n = points(p, stop);
      add(s, T_WORD, at, (uint32_t)(stop - text), cp, cp + n, 0, gap)->upper = casing(p, stop);
      p = stop;
      cp += n;
      gap = GAP_NONE;
      continue;
    }
    entry = lexicon_match(lex, p, end, &stop) & ENTRY_MASK;
    if (!entry) stop = p + size;
    uint32_t n = points(p, stop);
    Token *t = add(s, T_MARK, at, (uint32_t)(stop - text), cp, cp + n, entry, gap);
    if (stop == p + size) t->mark = plain_mark(c);
    p = stop;
    cp += n;
    gap = GAP_NONE;
  }

  /* A sentence ends at its stop unless the stop belongs to an abbreviation or to an initial. */
  s->sentences.count = 0;
  *(uint32_t *)vec_add(&s->sentences) = 0;
  Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count;
  for (uint32_t i = 0; i < count; i++) {
    bool ends = t[i].type == T_BREAK;
    if (t[i].type == T_MARK && (t[i].mark == '.' || t[i].mark == '!' || t[i].mark == '?')) {
      bool wide = t[i].end - t[i].begin > 1;
      if (wide)
        ends = true;
      else if (i + 1 >= count || t[i + 1].gap || t[i + 1].mark == '"' || t[i + 1].mark == '\'') {
        bool initial = t[i].mark == '.' && i && t[i - 1].type == T_WORD && t[i - 1].upper &&
                       t[i - 1].cend - t[i - 1].cbegin == 1;
        bool lower = t[i].mark == '.' && i + 1 < count && t[i + 1].type == T_WORD && !t[i + 1].upper &&
                     t[i + 1].mark != 1 && t[i + 1].end > t[i + 1].begin && s->text[t[i + 1].begin] < 0x80;
        ends = !initial && !lower;
      }
    }
    if (ends) {
      uint32_t next = i + 1;
      while (next < count && (t[next].mark == '"' || t[next].mark == ')' || t[next].mark == '\'') &&
             t[next].gap == GAP_NONE)
        next++;
      if (next < count && next > ((uint32_t *)s->sentences.data)[s->sentences.count - 1])
        *(uint32_t *)vec_add(&s->sentences) = next;
    }
  }
}
