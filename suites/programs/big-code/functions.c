// flags: -O1 -fno-inline
// A thousand functions, each a little different, each called a few times: what counts is how fast code is compiled, not how fast it runs.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

static uint32_t shared[64];

#define ONE(i)                                                                                    \
  static uint32_t f##i(uint32_t x, uint32_t y) {                                                  \
    uint32_t z = x ^ (y * (i + 3u));                                                              \
    for (uint32_t k = 0; k < (i % 5u) + 1; k++) {                                                 \
      switch ((z >> k) & 3) {                                                                     \
        case 0: z += shared[(z >> 8) & 63] + i; break;                                            \
        case 1: z = z * 31 + (y >> (i % 13)); break;                                              \
        case 2: shared[i % 64u] ^= z; z = (z << (i % 7 + 1)) | (z >> (31 - i % 7)); break;        \
        default: if (z & 64) z -= x / (i + 1u); else z ^= x % (i + 7u); break;                    \
      }                                                                                           \
    }                                                                                             \
    return z + (uint32_t)((double)(z & 255) * (i + 0.5)) + (x > y ? x - y : y - x);               \
  }
#define TEN(t) ONE(t##0) ONE(t##1) ONE(t##2) ONE(t##3) ONE(t##4) ONE(t##5) ONE(t##6) ONE(t##7) ONE(t##8) ONE(t##9)
#define HUNDRED(h) TEN(h##0) TEN(h##1) TEN(h##2) TEN(h##3) TEN(h##4) TEN(h##5) TEN(h##6) TEN(h##7) TEN(h##8) TEN(h##9)
HUNDRED(1) HUNDRED(2) HUNDRED(3) HUNDRED(4) HUNDRED(5) HUNDRED(6) HUNDRED(7) HUNDRED(8) HUNDRED(9)

#define CALL(i) z = f##i(z, i);
#define CALL10(t) CALL(t##0) CALL(t##1) CALL(t##2) CALL(t##3) CALL(t##4) CALL(t##5) CALL(t##6) CALL(t##7) CALL(t##8) CALL(t##9)
#define CALL100(h) CALL10(h##0) CALL10(h##1) CALL10(h##2) CALL10(h##3) CALL10(h##4) CALL10(h##5) CALL10(h##6) CALL10(h##7) CALL10(h##8) CALL10(h##9)

int main(int argc, char **argv) {
  int rounds = size_of_work(argc, argv, 3);
  uint32_t z = 1;
  for (int round = 0; round < rounds; round++) {
    CALL100(1) CALL100(2) CALL100(3) CALL100(4) CALL100(5) CALL100(6) CALL100(7) CALL100(8) CALL100(9)
  }
  printf("%08x %08x\n", z, shared[17]);
  return 0;
}
