// Counts primes among large odd numbers: Miller-Rabin with bases that decide everything below 3.3e24; products modulo a 62-bit number by
// doubling and adding. 64-bit shifts, comparisons, remainders.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

static uint64_t multiply(uint64_t a, uint64_t b, uint64_t m) {
  uint64_t sum = 0;
  while (b) {
    if (b & 1) {
      sum += a;
      if (sum >= m) sum -= m;
    }
    a += a;
    if (a >= m) a -= m;
    b >>= 1;
  }
  return sum;
}

static uint64_t power(uint64_t base, uint64_t exponent, uint64_t m) {
  uint64_t result = 1;
  for (base %= m; exponent; exponent >>= 1) {
    if (exponent & 1) result = multiply(result, base, m);
    base = multiply(base, base, m);
  }
  return result;
}

static int is_prime(uint64_t n) {
  static const int bases[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  for (int i = 0; i < 12; i++) {
    if (n % bases[i] == 0) return n == (uint64_t)bases[i];
  }
  int twos = __builtin_ctzll(n - 1);
  for (int i = 0; i < 12; i++) {
    uint64_t x = power(bases[i], (n - 1) >> twos, n);
    int passes = x == 1 || x == n - 1;
    for (int r = 1; r < twos && !passes; r++) {
      x = multiply(x, x, n);
      passes = x == n - 1;
    }
    if (!passes) return 0;
  }
  return 1;
}

int main(int argc, char **argv) {
  int numbers = size_of_work(argc, argv, 60);
  uint64_t start = (1ULL << 61) - 1;  // a Mersenne prime
  int found = 0;
  uint64_t last = 0;
  for (int i = 0; i < numbers; i++) {
    if (is_prime(start - 2 * i)) {
      found++;
      last = start - 2 * i;
    }
  }
  printf("%d of %d, the last is %llu\n", found, numbers, (unsigned long long)last);
  return 0;
}
