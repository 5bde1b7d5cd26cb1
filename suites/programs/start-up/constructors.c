// Much to set up before little is done: data of many kinds, tables of functions, constructors that run before main.
#include <stdint.h>
#include <stdio.h>

#define ONE(i) static int f##i(int x) { return x * (2 * i + 1) + i; }
#define TEN(t) ONE(t##0) ONE(t##1) ONE(t##2) ONE(t##3) ONE(t##4) ONE(t##5) ONE(t##6) ONE(t##7) ONE(t##8) ONE(t##9)
#define NAME(i) f##i,
#define NAMES(t) NAME(t##0) NAME(t##1) NAME(t##2) NAME(t##3) NAME(t##4) NAME(t##5) NAME(t##6) NAME(t##7) NAME(t##8) NAME(t##9)
TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)

static int (*volatile table[])(int) = {NAMES(1) NAMES(2) NAMES(3) NAMES(4) NAMES(5) NAMES(6) NAMES(7) NAMES(8) NAMES(9)};
static const char text[4096] = "the rest of this is zero, and the module holds it all the same or leaves it out";
static uint32_t data[2000] = {1, 1, 2, 3, 5, 8, [1999] = 13};
static uint32_t order;

__attribute__((constructor(101))) static void first(void) { order = order * 10 + 1; }
__attribute__((constructor(102))) static void second(void) { order = order * 10 + 2; }
__attribute__((constructor(103))) static void third(void) {
  order = order * 10 + 3;
  for (int i = 6; i < 1999; i++) data[i] = data[i - 1] + data[i - 2];
}

int main(void) {
  int x = 1;
  for (unsigned i = 0; i < sizeof table / sizeof *table; i++) x = table[i](x) & 0xffffff;
  uint32_t sum = 0;
  for (int i = 0; i < 2000; i++) sum = sum * 3 + data[i];
  printf("%u %d %u %.8s\n", order, x, sum, text);
  return 0;
}
