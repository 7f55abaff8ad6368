/* Intervals: what the printed digits and the modifier leave open, in millionths of the unit. */
#include "amount.h"

static u128 power10(int e) {
  u128 p = 1;
  while (e-- > 0) p *= 10;
  return p;
}

/* mantissa * 10^exponent in millionths; false where it does not fit DECIMAL(38, 6). */
static bool millionths(u128 m, int e, i128 *out) {
  static const u128 room = ((u128)5421010862427522170ULL << 64) + 687399551400673280ULL; /* 10^38 */
  e += 6;
  if (e < 0) {
    if (e < -38) {
      *out = 0;
      return true;
    }
    u128 d = power10(-e);
    *out = (i128)((m + d / 2) / d);
    return true;
  }
  while (e--) {
    if (m >= room / 10) return false;
    m *= 10;
  }
  if (m >= room) return false;
  *out = (i128)m;
  return true;
}

typedef struct {
  i128 v;
  bool ok;
} Amount6;

static Amount6 spread(u128 m, int e, int place, int twentieths,
                      int sign) { /* value +- (twentieths/20) of the last place */
  int low = place - 2 < e ? place - 2 : e;
  Amount6 none = {0, false};
  if (e - low > 37 || place - low > 37) return none;
  u128 base = m;
  for (int k = e - low; k > 0; k--) {
    if (base > ((u128)1 << 124)) return none;
    base *= 10;
  }
  u128 half = (u128)(twentieths * 5) * power10(place - 2 - low);
  if (sign < 0 && half > base)
    base = 0;
  else
    base = sign < 0 ? base - half : base + half;
  Amount6 out;
  out.ok = millionths(base, low, &out.v);
  return out;
}

static void put(uint64_t *lo, int64_t *hi, i128 v) {
  *lo = (uint64_t)v;
  *hi = (int64_t)(v >> 64);
}

/* The interval that the digits and the modifier leave open (DESIGN: half a unit in the last place). */
void fill_values(Figure *f, const Number *a, const Number *b) {
  f->first_lo = (uint64_t)a->mantissa;
  f->first_hi = (uint64_t)(a->mantissa >> 64);
  f->exponent = (int16_t)a->exponent;
  f->place = (int16_t)a->place;
  Amount6 low = {0, false}, value = {0, false}, high = {0, false};
  if (b) {
    f->second_lo = (uint64_t)b->mantissa;
    f->second_hi = (uint64_t)(b->mantissa >> 64);
    f->exponent2 = (int16_t)b->exponent;
    f->place2 = (int16_t)b->place;
    low.ok = millionths(a->mantissa, a->exponent, &low.v);
    high.ok = millionths(b->mantissa, b->exponent, &high.v);
    if (!low.ok || !high.ok) f->flags |= F_TOO_LARGE;
    if (a->negative) {
      low.v = -low.v;
      f->flags |= F_NEGATIVE;
    }
  } else {
    value.ok = millionths(a->mantissa, a->exponent, &value.v);
    if (!value.ok) f->flags |= F_TOO_LARGE;
    int place = a->place;
    switch (f->modifier) {
      case M_ABOUT:
        low = spread(a->mantissa, a->exponent, place, 20, -1);
        high = spread(a->mantissa, a->exponent, place, 20, 1);
        break;
      case M_MORE:
      case M_AT_LEAST: low = value; break;
      case M_LESS:
      case M_UP_TO: high = value; break;
      case M_NEARLY:
        low = spread(a->mantissa, a->exponent, place, 20, -1);
        high = value;
        break;
      default:
        low = spread(a->mantissa, a->exponent, place, 10, -1);
        high = spread(a->mantissa, a->exponent, place, 10, 1);
    }
    if (a->negative) {
      Amount6 x = low;
      low = high;
      high = x;
      low.v = -low.v;
      high.v = -high.v;
      value.v = -value.v;
      f->flags |= F_NEGATIVE;
    }
  }
  f->valid = (uint8_t)((low.ok ? 1 : 0) | (value.ok ? 2 : 0) | (high.ok ? 4 : 0));
  put(&f->low_lo, &f->low_hi, low.ok ? low.v : 0);
  put(&f->value_lo, &f->value_hi, value.ok ? value.v : 0);
  put(&f->high_lo, &f->high_hi, high.ok ? high.v : 0);
}
