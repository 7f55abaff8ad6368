/* What is said of dated figures, as sets of word stems in 64 bits: the names in their sentence, what their
 * metric is of, what goes on behind them, and the countries near by.  By them most statements are told apart before any is looked at
 * closely (SRC01): `likeness.py` compares the stems themselves, and equal stems have equal bits. */
#include <string.h>

#include "kernel.h"

enum { LETTERS = 5, SHORTEST = 4, LONGEST = 7 }; /* plurals so short lose their ending within the stem */
enum { BEFORE = 14, AFTER = 10, NEAR = 14 };     /* words of a statement, and of what explains a name */

/* A letter in small, as far as one code point tells; scripts whose pairs are not told share one value. */
static uint32_t small(uint32_t c) {
  if (c < 0x80) return is_ascii_letter(c) ? c | 32 : c;
  if (c - 0xC0 <= 0xDE - 0xC0) return c + 0x20;
  if (c - 0x410 <= 0x42F - 0x410) return c + 0x20;
  if (c - 0x400 <= 0x40F - 0x400) return c + 0x50;
  if (c - 0x430 <= 0x45F - 0x430) return c;
  bool cased = c - 0x100 < 0x250 - 0x100 || c - 0x370 < 0x590 - 0x370 || c - 0x10A0 < 0x1100 - 0x10A0 ||
               c - 0x1E00 < 0x2000 - 0x1E00 || c - 0xFF21 < 0xFF5B - 0xFF21;
  return cased ? 0x100 : c;
}

/* How many letters an English noun has without its plural's ending; `word` becomes the singular. */
static size_t singular(char *word, size_t n) {
  static const char *f_nouns[] = {"hal", "cal", "lea", "shel", "sel", "loa", "thie", "whar"};
#define ENDS(with) (n >= sizeof with - 1 && !memcmp(word + n - (sizeof with - 1), with, sizeof with - 1))
  if (n < SHORTEST || word[n - 1] != 's' || word[n - 2] == 's') return n;
  if (n > SHORTEST && ENDS("ies")) {
    word[n - 3] = 'y';
    return n - 2;
  }
  if (ENDS("ches") || ENDS("shes") || ENDS("sses") || ENDS("xes") || ENDS("zes")) return n - 2;
  if (ENDS("ves"))
    for (size_t i = 0; i < sizeof f_nouns / sizeof *f_nouns; i++)
      if (strlen(f_nouns[i]) == n - 3 && !memcmp(word, f_nouns[i], n - 3)) {
        word[n - 3] = 'f';
        return n - 2;
      }
  return n - 1;
#undef ENDS
}

/* A mark of the first letters of a text. */
static uint32_t hash_of_letters(const uint8_t *p, const uint8_t *end, uint32_t most) {
  uint32_t hash = 2166136261u;
  int size;
  for (uint32_t letters = 0; p < end && letters < most; p += size, letters++) {
    uint32_t c = decode(p, end, &size);
    if (c == 0x130) letters++; /* the dotted capital of the Turks is two in small */
    hash = (hash ^ small(c)) * 16777619u;
  }
  return (hash ^ hash >> 15) * 0x9E3779B1u;
}

/* A mark of a word's stem; of a phrase, that of its last word. */
uint32_t stem_of(const Scan *s, uint32_t i) {
  const Token *t = TOKENS(s) + i;
  const uint8_t *p = s->text + t->begin, *end = s->text + t->end;
  for (const uint8_t *q = p; q < end; q++)
    if (*q == ' ') p = q + 1;
  char word[LONGEST];
  size_t n = (size_t)(end - p);
  if (n <= LONGEST) {
    bool ascii = true;
    for (size_t k = 0; k < n; k++) {
      ascii &= p[k] < 0x80;
      word[k] = (char)small(p[k]);
    }
    if (ascii) {
      n = singular(word, n);
      p = (const uint8_t *)word;
      end = p + n;
    }
  }
  return hash_of_letters(p, end, LETTERS);
}

static uint64_t bit_of(const Scan *s, uint32_t i) { return 1ULL << (stem_of(s, i) >> 26); }

static uint64_t bits_of(const uint8_t *classes, size_t count, int half) {
  uint64_t bits = 0;
  for (size_t i = 0; i < count; i++)
    if (classes[i] >> 6 == half) bits |= 1ULL << (classes[i] & 63);
  return bits;
}

