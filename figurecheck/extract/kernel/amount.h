/* An amount under way: a number with its currency, unit or noun, before it becomes a figure. */
#ifndef FIGURECHECK_AMOUNT_H
#define FIGURECHECK_AMOUNT_H

#include "kernel.h"

typedef struct {
  Number number;
  uint32_t first, last; /* tokens, end exclusive */
  const Reading *currency;
  Reading own; /* what a country's name makes of a shared one */
  bool minor, prefixed, suffixed, age, by_word, by_letter,
      whole_one;                  /* prefixed by a word, by a lone letter */
  int unit_kind, unit, per, noun; /* noun: place in the nouns, -1 none */
  uint32_t noun_token, noun_last, per_token;
} Amount;

/* noun.c */
bool content_word(const Scan *s, uint32_t i);
uint32_t read_noun(const Scan *s, uint32_t j, Amount *a);

/* unit.c */
const Reading *scaled_code(const Scan *s, uint32_t i, int *exponent);
void scale(Number *n, int exponent);
uint32_t read_unit(Scan *s, uint32_t j, Amount *a, bool word_number);
uint32_t read_minor(Scan *s, Amount *a);

/* amount.c */
int modifier_at(const Scan *s, uint32_t i, int word_class);
uint32_t read_amount(Scan *s, uint32_t i, uint32_t floor, Amount *a);

/* range.c */
int change_near(const Scan *s, uint32_t i);
uint32_t read_range(Scan *s, Amount *a, Amount *b, uint32_t floor);

/* interval.c */
void fill_values(Figure *f, const Number *a, const Number *b);

#endif
