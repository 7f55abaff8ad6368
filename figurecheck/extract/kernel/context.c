/* What a figure is about: its date, subject, metric, source, and whether it is a forecast. */
#include <string.h>

#include "kernel.h"

enum { VERB_NEAR = 4 }; /* tokens before a figure where a verb says what it is: employs some 300 people */

static const uint8_t month_days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/* The year of a month or quarter named without one: that of the date before it, else of publication. */
static void complete_dates(Scan *s) {
  Date *d = s->dates.data;
  int year = 0, month = 0;
  uint32_t at = 0;
  for (size_t i = 0; i < s->dates.count; i++) {
    if (d[i].period == P_NONE) continue;
    int m = d[i].date / 100 % 100;
    if (d[i].period == P_QUARTER) m *= 3;
    if (d[i].period == P_HALF) m *= 6;
    if (d[i].date / 10000 == 0) {
      int y = 0, pub = s->published / 10000, pm = s->published / 100 % 100;
      if (year && d[i].first - at < 160)
        y = m && month && m < month && d[i].period <= P_DAY ? year + 1 : year;
      if (pub && (!y || y > pub)) y = m && pm && m > pm + 1 ? pub - 1 : pub;
      if (y) d[i].date += y * 10000;
    }
    if (d[i].period == P_DAY && d[i].date % 100 == 29 && m == 2 &&
        !(d[i].date / 10000 % 4 == 0 && (d[i].date / 10000 % 100 || d[i].date / 10000 % 400 == 0))) {
      d[i].date -= 29;
      d[i].period = P_MONTH;
    }
    if (d[i].date / 10000) {
      year = d[i].date / 10000;
      month = m;
      at = d[i].first;
    }
    if (d[i].edge == 3 && d[i].date / 10000) {
      int y = d[i].date / 10000, last = d[i].period == P_YEAR ? 12 : d[i].period == P_MONTH ? m : 0;
      if (last >= 1 && last <= 12 && !d[i].fiscal) {
        int days = month_days[last] + (last == 2 && (y % 4 == 0 && (y % 100 || y % 400 == 0)));
        d[i].date = y * 10000 + last * 100 + days;
        d[i].period = P_DAY;
      }
    }
  }
}

static bool hard_stop(const Scan *s, uint32_t i) {
  return TOKENS(s)[i].type == T_MARK && TOKENS(s)[i].mark == ';';
}

/* The date a figure is about: the nearest in its sentence, those not cut off by another figure first. */
static void find_date(Scan *s, Figure *f, uint32_t begin, uint32_t end, size_t *from) {
  Date *d = s->dates.data;
  while (*from < s->dates.count && d[*from].last <= begin) (*from)++;
  int best = -1, best_cost = 1 << 30;
  for (size_t i = *from; i < s->dates.count && d[i].first < end; i++) {
    if (d[i].period == P_NONE || !(d[i].date / 10000)) continue;
    uint32_t a, b;
    int cost;
    if (d[i].first >= f->last_token) {
      a = f->last_token;
      b = d[i].first;
      cost = (int)(b - a);
    } else {
      a = d[i].last;
      b = f->first_token;
      cost = (int)(b - a) + 4;
    }
    for (uint32_t k = a; k < b; k++) {
      if (TOKENS(s)[k].role == R_FIGURE) cost += k > a && TOKENS(s)[k - 1].role == R_FIGURE ? 0 : 6;
      if (hard_stop(s, k)) cost += 20;
    }
    if (d[i].first && is(s, d[i].first - 1, W_SINCE)) cost += 60; /* the most since 2007 */
    if (cost < best_cost) {
      best_cost = cost;
      best = (int)i;
    }
    if (i - *from > 60) break;
  }
  if (best < 0) return;
  f->as_of = d[best].date;
  f->period = d[best].period;
  if (d[best].fiscal) f->flags |= F_FISCAL;
}

static bool proper(const Scan *s, uint32_t i) {
  const Token *t = &TOKENS(s)[i];
  return t->type == T_WORD && t->upper && t->mark != 1 && !t->role && !is(s, i, W_FUNCTION_WORD) &&
         !is(s, i, W_CURRENCY) && !is(s, i, W_WEEKDAY) && !is(s, i, W_MONTH) && !is(s, i, W_NUMBER) &&
         !is(s, i, W_ATTRIBUTION_BEFORE) && !is(s, i, W_MODIFIER) && !is(s, i, W_DATE_BEFORE);
}

/* The capitalised name that ends before token i; false where there is none. */
static bool name_before(const Scan *s, uint32_t i, uint32_t begin, uint32_t *first) {
  if (i == begin || !(proper(s, i - 1) || is(s, i - 1, W_ALIAS))) return false;
  uint32_t k = i - 1;
  while (k > begin && TOKENS(s)[k].gap == GAP_SPACE && proper(s, k - 1) && i - k < 6) k--;
  *first = k;
  return true;
}

