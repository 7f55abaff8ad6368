/* What stands between two amounts, as the finders of rates and of pairs see it. */
#ifndef FIGURECHECK_PAIR_H
#define FIGURECHECK_PAIR_H

#include "kernel.h"

/* How often each sign or kind of word stands there; `figures` counts tokens of other figures, `after` these and
 * words that stand behind what ties. */
typedef struct {
  uint32_t open, close, equals, connector, or, stop, negative, against, figures, words, small, commas, slash,
      approx, dates, earlier, loose, after, dash, per, target;
} Between;

Between look(const Scan *s, uint32_t from, uint32_t to);
void find_rates(Scan *s);

static inline bool is_money(const Figure *f) { return f->kind == K_MONEY; }

#endif