/* Whether a token is a word with a meaning of its own: none of grammar, of a date, or a lone letter. */
bool has_content(const Scan *s, uint32_t i) {
  static const uint8_t light[] = {
      W_FUNCTION_WORD,
      W_MODIFIER,
      W_MODIFIER_AFTER,
      W_ONE,
      W_PER,
      W_CURRENCY,
      W_PLUS,
      W_JOINER,
      W_YEAR_WORD,
      W_OUT_OF,
      W_FROM,
      W_TO,
      W_BY,
      W_OR,
      W_VERSUS,
      W_DATE_BEFORE,
      W_RANGE_TO,
      W_RANGE_AND,
      W_RANGE_OPEN,
      W_RANGE_BETWEEN,
      W_MORE_THAN,
      W_LESS_THAN,
      W_RATIO_IN,
      W_END_OF,
      W_START_OF,
      W_DATED_IN,
      W_AGO,
  };
  const Token *t = TOKENS(s) + i;
  if (t->type != T_WORD || t->role == R_DATE || is(s, i, W_FUNCTION_WORD)) return false;
  if (t->cend - t->cbegin == 1 && s->text[t->begin] < 0xE2) return false;
  uint64_t heavy = 0;
  for (int half = 0; half < 2; half++) heavy |= t->classes[half] & ~bits_of(light, sizeof light, half);
  return heavy || !(t->classes[0] | t->classes[1]);
}

/* Whether a word counts among those that tell what a figure is of; a phrase only if it names a thing. */
static bool counts(const Scan *s, uint32_t i) {
  static const uint8_t things[] = {W_WEIGHT, W_PLAIN_WORD, W_METRIC};
  const Token *t = TOKENS(s) + i;
  if (!tells(s, i) || !has_content(s, i)) return false;
  if (!memchr(s->text + t->begin, ' ', t->end - t->begin)) return true;
  for (int half = 0; half < 2; half++)
    if (t->classes[half] & ~bits_of(things, sizeof things, half)) return false;
  return true;
}

static bool is_any(const Scan *s, uint32_t i, const uint8_t *classes, size_t count) {
  for (size_t k = 0; k < count; k++)
    if (is(s, i, classes[k])) return true;
  return false;
}
#define IS_ANY(...) is_any(s, i, (const uint8_t[]){__VA_ARGS__}, sizeof (uint8_t[]){__VA_ARGS__})

static bool stops(int sign) {
  return sign == ';' || sign == ':' || sign == '.' || sign == '!' || sign == '?';
}

/* The words between `first` and the figure: those before the metric's word, and between it and the figure. */
static uint64_t said_before(const Scan *s, uint32_t first, uint32_t figure) {
  uint32_t metric = figure;
  while (metric > first && !is(s, metric - 1, W_METRIC) && !is(s, metric - 1, W_METRIC_VERB)) metric--;
  if (metric-- == first) return 0;
  uint64_t bits = 0;
  for (uint32_t i = metric + 1; i < figure; i++)
    if (counts(s, i) && !IS_ANY(W_PAST, W_UP, W_DOWN, W_SHARE)) bits |= bit_of(s, i);
  for (uint32_t i = metric; is(s, metric, W_METRIC) && i-- > first;) {
    if (TOKENS(s)[i].type == T_BREAK) continue;
    if (!counts(s, i) || IS_ANY(W_PAST, W_UP, W_DOWN)) break;
    bits |= bit_of(s, i);
  }
  return bits;
}

/* The words behind the figure that "in" or "of" ties to it. */
static uint64_t said_behind(const Scan *s, uint32_t first, uint32_t end) {
  uint64_t bits = 0;
  bool tied = false;
  for (uint32_t i = first; i < end; i++) {
    const Token *t = TOKENS(s) + i;
    int sign = mark(s, i);
    if (t->type == T_BREAK) continue;
    if (stops(sign) || sign == ',' || is(s, i, W_PAST)) break;
    bool date = t->role == R_DATE;
    if (date || IS_ANY(W_RATIO_IN, W_OUT_OF, W_FROM))
      tied = !date;
    else if (IS_ANY(W_FUNCTION_WORD, W_DATE_BEFORE, W_METRIC))
      continue;
    else if (counts(s, i) && (tied || memchr(s->text + t->begin, ' ', t->end - t->begin)))
      bits |= bit_of(s, i);
    else if (has_content(s, i))
      break;
  }
  return bits;
}

/* All that goes on behind the figure, up to a comma or a new clause. */
static uint64_t complement(const Scan *s, uint32_t first, uint32_t end) {
  uint64_t bits = 0;
  for (uint32_t i = first; i < end; i++) {
    int sign = mark(s, i);
    if (stops(sign) || sign == ',' || is(s, i, W_CLAUSE)) break;
    if (counts(s, i)) bits |= bit_of(s, i);
  }
  return bits;
}