static uint32_t name_after(const Scan *s, uint32_t i, uint32_t end) {
  uint32_t k = i;
  while (k < end && (proper(s, k) || is(s, k, W_ALIAS)) && (k == i || TOKENS(s)[k].gap == GAP_SPACE) &&
         k - i < 6)
    k += k + 2 < end && mark(s, k + 1) == '&' && proper(s, k + 2) ? 2 : 1; /* Brandt & Sohn */
  return k;
}

/* A surname that stands alone takes the full name it was introduced with (print errors of one letter allowed). */
static void full_name(const Scan *s, uint32_t *first, uint32_t *last) {
  if (*last - *first != 1 || is(s, *first, W_ALIAS)) return;
  const Token *t = TOKENS(s), *w = &t[*first];
  uint32_t n = w->end - w->begin;
  if (n < 4) return;
  for (uint32_t k = *first, steps = 0; k-- > 1 && steps < 500; steps++) {
    if (t[k].type != T_WORD || !t[k].upper || !proper(s, k - 1) || t[k].gap != GAP_SPACE) continue;
    uint32_t m = t[k].end - t[k].begin;
    uint32_t same = 0;
    while (same < n && same < m && s->text[t[k].begin + same] == s->text[w->begin + same]) same++;
    if (same >= 4 && same + 1 >= (n > m ? n : m)) {
      *first = k - 1;
      *last = k + 1;
      return;
    }
  }
}

typedef struct {
  uint32_t begin, end;
  int alias;
} Subject;

static void find_source(Scan *s, uint32_t begin, uint32_t end, uint32_t *first, uint32_t *last,
                        uint32_t *verb) {
  *first = *last = 0;
  *verb = begin;
  for (uint32_t i = begin; i < end; i++) {
    if (!TOKENS(s)[i].entry) continue;
    if (is(s, i, W_ATTRIBUTION_BEFORE)) {
      uint32_t k = i + 1;
      while (k < end && k < i + 6 && !proper(s, k) && !is(s, k, W_ALIAS) && TOKENS(s)[k].type == T_WORD) k++;
      uint32_t e = name_after(s, k, end);
      if (e > k) {
        *first = k;
        *last = e;
        full_name(s, first, last);
        return;
      }
    }
    if (is(s, i, W_ATTRIBUTION_VERB)) {
      uint32_t f, end_of_name = i;
      if (i > begin + 2 && TOKENS(s)[i - 1].mark == ',') { /* CINDA Securities, an asset manager, estimates */
        uint32_t comma = i - 2;
        while (comma > begin && i - comma < 10 && TOKENS(s)[comma].mark != ',' &&
               TOKENS(s)[comma].type == T_WORD)
          comma--;
        if (TOKENS(s)[comma].mark == ',') end_of_name = comma;
      }
      if (name_before(s, end_of_name, begin, &f)) {
        *first = f;
        *last = end_of_name;
        *verb = i;
        full_name(s, first, last);
        return;
      }
    }
  }
}

static bool is_market(const Scan *s, uint32_t i) { return is(s, i, W_MARKET); }

static bool find_subject(const Scan *s, uint32_t begin, uint32_t before, uint32_t end, uint32_t source_first,
                         uint32_t source_last, Subject *out) {
  const Token *t = TOKENS(s);
  for (int pass = 0; pass < 2; pass++) {
    uint32_t from = pass ? before : begin, to = pass ? end : before;
    for (uint32_t i = from; i < to; i++) {
      if (i >= source_first && i < source_last) continue;
      if (t[i].role || t[i].type != T_WORD) continue;
      const Reading *r = reading_of(s, i, W_ALIAS);
      if (r) {
        *out = (Subject){t[i].begin, t[i].end, r->value};
        return true;
      }
      if (is_market(s, i)) { /* the livestreaming market: the words since the determiner */
        uint32_t k = i;
        while (k > from && i - k < 5 && t[k - 1].type == T_WORD &&
               !(t[k - 1].gap == GAP_NONE && t[k - 1].cend - t[k - 1].cbegin == 1) && t[k].gap == GAP_SPACE &&
               !is(s, k - 1, W_FUNCTION_WORD) && !is(s, k - 1, W_OUT_OF) && !t[k - 1].role &&
               !is(s, k - 1, W_DATE_BEFORE) && !is(s, k - 1, W_ATTRIBUTION_VERB) && !is(s, k - 1, W_ONE))
          k--;
        if (k < i) {
          *out = (Subject){t[k].begin, t[i].end, -1};
          return true;
        }
      }
      bool pair = i + 2 < to && mark(s, i + 1) == '&' && proper(s, i + 2);
      bool opens = pair || (i + 1 < to && proper(s, i + 1) && !t[i + 1].entry);
      if (proper(s, i) && (!t[i].entry || pair) && (i > begin || opens)) {
        uint32_t k = name_after(s, i, to);
        bool capitals = s->language >= 0 && s->lex->language[s->language].capital_nouns;
        if (k > i + capitals) { /* German writes every noun so: only two in a row are a name */
          *out = (Subject){t[i].begin, t[k - 1].end, -1};
          return true;
        }
      }
    }
  }
  return false;
}

