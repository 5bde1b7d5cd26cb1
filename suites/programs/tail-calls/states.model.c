#include <string.h>
#include "../support/model.h"

int main(int argc, char **argv) {
  uint64_t n = size_of_work(argc, argv, 800), total = 0;
  for (uint64_t i = 1; i <= n; i++) {
    uint64_t x = i, steps = 0, sum = 0;
    while (x > 1) {
      steps++;
      sum = (sum << 1 | sum >> 63) + x;
      switch (x & 3) {
        case 2: steps++;  // falls through
        case 0: x >>= 1; break;
        case 3: sum ^= 255;  // falls through
        case 1: x = x * 3 + 1; break;
      }
    }
    total = total * 7 + sum * 1000 + steps;
  }
  print(total);
  uint64_t row[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  for (uint64_t k = n * 100; k > 0; k--) {
    uint64_t first = row[0] + k;
    memmove(row, row + 1, 7 * sizeof *row);
    row[7] = first;
  }
  print(row[0] - row[7]);
  return 0;
}
