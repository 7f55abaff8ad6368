/* Unicode as far as reading needs it: what is asked of every character is told at once where it can be. */
#ifndef FIGURECHECK_TEXT_H
#define FIGURECHECK_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* text.c; those that end in _wide are asked where the functions below cannot tell at once */
uint32_t decode_wide(const uint8_t *p, const uint8_t *end, int *size);
int digit_value_wide(uint32_t c);
bool is_letter_wide(uint32_t c);
bool is_unspaced_wide(uint32_t c);
bool is_space(uint32_t c);
bool is_upper(uint32_t c);
uint32_t points(const uint8_t *p, const uint8_t *end);
const uint8_t *word_end(const uint8_t *p, const uint8_t *end);
uint8_t casing(const uint8_t *p, const uint8_t *end);

static inline uint32_t decode(const uint8_t *p, const uint8_t *end, int *size) {
  if (*p >= 0x80) return decode_wide(p, end, size);
  *size = 1;
  return *p;
}

/* A character of a block that holds words without spaces alone: Kana and Han, and the syllables of Korean. */
static inline bool is_plain_unspaced(uint32_t c) {
  return c - 0x3400 < 0xA000 - 0x3400 || c - 0xAC00 < 0xD7A4 - 0xAC00 || c - 0x3041 < 0x3097 - 0x3041 ||
         c - 0x30A1 < 0x30FB - 0x30A1;
}

static inline bool is_ascii_letter(uint32_t c) { return (c | 32) - 'a' < 26; }

static inline int digit_value(uint32_t c) {
  if (c < 0x660) return c - '0' < 10 ? (int)(c - '0') : -1;
  return is_plain_unspaced(c) ? -1 : digit_value_wide(c);
}

static inline bool is_unspaced(uint32_t c) {
  return c >= 0xE00 && (is_plain_unspaced(c) || is_unspaced_wide(c));
}

static inline bool is_letter(uint32_t c) {
  return c < 0x80 ? is_ascii_letter(c) : is_plain_unspaced(c) || is_letter_wide(c);
}

#endif
