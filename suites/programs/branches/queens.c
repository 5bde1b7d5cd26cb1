// Queens that don't attack each other, by bits: a search that turns back.
#include <stdio.h>
#include "../support/size.h"

static long tried;

static long place(unsigned all, unsigned columns, unsigned left, unsigned right) {
  if (columns == all) return 1;
  long solutions = 0;
  for (unsigned free = all & ~(columns | left | right); free; free &= free - 1) {
    unsigned queen = free & -free;
    tried++;
    solutions += place(all, columns | queen, (left | queen) << 1, (right | queen) >> 1);
  }
  return solutions;
}

int main(int argc, char **argv) {
  int most = size_of_work(argc, argv, 8);
  for (int n = 4; n <= most; n++) printf("%d queens: %ld solutions\n", n, place((1u << n) - 1, 0, 0, 0));
  printf("%ld placed\n", tried);
  return 0;
}
