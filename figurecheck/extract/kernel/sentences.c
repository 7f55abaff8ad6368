/* One look over the tokens: where sentences end, and which tokens later steps have to look at. */
#include "kernel.h"

static void add(Vec *list, uint32_t token) { *(uint32_t *)vec_add(list) = token; }

enum { CLAUSE = 12 }; /* letters in one piece that make a clause of Thai */

static bool is_thai(const Scan *s, uint32_t i) {
  const Token *t = TOKENS(s) + i;
  return t->type == T_WORD && s->text[t->begin] == 0xE0 && (s->text[t->begin + 1] & 0xFE) == 0xB8;
}

/* Whether a clause of Thai ends with token i and another begins: they are parted by a space alone. */
static bool parts_clauses(const Scan *s, uint32_t i) {
  const Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count, first = i, last = i + 1;
  if (last >= count || t[last].gap != GAP_SPACE || !is_thai(s, i) || !is_thai(s, last)) return false;
  while (first && t[first].gap == GAP_NONE && is_thai(s, first - 1) && t[i].cend - t[first].cbegin < CLAUSE)
    first--;
  while (last + 1 < count && t[last + 1].gap == GAP_NONE && is_thai(s, last + 1) &&
         t[last].cend - t[i + 1].cbegin < CLAUSE)
    last++;
  return t[i].cend - t[first].cbegin >= CLAUSE && t[last].cend - t[i + 1].cbegin >= CLAUSE;
}

/* Whether the sentence ends with token i: at a stop, unless it belongs to an abbreviation or to an initial. */
static bool ends_sentence(const Scan *s, uint32_t i) {
  const Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count;
  if (t[i].type == T_BREAK) return true;
  if (parts_clauses(s, i)) return true;
  if (t[i].type == T_WORD)
    return i && i + 1 < count && s->text[t[i].end - 1] == '.' && t[i + 1].type == T_WORD && t[i + 1].gap &&
           t[i + 1].upper && is(s, i + 1, W_FUNCTION_WORD); /* €2.6bn. Then … */
  if (t[i].type != T_MARK || (t[i].mark != '.' && t[i].mark != '!' && t[i].mark != '?')) return false;
  if (t[i].end - t[i].begin > 1) return true;
  if (i + 1 < count && !t[i + 1].gap && t[i + 1].mark != '"' && t[i + 1].mark != '\'') return false;
  if (t[i].mark != '.') return true;
  bool initial = i && t[i - 1].type == T_WORD && t[i - 1].upper && t[i - 1].cend - t[i - 1].cbegin == 1;
  bool lower = i + 1 < count && t[i + 1].type == T_WORD && !t[i + 1].upper && t[i + 1].mark != 1 &&
               t[i + 1].end > t[i + 1].begin && s->text[t[i + 1].begin] < 0x80;
  return !initial && !lower;
}

/* Whether the tokens from `run` on that stand in one piece may be an address because of token i. */
static bool is_of_address(const Scan *s, uint32_t run, uint32_t i) {
  const Token *t = TOKENS(s);
  if (mark(s, i) == '@' || (mark(s, i) == ':' && mark(s, i + 1) == '/' && mark(s, i + 2) == '/')) return true;
  return i == run && t[i].type == T_WORD && t[i].end - t[i].begin == 3 && mark(s, i + 1) == '.' &&
         (s->text[t[i].begin] | 32) == 'w';
}

void read_sentences(Scan *s) {
  static const uint64_t starts[2] = {NUMBER_STARTS | DATE_WORDS(LOW), DATE_WORDS(HIGH)};
  const Token *t = TOKENS(s);
  uint32_t count = (uint32_t)s->tokens.count, run = 0, begun = 0;
  s->sentences.count = s->marked.count = s->addressed.count = 0;
  add(&s->sentences, 0);
  for (uint32_t i = 0; i < count; i++) {
    if (t[i].gap != GAP_NONE) run = i;
    if (t[i].type == T_NUMBER || t[i].classes[0] & starts[0] || t[i].classes[1] & starts[1])
      add(&s->marked, i);
    if (t[i].type != T_NUMBER && is_of_address(s, run, i)) add(&s->addressed, run);
    if (ends_sentence(s, i)) {
      uint32_t next = i + 1;
      while (next < count && (t[next].mark == '"' || t[next].mark == ')' || t[next].mark == '\'') &&
             t[next].gap == GAP_NONE)
        next++;
      if (next < count && next > begun) add(&s->sentences, begun = next);
    }
  }
}
