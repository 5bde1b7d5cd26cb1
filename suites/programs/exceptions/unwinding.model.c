#include "../support/model.h"

int main(int argc, char **argv) {
  uint64_t n = size_of_work(argc, argv, 3000), sum = 0, seen = 0;
  for (uint64_t x = 1; x <= n; x++) {
    uint64_t depth = x & 15;
    sum *= 3;
    if (x % 7 == 0) {
      sum += 4 * x;
      seen++;
    } else if (x % 11 == 0) {
      sum += 1000;
      seen++;
    } else {
      sum += x + 1 + depth * (depth + 1) / 2;
    }
  }
  print(sum);
  print(seen);
  return 0;
}
