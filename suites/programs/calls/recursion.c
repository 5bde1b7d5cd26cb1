// Functions that do little but call: Fibonacci, Ackermann, Takeuchi, towers of Hanoi, and two that call each other.
#include <stdio.h>
#include "../support/size.h"

__attribute__((noinline)) static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

__attribute__((noinline)) static int ackermann(int m, int n) {
  return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

__attribute__((noinline)) static int takeuchi(int x, int y, int z) {
  return y >= x ? z : takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y));
}

__attribute__((noinline)) static long hanoi(int n, int from, int to, int by, long moves) {
  if (n == 0) return moves;
  moves = hanoi(n - 1, from, by, to, moves);
  return hanoi(n - 1, by, to, from, moves * 3 + from - to);
}

static int odd(int n);
__attribute__((noinline)) static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
__attribute__((noinline)) static int odd(int n) { return n == 0 ? 0 : even(n - 1); }

int main(int argc, char **argv) {
  int n = size_of_work(argc, argv, 18);
  printf("fibonacci %d\n", fibonacci(n));
  printf("ackermann %d\n", ackermann(2, n));
  printf("takeuchi %d\n", takeuchi(n * 2 / 3, n / 3, 0));
  printf("hanoi %d\n", (int)(hanoi(n * 2 / 3, 1, 3, 2, 0) & 0xffff));
  printf("even %d\n", even(n * 100));
  return 0;
}
