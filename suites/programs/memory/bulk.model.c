#include <string.h>
#include "../support/model.h"

static uint8_t work[131072];

static uint64_t hash(int length) {
  uint64_t sum = 1469598103934665603ULL;
  for (int i = 0; i < length; i++) sum = (sum ^ work[i]) * 1099511628211ULL;
  return sum;
}

int main(int argc, char **argv) {
  uint32_t n = size_of_work(argc, argv, 300);
  for (uint32_t i = 0; i < n; i++) {
    memset(work + i * 977 % 60000, (uint8_t)i, 700);
    memmove(work + i * 577 % 50000, work + i * 1009 % 50000, 9000);
    memcpy(work + i * 331 % 65000, &"0123456789abcdef"[i & 7], 8);
  }
  print(hash(65536));
  print(1);  // pages before growth
  memmove(work + 65536, work + 1, 65536);
  memmove(work, work + 65535, 65537);
  print(hash(131072));
  return 0;
}
