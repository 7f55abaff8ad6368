/* Text to tokens: words matched in the lexicon, numbers in digits, marks, and where sentences end. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

void vec_room(Vec *v, size_t room) {
  if (room <= v->room) return;
  void *data = realloc(v->data, room * v->size);
  if (!data) abort();
  v->data = data;
  v->room = room;
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

static inline Token *add(Scan *s, int type, uint32_t begin, uint32_t end, uint32_t cbegin, uint32_t cend,
                         uint32_t form, int gap) {
  Token *t = vec_add(&s->tokens);
  memset(t, 0, sizeof *t);
  t->begin = begin;
  t->end = end;
  t->cbegin = cbegin;
  t->cend = cend;
  t->type = (uint8_t)type;
  t->gap = (uint8_t)gap;
  if (form) t->foreign = !form_classes(s->lex, form, s->language, t->classes);
  if (t->classes[0] | t->classes[1]) t->entry = form & ENTRY_MASK;
  return t;
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

/* "5 million CAD." ends a sentence: other languages' abbreviations give way to the word without its stop. */
static uint32_t undotted(const Scan *s, const uint8_t *p, uint32_t entry, const uint8_t **stop) {
  uint64_t classes[2];
  if (entry_classes(s->lex, entry & ENTRY_MASK, s->language, classes)) return entry;
  const uint8_t *end = p;
  uint32_t plain = lexicon_match(s->lex, p, *stop - 1, &end);
  if (!plain || end != *stop - 1 || !entry_classes(s->lex, plain & ENTRY_MASK, s->language, classes))
    return entry;
  *stop = end;
  return plain;
}

void tokenise(Scan *s) {
  const Lexicon *lex = s->lex;
  const uint8_t *text = s->text, *p = text, *end = text + s->length;
  uint32_t cp = 0, line = 0; /* code points read, and where the line began */
  int gap = GAP_LINE, lines = 2;
  s->tokens.count = s->numbers.count = 0;
  s->words.ahead = NULL;
  while (p < end) {
    uint8_t b = *p;
    bool plain = is_ascii_letter(b); /* most of prose */
    if (!plain && (b == ' ' || b == '\t')) {
      p++;
      cp++;
      if (!gap) gap = GAP_SPACE;
      continue;
    }
    if (!plain && (b == '\n' || b == '\r')) {
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
        !plain &&
        (digit_value(c) >= 0 ||
         ((c == '.' || (c == ',' && lex->language[s->language < 0 ? 0 : s->language].decimal == ',')) &&
          p + 1 < end && (uint8_t)(p[1] - '0') < 10 && gap));
    if (digit) {
      bool signed_on = !gap && s->tokens.count && is(s, (uint32_t)s->tokens.count - 1, W_CURRENCY); /* $3M */
      entry = signed_on ? 0 : lexicon_match(lex, p, end, &stop) & ENTRY_MASK;
      if (entry && ((lex->entry[entry].classes[W_NAME >> 6] >> (W_NAME & 63) & 1) ||
                    (lex->entry[entry].classes[W_QUARTER >> 6] >> (W_QUARTER & 63) & 1) ||
                    (lex->entry[entry].classes[W_HALF_YEAR >> 6] >> (W_HALF_YEAR & 63) & 1))) {
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
    if (plain || (b >= 0x80 && is_letter(c))) {
      bool unspaced = b >= 0x80 && is_unspaced(c);
      const Known *known = unspaced ? NULL : known_word(s, p, end, NULL);
      bool compounded = !known;
      if (known) {
        stop = p + known->step.length;
        entry = known->step.entry;
        if (known->step.next | known->step.onward) entry = known_onward(s, known, stop, end, &stop);
        compounded = known->step.cuts;
        if (stop == p + known->step.length && !compounded) {
          bool classed = known->classes[0] | known->classes[1];
          *(Token *)vec_add(&s->tokens) = (Token){.classes = {known->classes[0], known->classes[1]},
                                                  .begin = at,
                                                  .end = at + known->step.length,
                                                  .cbegin = cp,
                                                  .cend = cp + known->step.points,
                                                  .entry = classed ? entry & ENTRY_MASK : 0,
                                                  .type = T_WORD,
                                                  .gap = (uint8_t)gap,
                                                  .upper = known->step.upper,
                                                  .foreign = known->step.foreign};
          p = stop;
          cp += known->step.points;
          gap = GAP_NONE;
          if (p < end && *p == ' ') {
            p++;
            cp++;
            gap = GAP_SPACE;
          }
          continue;
        }
      } else
        entry = lexicon_match(lex, p, end, &stop);
      if (entry && stop[-1] == '.') entry = undotted(s, p, entry, &stop);
      if (entry) {
        if (unspaced) entry &= ENTRY_MASK; /* nothing there tells where a word ends */
        if (!(entry & FORM_CLOSED) && (entry & FORM_LETTERS)) stop = word_end(stop, end);
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
      stop = known ? p + known->step.length : word_end(p + size, end);
      Cut cut[COMPOUND_PARTS];
      int parts = compounded ? compound(s, p, stop, cut) : -1;
      if (parts > 1) {
        for (int i = 0; i < parts; i++) {
          uint32_t n = points(p, cut[i].end);
          add(s, T_WORD, (uint32_t)(p - text), (uint32_t)(cut[i].end - text), cp, cp + n, cut[i].entry, gap);
          p = cut[i].end;
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
}
