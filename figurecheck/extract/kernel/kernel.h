/* The reader's kernel: columns of UTF-8 text in, records of figures out.
 *
 * The way of the data: text -> tokens (tokens.c, known.c, lexicon.c) -> sentences (sentences.c) -> dates (dates.c) and what is no figure
 * (exclude.c) -> numbers (number.c) -> amounts (amount.c, unit.c, noun.c, range.c) -> figures (figure.c,
 * interval.c) -> currencies (settle.c), context (context.c), pairs (pair.c) and the rules that may speak
 * (sieve.c).  No word of any language
 * stands in this code: words
 * come as tokens with the readings of the compiled lexicon (lexicon.c).
 * Nothing here is global but the tables, which are read-only once opened; a scan touches only its
 * own Scan, so scans may run in several threads. */
#ifndef FIGURECHECK_KERNEL_H
#define FIGURECHECK_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

typedef unsigned __int128 u128;
typedef __int128 i128;

enum {
#define WORD_CLASS(name, table, way) W_##name,
#include "classes.h"
#undef WORD_CLASS
  W_COUNT
};

/* ---- lexicon ------------------------------------------------------------------------------- */

/* One meaning of a form. `langs` has a bit for each language that lists it. */
typedef struct {
  uint64_t langs;
  int32_t value;  /* by class: number, exponent, place in a table */
  int32_t second; /* denominator of a ratio; for currencies: 0 a currency, 1 a group */
  uint16_t word_class;
  uint16_t flags;
} Reading;

enum { READ_SYMBOL = 1, READ_CODE = 2, READ_LETTER = 4, READ_GLUED = 8, READ_JOINED = 16 };

/* All meanings of a form. */
typedef struct {
  uint64_t classes[2]; /* bit per word class, to ask quickly */
  uint32_t first, count;
  uint8_t shared, pad[7]; /* English has all these meanings */
} Entry;

typedef struct {
  uint32_t first_candidate, candidates; /* in the candidates table */
  int32_t fallback;                     /* currency, or -1 */
  uint32_t habit;                       /* the fallback owns the sign by habit: $, pound */
} Group;

/* A node of the forms' tree: its children stand side by side from `first` on. */
typedef struct {
  uint32_t first, entry_count;
} Node;

/* entry_count: the entry that ends at the node, what its end asks for, and the number of children. */
enum {
  SEPARATOR = 1, /* a form's space: white space or a hyphen in the text */
  COUNT_SHIFT = 24,
  FORM_MASK = (1 << 24) - 1,
  ENTRY_MASK = (1 << 22) - 1,
  FORM_CLOSED = 1 << 22,
  FORM_LETTERS = 1 << 23
};

typedef struct {
  char decimal; /* '.' or ',' */
  uint8_t pad;
  int16_t currency; /* of the first country that speaks it, -1 for English */
  uint8_t short_tail, capital_nouns, bare_fractions,
      ordinal_stop; /* ordinal_stop: "na 3. místě"; short_tail: a lone digit behind a scale fills its next place; bare_fractions: "треть россиян" */
} Language;

typedef struct {
  const uint8_t *labels;
  const Node *node;
  const uint32_t *root; /* node by the first two bytes, and by [byte][0] for the first alone; 0 none */
  const uint32_t *wide; /* node by the first character, for those of three bytes */
  const Entry *entry;
  const Reading *reading;
  const Group *group;
  const uint16_t *candidate;        /* currencies of the groups */
  const int16_t *group_by_language; /* [group][language] -> currency or -1 */
  const Language *language;
  const int16_t *country_currency; /* country -> currency or -1 */
  const uint16_t *unit_kind;       /* unit -> flags */
  const int16_t *alias_country;
  const uint8_t *minor_digits; /* group -> digits that its minor unit is below the currency */
  int32_t pivot[2];            /* currencies taken for an amount that names none: dollar, euro */
  uint32_t groups, languages, countries;
} Lexicon;

/* ---- tokens -------------------------------------------------------------------------------- */

enum { T_WORD, T_NUMBER, T_MARK, T_BREAK }; /* break: end of a paragraph */
enum { GAP_NONE, GAP_SPACE, GAP_LINE };