static int statement_of(const Scan *s, const Figure *f, uint32_t begin) {
  for (uint32_t k = f->first_token, n = 0; k-- > begin && n < 14; n++) {
    if (is(s, k, W_FORECAST)) return S_FORECAST;
    if (is(s, k, W_ESTIMATE)) return S_ESTIMATE;
    if (is(s, k, W_PAST)) return S_ACTUAL;
  }
  return S_ACTUAL;
}

/* Whether a word is a part of a compound: a bike-share firm. */
static bool compounded(const Scan *s, uint32_t k) {
  return k > 1 && mark(s, k - 1) == '-' && TOKENS(s)[k].gap == GAP_NONE && TOKENS(s)[k - 1].gap == GAP_NONE;
}

static void find_metric(const Scan *s, Figure *f, uint32_t begin, uint32_t end) {
  const Token *t = TOKENS(s);
  const Reading *r = NULL;
  uint32_t at = 0;
  bool verbs = f->kind != K_PERCENT && f->kind != K_RATIO; /* lost 4 percent: no loss of the figure's */
  for (uint32_t k = f->last_token, n = 0; k < end && n < 4 && t[k].type == T_WORD && t[k].role != R_FIGURE;
       k++, n++)
    if ((r = reading_of(s, k, W_METRIC)) && n) {
      at = k;
      break;
    } else
      r = NULL;
  if (!r)
    for (uint32_t k = f->first_token, n = 0; k-- > begin && n < 16; n++)
      if ((!compounded(s, k) && (r = reading_of(s, k, W_METRIC))) ||
          (verbs && n < VERB_NEAR && (r = reading_of(s, k, W_METRIC_VERB)))) {
        at = k;
        break;
      }
  if (!r) return;
  f->metric = r->value;
  f->metric_begin = t[at].begin;
  f->metric_end = t[at].end;
}

void read_context(Scan *s) {
  complete_dates(s);
  const uint32_t *start = s->sentences.data;
  uint32_t sentence = 0, sentences = (uint32_t)s->sentences.count, done = ~0u;
  uint32_t source_first = 0, source_last = 0, verb = 0;
  Subject carried = {0, 0, -1};
  uint32_t carried_sentence = ~0u;
  size_t date = 0;
  uint64_t classes[2] = {0, 0};
  for (uint32_t i = s->first_figure; i < s->figures.count; i++) {
    Figure *f = &FIGURES(s)[i];
    while (sentence + 1 < sentences && start[sentence + 1] <= f->first_token) sentence++;
    uint32_t begin = start[sentence],
             end = sentence + 1 < sentences ? start[sentence + 1] : (uint32_t)s->tokens.count;
    if (end - begin > 400) { /* no sentence of print: look at what stands round the figure */
      if (f->first_token > begin + 200) begin = f->first_token - 200;
      if (end > f->last_token + 200) end = f->last_token + 200;
      done = ~0u;
    }
    f->sentence = sentence;
    find_date(s, f, begin, end, &date);
    f->statement = (uint8_t)statement_of(s, f, begin);
    find_metric(s, f, begin, end);
    if (done != sentence) {
      classes[0] = classes[1] = 0;
      for (uint32_t k = begin; k < end; k++) {
        classes[0] |= TOKENS(s)[k].classes[0];
        classes[1] |= TOKENS(s)[k].classes[1];
      }
    }
    f->classes[0] = classes[0];
    f->classes[1] = classes[1];
    if (done != sentence) {
      find_source(s, begin, end, &source_first, &source_last, &verb);
      done = sentence;
    }
    if (source_last > source_first) {
      f->source_begin = TOKENS(s)[source_first].begin;
      f->source_end = TOKENS(s)[source_last - 1].end;
    }
    Subject subject;
    uint32_t from = verb > begin && verb < f->first_token ? verb : begin;
    bool found = find_subject(s, from, f->first_token, f->last_token + 6 < end ? f->last_token + 6 : end,
                              source_first, source_last, &subject);
    if (!found && from > begin)
      found = find_subject(s, begin, f->first_token, f->first_token, 0, 0, &subject);
    if (found) {
      carried = subject;
      carried_sentence = sentence;
    } else if (carried_sentence != ~0u && sentence - carried_sentence <= 2) {
      bool same_paragraph = true;
      for (uint32_t k = start[carried_sentence]; k < begin; k++)
        if (TOKENS(s)[k].type == T_BREAK) same_paragraph = false;
      if (same_paragraph && carried_sentence <= sentence) {
        subject = carried;
        found = true;
      }
    }
    if (found) {
      f->subject = subject.alias;
      f->subject_begin = subject.begin;
      f->subject_end = subject.end;
    }
  }
}
