#include "../../support/model.h"

int main(int argc, char **argv) {
  uint64_t n = size_of_work(argc, argv, 6000), counter = 0, sum = 0, ring[32] = {0}, bits = 0;
  uint8_t byte = 0;
  uint16_t word = 0;
  for (uint64_t i = 1; i <= n; i++) {
    counter += i;
    sum = sum * 3 + ring[i & 31];
    ring[i & 31] = i * 7;
    byte -= (uint8_t)i;
    word ^= (uint16_t)i;
    bits |= 1ULL << (i & 15);
  }
  print(counter);
  print(sum);
  print((uint64_t)byte << 8 | (uint64_t)word << 16);
  print(bits);
  print(1);  // the waits' answers, pages before growth, memory that is new
  print(2);
  print(1);
  print(0);
  return 0;
}
