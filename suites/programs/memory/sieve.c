// The sieve of Eratosthenes on bits: strided reads and writes through more memory than the first cache holds.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

int main(int argc, char **argv) {
  int limit = size_of_work(argc, argv, 400000);
  uint32_t *composite = calloc(limit / 64 + 1, 4);  // odd numbers only
  int count = limit >= 2, last = 2;
  for (int i = 3; i <= limit; i += 2) {
    if (composite[i / 64] >> (i / 2 % 32) & 1) continue;
    count++;
    last = i;
    for (int64_t j = (int64_t)i * i; j <= limit; j += 2 * i) composite[j / 64] |= 1u << (j / 2 % 32);
  }
  printf("%d primes up to %d, the last is %d\n", count, limit, last);
  free(composite);
  return 0;
}
