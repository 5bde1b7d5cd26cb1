// The size of the work: the first argument, or what the program takes for it where there is none.
#include <stdlib.h>

static inline int size_of_work(int argc, char **argv, int usual) {
  return argc > 1 ? atoi(argv[1]) : usual;
}

// A generator of numbers that every program may use: xorshift64*, Vigna 2016.
static inline unsigned long long next_random(unsigned long long *state) {
  unsigned long long x = *state;
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  *state = x;
  return x * 2685821657736338717ULL;
}
