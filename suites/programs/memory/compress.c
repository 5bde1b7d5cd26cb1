// Packs a text that repeats itself (LZ77 with a chain of hashes, varints for lengths and distances) and unpacks it again: bytes, memory.copy.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

#define WINDOW 65536
static int head[4096];

static uint8_t *put(uint8_t *out, uint32_t value) {
  for (; value >= 128; value >>= 7) *out++ = (uint8_t)(value | 128);
  *out++ = (uint8_t)value;
  return out;
}

static const uint8_t *get(const uint8_t *in, uint32_t *value) {
  *value = 0;
  for (int shift = 0;; shift += 7) {
    *value |= (uint32_t)(*in & 127) << shift;
    if (*in++ < 128) return in;
  }
}

static int pack(const uint8_t *in, int length, uint8_t *out) {
  uint8_t *begin = out;
  int literal = 0;
  memset(head, -1, sizeof head);
  for (int at = 0; at < length;) {
    int found = -1, run = 0;
    if (at + 4 <= length) {
      uint32_t word;
      memcpy(&word, in + at, 4);
      int *slot = &head[word * 2654435761u >> 20];
      found = *slot >= 0 && at - *slot < WINDOW ? *slot : -1;
      *slot = at;
    }
    while (found >= 0 && at + run < length && in[found + run] == in[at + run]) run++;
    if (run < 4) {
      at++;
      literal++;
      continue;
    }
    out = put(out, literal);
    memcpy(out, in + at - literal, literal);
    out = put(out + literal, run);
    out = put(out, at - found);
    at += run;
    literal = 0;
  }
  out = put(out, literal);
  memcpy(out, in + length - literal, literal);
  return (int)(out + literal - begin);
}

static int unpack(const uint8_t *in, int length, uint8_t *out) {
  const uint8_t *end = in + length;
  uint8_t *begin = out;
  while (in < end) {
    uint32_t literal, run, distance;
    in = get(in, &literal);
    memcpy(out, in, literal);
    out += literal;
    in += literal;
    if (in == end) break;
    in = get(get(in, &run), &distance);
    for (; run > 0; run--, out++) *out = out[-(int)distance];
  }
  return (int)(out - begin);
}

int main(int argc, char **argv) {
  int length = size_of_work(argc, argv, 100000);
  uint8_t *text = malloc(length), *packed = malloc(length * 2 + 16), *back = malloc(length);
  static const char *words[] = {"stack ", "heap ", "trap ", "table ", "memory ", "block ", "loop ", "branch ", "call ", "\n"};
  uint64_t seed = 99;
  for (int at = 0; at < length;) {
    const char *word = words[next_random(&seed) % 10];
    while (*word && at < length) text[at++] = *word++;
  }
  int size = pack(text, length, packed), again = unpack(packed, size, back);
  uint32_t sum = 0;
  for (int i = 0; i < size; i++) sum = sum * 31 + packed[i];
  printf("%d bytes are %d packed (%08x) and %d unpacked: %s\n", length, size, sum, again, memcmp(text, back, length) ? "differs" : "same");
  return 0;
}
