#include <string.h>
#include "../support/model.h"

int main(int argc, char **argv) {
  static uint8_t data[524288];
  int rounds = size_of_work(argc, argv, 3);
  uint64_t x = 1, sum = 0;
  for (uint64_t at = 0; at < sizeof data; at += 8) {
    x = x * 6364136223846793005ULL + 1442695040888963407ULL;
    memcpy(data + at, &x, 8);
  }
  for (int round = 0; round < rounds; round++) {
    for (uint64_t stride = 8; stride <= 8192; stride *= 4) {
      for (uint64_t at = 0; at < 524280; at += stride) {
        uint64_t word;
        uint32_t high;
        memcpy(&word, data + at, 8);
        memcpy(&high, data + at + 4, 4);
        sum = (sum << 5 | sum >> 59) + (word ^ high);
      }
    }
  }
  print(sum);
  print(8);  // pages before, what memory.grow returns, pages after
  print(8);
  print(11);
  return 0;
}