typedef struct {
  uint64_t classes[2];            /* word classes of its readings in this document's language or English */
  uint32_t begin, end;            /* bytes in the document */
  uint32_t cbegin, cend;          /* code points in the document */
  uint32_t entry;                 /* of the lexicon; 0 none */
  uint32_t number;                /* of a T_NUMBER: place in numbers */
  uint8_t type, gap, upper, mark; /* mark: the ASCII sign that a mark amounts to, or 0 */
  uint8_t role, foreign,
      pad[2]; /* what has claimed the token; foreign: neither its language nor English lists it */
} Token;

enum { R_FREE, R_DATE, R_EXCLUDED, R_FIGURE, R_RATE }; /* R_RATE: a figure that is a stated rate */

/* A date or period that the text names, relative ones resolved against publication. */
typedef struct {
  uint32_t first, last; /* tokens, end exclusive */
  int32_t date;         /* yyyymmdd, zeros for what is not said; quarter or half in the place of the month */
  uint8_t period, edge, fiscal, relative; /* edge: 1 start, 2 middle, 3 end of it */
} Date;

/* A number as written: mantissa * 10^exponent; `place` is the exponent of the last digit written. */
typedef struct {
  u128 mantissa;
  int32_t exponent, place;
  uint8_t valid, negative, grouped, ambiguous; /* ambiguous: its one mark may group or be decimal */
  uint8_t digits, decimals, vague, pad;        /* vague: 二三十, twenty or thirty */
  uint32_t literal;                            /* token of its first digits + 1, or 0 if in words */
} Number;

/* ---- figures ------------------------------------------------------------------------------- */

enum { K_MONEY = 1, K_COUNT, K_PERCENT, K_MEASURE, K_RATIO };
enum { M_EXACT, M_ABOUT, M_MORE, M_LESS, M_AT_LEAST, M_UP_TO, M_NEARLY, M_BETWEEN };
enum { U_NONE, U_PERCENT, U_POINT, U_BASIS, U_CURRENCY, U_MEASURE, U_NOUN };
enum { S_ACTUAL, S_ESTIMATE, S_FORECAST };
enum { P_NONE, P_YEAR, P_MONTH, P_DAY, P_QUARTER, P_HALF };

enum {
  F_RANGE = 1,
  F_NEGATIVE = 2,
  F_PREFIX = 4,
  F_SUFFIX = 8,
  F_BARE = 16, /* no unit at all */
  F_WORDS = 32,
  F_AGE = 64,
  F_PER = 128,
  F_UNDETERMINED = 256,
  F_TOO_LARGE = 512,
  F_FISCAL = 1024,
  F_IMPLIED_UNIT = 2048,
  F_RATE = 4096, /* part of a stated rate */
  F_EACH = 8192
};

typedef struct {
  uint64_t low_lo, value_lo, high_lo; /* halves of 128-bit amounts in millionths */
  int64_t low_hi, value_hi, high_hi;
  uint64_t first_lo, first_hi, second_lo, second_hi; /* mantissas: value, or the ends of a range */
  uint64_t candidates;                               /* bit per candidate of the currency's group */
  uint32_t document, sentence, begin, end, cbegin, cend;
  uint32_t first_token, last_token; /* within the document; end exclusive */
  int32_t as_of;
  int32_t unit, group, per, noun; /* places in their tables, -1 none */
  uint32_t noun_begin, noun_end;  /* bytes of the counted noun */
  int32_t subject, metric;        /* alias, metric noun; -1 none */
  uint32_t subject_begin, subject_end, metric_begin, metric_end, source_begin, source_end;
  int16_t exponent, place, exponent2, place2;
  uint16_t flags;
  uint8_t kind, modifier, unit_kind, statement, period, valid; /* valid: bits low, value, high */
  uint64_t classes[2];                                         /* word classes that its sentence holds */
} Figure;

/* flags: 1 where the text says more of the second amount than that it is the first ("(€40m last year)") */
typedef struct {
  uint32_t document, from, to;
  uint16_t link, flags;
} Pair;

/* A word of a name in the sentence of a dated figure (by its place in the document). */
typedef struct {
  uint32_t document, figure, stem;
  uint8_t sure;         /* whether it is a name for certain, and no word that a sentence begins with */
  uint8_t head, pad[2]; /* head: the first word of its name */
} Name;

