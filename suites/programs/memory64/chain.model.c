#include "../support/model.h"

// The places must be different: 7919 is a prime, so the number of nodes must not be a multiple of it.
int main(int argc, char **argv) {
  uint64_t nodes = size_of_work(argc, argv, 40000), down = 0, up = 0;
  for (uint64_t i = nodes; i-- > 0;) down = down * 31 + i;
  for (uint64_t i = 0; i < nodes; i++) up = up * 31 + i;
  print(down);
  print(up);
  return 0;
}
