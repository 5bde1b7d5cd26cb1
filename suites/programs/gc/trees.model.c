#include "../support/model.h"

// The sum of a tree without the tree.
static uint64_t sum(int depth, uint32_t value) {
  return depth < 0 ? 1 : sum(depth - 1, value * 2) * 3 + sum(depth - 1, value * 2 + 1) + value;
}

int main(int argc, char **argv) {
  int most = size_of_work(argc, argv, 9);
  uint64_t total = 0;
  for (int depth = 0; depth <= most; depth++) {
    for (uint32_t round = 0; round < 12; round++) total = total * 5 + sum(depth, round);
  }
  print(total);
  print(sum(most, 1));
  return 0;
}