/* What is said of a dated figure, as sets (said.c): the stems of names in its sentence and of what may only
 * say who is named, of what its metric is of, of what goes on behind it; the countries beside it, and those
 * that may only say who is named; how often it is printed with each digit. */
typedef struct {
  uint64_t names, of, behind, countries, aside, digits;
  uint32_t document, figure;
} Said;

typedef struct {
  void *data;
  size_t count, room, size;
} Vec;

/* Where a word leads in the forms' tree: the form that ends there, and what may follow (known.c). */
typedef struct {
  uint64_t next;        /* how words start that may follow in a phrase; 0 none */
  uint32_t node, entry; /* behind the word, 0 none; entry with its flags */
  uint32_t onward;      /* signs and digits that a form goes on with */
  /* of a word at hand alone: */
  uint8_t length : 6, upper : 2;             /* bytes */
  uint8_t points : 6, foreign : 1, cuts : 1; /* code points; cuts: a compound of number words */
  int8_t language;                           /* that its classes, foreign and cuts hold for */
  uint8_t age;                               /* tells the words apart that had its place before */
} Step;

/* A word at hand: one line of memory, with all that a token of it holds. */
enum { KNOWN_KEY = 24 };

typedef struct {
  uint64_t key[KNOWN_KEY / 8]; /* its bytes; 0 an empty slot */
  uint64_t classes[2];
  Step step;
} Known;

/* Where a word leads from a node behind which a phrase goes on. */
typedef struct {
  uint64_t key; /* the node, and the word's place and age; 0 an empty slot */
  Step step;
} Pace;

typedef struct {
  Known *word;
  Pace *pace;
  void *room;
  const uint8_t *ahead; /* where the word after this one stands that was looked up with it, or NULL */
  const Known *after;
} Words;

_Static_assert(sizeof(Known) == 64 && sizeof(Pace) == 32, "whole lines of memory");

/* A part of a compound: where it ends, and its entry. */
typedef struct {
  const uint8_t *end;
  uint32_t entry;
} Cut;

enum { COMPOUND_PARTS = 12 };

typedef struct {
  const Lexicon *lex;
  Words words;
  const uint8_t *text; /* the document under way */
  uint32_t length, document;
  int32_t language;
  int32_t published; /* yyyymmdd with zeros for what is not known, or 0 */
  int32_t home;      /* country of the publisher, -1 unknown */
  bool money;        /* the number under way ends a range that a currency began */
  bool no_noun;      /* the number under way counts no noun: it is an age */
  Vec tokens, numbers, sentences, figures, pairs, dates;
  Vec kept_tokens, kept_sentences;    /* of all documents of a batch */
  Vec names, said;                    /* of dated figures */
  Vec marked, addressed;              /* tokens that a number or date may start with; that an address may */
  Vec rules;                          /* per document: the rules that may find anything in it, as bits */
  Vec ordered_figures, ordered_pairs; /* of a batch */
  uint32_t first_figure;              /* of this document, in figures */
  uint32_t currencies;
  uint16_t *currency_named, *currency_placed;
} Scan;

/* The bit of a word class among the first 64, or nothing. */
#define LOW(c) ((c) < 64 ? 1ULL << ((c) & 63) : 0)

#define HIGH(c) ((c) < 64 ? 0 : 1ULL << ((c) & 63))

/* The words that a number may start with, and those that make a date. */
#define NUMBER_STARTS                                                                                        \
  (LOW(W_NUMBER) | LOW(W_FRACTION) | LOW(W_ONE) | LOW(W_MULTIPLE) | LOW(W_PERCENT_BEFORE) | LOW(W_MAGNITUDE))
#define DATE_WORDS(HALF)                                                                                     \
  (HALF(W_MONTH) | HALF(W_QUARTER) | HALF(W_HALF_YEAR) | HALF(W_ERA) | HALF(W_FISCAL) | HALF(W_LAST_YEAR) |  \
   HALF(W_NEXT_YEAR) | HALF(W_THIS_YEAR) | HALF(W_LAST_MONTH) | HALF(W_THIS_MONTH) | HALF(W_LAST_QUARTER))
_Static_assert(W_PERCENT_BEFORE < 64, "the classes that start a number stand among the first 64");