/* A country or city, but not where a firm sits: Oslo-based. */
static uint64_t country(const Scan *s, uint32_t i) {
  const Token *t = TOKENS(s) + i;
  bool bound = mark(s, i + 1) == '-' && TOKENS(s)[i + 1].gap == GAP_NONE;
  if (!is(s, i, W_COUNTRY) || bound) return 0;
  return 1ULL << (hash_of_letters(s->text + t->begin, s->text + t->end, ~0u) >> 26);
}

/* The countries and cities beside the figure. */
static uint64_t countries(const Scan *s, uint32_t first, const Figure *f, uint32_t end) {
  uint64_t bits = 0;
  for (uint32_t i = f->first_token, n = 0; i-- > first && n < BEFORE && !stops(mark(s, i));) {
    bits |= country(s, i);
    n += TOKENS(s)[i].type != T_BREAK;
  }
  for (uint32_t i = f->last_token, n = 0; i < end && n < AFTER && !stops(mark(s, i)); i++) {
    if (IS_ANY(W_CLAUSE, W_OF_WHICH)) break;
    bits |= country(s, i);
    n += TOKENS(s)[i].type != T_BREAK;
  }
  return bits;
}

/* Whether a word before a name may be of the name: pub chain Fox. */
static bool says_who(const Scan *s, uint32_t i) {
  return TOKENS(s)[i].type == T_BREAK ||
         (TOKENS(s)[i].role != R_DATE && TOKENS(s)[i].role != R_FIGURE &&
          (counts(s, i) || is(s, i, W_SCOPE)) && !IS_ANY(W_METRIC, W_UP, W_DOWN, W_PAST));
}

/* Adds the words and countries from `first` to before `end` to those that may only say who is named. */
static void set_aside(const Scan *s, uint32_t first, uint32_t end, Said *said) {
  for (uint32_t i = first; i < end; i++) {
    if (counts(s, i)) said->names |= bit_of(s, i);
    said->aside |= country(s, i);
  }
}

/* The names of a sentence, and what may only say who is named: pub chain Fox; Fox, the chain of pubs, … */
static Said whom(const Scan *s, uint32_t begin, uint32_t end) {
  Said said = {0};
  for (uint32_t i = begin; i < end; i++) {
    if (!is_name(s, i)) continue;
    uint32_t last = i, first = i;
    bool place = true;
    for (; last < end && (is_name(s, last) || mark(s, last) == '&'); last++) {
      place &= is(s, last, W_COUNTRY);
      if (is_name(s, last)) said.names |= bit_of(s, last);
    }
    if (!place) {
      while (first > begin && says_who(s, first - 1)) first--;
      uint32_t closed = last, words = 0;
      if (mark(s, last) == ',')
        while (++closed < end && words <= NEAR && mark(s, closed) != ',')
          words += TOKENS(s)[closed].type != T_BREAK;
      set_aside(s, first, closed, &said);
    }
    i = last;
  }
  return said;
}

/* How often each digit but zero is printed, four bits each: a slip leaves them as they are. */
static uint64_t digits(const Figure *f) {
  unsigned __int128 left = (unsigned __int128)f->first_hi << 64 | f->first_lo;
  uint64_t counts = 0;
  for (; left; left /= 10)
    if (left % 10) counts += 1ULL << 4 * (unsigned)(left % 10);
  return counts;
}

void read_said(Scan *s) {
  const uint32_t *starts = s->sentences.data;
  const Figure *f = FIGURES(s);
  uint32_t count = (uint32_t)s->figures.count, known = ~0u;
  Said of_sentence = {0};
  for (uint32_t at = s->first_figure; at < count; at++) {
    if (!is_compared(f + at)) continue;
    uint32_t sentence = f[at].sentence, begin = starts[sentence];
    uint32_t end = sentence + 1 < s->sentences.count ? starts[sentence + 1] : (uint32_t)s->tokens.count;
    if (known != sentence) of_sentence = whom(s, begin, end);
    known = sentence;
    bool follows = at > s->first_figure && f[at - 1].sentence == sentence;
    bool leads = at + 1 < count && f[at + 1].sentence == sentence;
    uint32_t first = follows ? f[at - 1].last_token : begin;
    uint32_t last = leads ? f[at + 1].first_token : end;
    Said *said = vec_add(&s->said);
    *said = of_sentence;
    said->of = said_before(s, first, f[at].first_token) | said_behind(s, f[at].last_token, last);
    said->behind = complement(s, f[at].last_token, last);
    said->countries = countries(s, first, f + at, last);
    said->digits = digits(f + at);
    said->document = s->document;
    said->figure = at - s->first_figure;
  }
}
