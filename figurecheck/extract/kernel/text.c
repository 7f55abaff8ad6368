/* Unicode as far as reading needs it: decoding, digits, letters, spaces. */
#include "text.h"

#include <stddef.h>

uint32_t decode_wide(const uint8_t *p, const uint8_t *end, int *size) {
  uint8_t c = p[0];
  if (c >= 0xC2 && c < 0xE0 && p + 1 < end) {
    *size = 2;
    return (uint32_t)(c & 31) << 6 | (p[1] & 63);
  }
  if (c >= 0xE0 && c < 0xF0 && p + 2 < end) {
    *size = 3;
    return (uint32_t)(c & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (p[2] & 63);
  }
  if (c >= 0xF0 && p + 3 < end) {
    *size = 4;
    return (uint32_t)(c & 7) << 18 | (uint32_t)(p[1] & 63) << 12 | (uint32_t)(p[2] & 63) << 6 | (p[3] & 63);
  }
  *size = 1;
  return 0xFFFD;
}

/* First code points of the runs of ten digits (Unicode Nd) that print uses for figures. */
static const uint32_t digit_runs[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6,  0xB66,  0xBE6,
                                      0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x17E0, 0x1040, 0xFF10};

int digit_value_wide(uint32_t c) {
  for (size_t i = 0; i < sizeof digit_runs / sizeof *digit_runs; i++)
    if (c - digit_runs[i] < 10) return (int)(c - digit_runs[i]);
  return -1;
}

bool is_space(uint32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

bool is_unspaced_wide(uint32_t c) {
  if (c < 0xF00) return digit_value(c) < 0 && c != 0xE3F; /* Thai, Lao */
  if (c < 0x1000) return false;
  if (c < 0x10A0) return digit_value(c) < 0;                               /* Burmese */
  if (c < 0x1200) return c >= 0x1100;                                      /* Jamo */
  if (c >= 0x1780 && c < 0x1800) return digit_value(c) < 0 && c != 0x17DB; /* Khmer */
  if (c < 0x2E80) return false;
  if (c < 0x3040) return c < 0x3000 || c == 0x3005 || c == 0x3007 || (c >= 0x3021 && c <= 0x3029);
  if (c == 0x30FB || c == 0x30A0) return false;
  if (c < 0xA000) return true;
  return (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF66 && c < 0xFFDD) ||
         c >= 0x20000;
}

bool is_letter_wide(uint32_t c) {
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c < 0x2000)
    return digit_value(c) < 0 && c != 0x60C && c != 0x61B && c != 0x61F && (c < 0x66A || c > 0x66D) &&
           c != 0x964 && c != 0x965 && c != 0x6D4 && c != 0x589 && c != 0x9F2 && c != 0x9F3 && c != 0xE3F &&
           c != 0x37E && c != 0x387 && c != 0x17DB && c != 0xBF9 && c != 0xAF1;
  if (c == 0x200C || c == 0x200D) return true; /* joiners inside Indic and Persian words */
  if (c < 0x2C00) return false;
  if (c < 0x2E00) return true;
  if (c < 0xFF00) return is_unspaced(c) || (c >= 0xA000 && c < 0xFE00) || (c >= 0xFE70 && c != 0xFEFF);
  if (c >= 0xFF21 && c <= 0xFF3A) return true;
  if (c >= 0xFF41 && c <= 0xFF5A) return true;
  return is_unspaced(c) || (c >= 0x10000 && c < 0x1F000);
}

bool is_upper(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c < 0xDF && c != 0xD7;
  if (c < 0x180) return (c < 0x139 || (c > 0x148 && c < 0x179)) ? !(c & 1) : (c & 1);
  return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

/* The code points from p to end. */
uint32_t points(const uint8_t *p, const uint8_t *end) {
  uint32_t n = (uint32_t)(end - p);
  for (; p < end; p++) n -= (*p & 0xC0) == 0x80;
  return n;
}

/* The end of the letters of spaced scripts that start at p. */
const uint8_t *word_end(const uint8_t *p, const uint8_t *end) {
  while (p < end) {
    if (*p < 0x80) {
      if ((uint8_t)((*p | 32) - 'a') >= 26) break;
      p++;
      continue;
    }
    int size;
    uint32_t c = decode(p, end, &size);
    if (!is_letter(c) || is_unspaced(c)) break;
    p += size;
  }
  return p;
}

/* 1 for a word with a capital, 2 for one of capitals alone. */
uint8_t casing(const uint8_t *p, const uint8_t *end) {
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