#define TOKENS(s) ((Token *)(s)->tokens.data)
#define NUMBERS(s) ((Number *)(s)->numbers.data)
#define FIGURES(s) ((Figure *)(s)->figures.data)

void vec_room(Vec *v, size_t room);

static inline void *vec_add(Vec *v) {
  if (v->count == v->room) vec_room(v, v->room ? v->room * 2 : 1024);
  return (char *)v->data + v->size * v->count++;
}

/* lexicon.c */
uint32_t node_child(const Lexicon *lex, uint32_t node, uint8_t label);
uint32_t lexicon_match(const Lexicon *lex, const uint8_t *p, const uint8_t *end, const uint8_t **stop);
uint32_t lexicon_walk(const Lexicon *lex, uint32_t node, const uint8_t *q, const uint8_t *end, uint32_t found,
                      const uint8_t **stop);
int separator(const uint8_t *p, const uint8_t *end);
bool entry_classes(const Lexicon *lex, uint32_t entry, int language, uint64_t out[2]);
bool form_classes(const Lexicon *lex, uint32_t form, int language, uint64_t out[2]);
const Reading *reading_of(const Scan *s, uint32_t token, int word_class);
static inline bool is(const Scan *s, uint32_t token, int word_class);
const Reading *reading_in(const Lexicon *lex, uint32_t entry, int word_class, int language);

/* known.c, compound.c */
void words_open(Words *words);
const Known *known_word(Scan *s, const uint8_t *p, const uint8_t *end, const Known *kept);
uint32_t known_onward(Scan *s, const Known *word, const uint8_t *q, const uint8_t *end, const uint8_t **stop);
int compound(const Scan *s, const uint8_t *p, const uint8_t *end, Cut cut[COMPOUND_PARTS]);

/* number.c */
const uint8_t *read_literal(const Scan *s, const uint8_t *p, const uint8_t *end, Number *n);
const uint8_t *read_price(const Scan *s, const uint8_t *p, const uint8_t *end, Number *n);
uint32_t parse_number(Scan *s, uint32_t i, Number *n, bool money);
void number_reread(const Scan *s, uint32_t token, int language, Number *n);

/* tokens.c, sentences.c, dates.c, exclude.c, figure.c, settle.c, context.c, pair.c, names.c, said.c,
 * sieve.c: the steps, in this order */
void tokenise(Scan *s);
void read_sentences(Scan *s);
void read_dates(Scan *s);
void exclude_numbers(Scan *s);
void read_figures(Scan *s);
void settle_currencies(Scan *s);
void read_context(Scan *s);
void find_pairs(Scan *s);
void read_names(Scan *s);
void read_said(Scan *s);
bool is_name(const Scan *s, uint32_t token);
uint32_t stem_of(const Scan *s, uint32_t token);
bool is_compared(const Figure *f);
bool has_content(const Scan *s, uint32_t token);
bool tells(const Scan *s, uint32_t token);
uint32_t sieve(const Scan *s);

static inline bool is(const Scan *s, uint32_t token, int word_class) {
  return token < s->tokens.count && (TOKENS(s)[token].classes[word_class >> 6] >> (word_class & 63)) & 1;
}

/* The ASCII sign that token i amounts to, if it is a mark; else 0. */
static inline int mark(const Scan *s, uint32_t i) {
  return i < s->tokens.count && TOKENS(s)[i].type == T_MARK ? TOKENS(s)[i].mark : 0;
}

/* The first token from i on that is one of `list`, which is in order; `at` is how far it has been read. */
static inline uint32_t next_of(const Scan *s, const Vec *list, size_t *at, uint32_t i) {
  const uint32_t *token = list->data;
  while (*at < list->count && token[*at] < i) (*at)++;
  return *at < list->count ? token[*at] : (uint32_t)s->tokens.count;
}

/* Whether token i stands on the line of the one before it. */
static inline bool near(const Scan *s, uint32_t i) {
  return i < s->tokens.count && TOKENS(s)[i].gap != GAP_LINE && TOKENS(s)[i].type != T_BREAK;
}

/* Whether token i is of a script that puts no space between words. */
static inline bool unspaced(const Scan *s, uint32_t i) {
  int size;
  return is_unspaced(decode(s->text + TOKENS(s)[i].begin, s->text + s->length, &size));
}

#endif
