// Factorials in base 10^9: products of 32-bit limbs with 64-bit carries, then sums of digits.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

#define BASE 1000000000u

int main(int argc, char **argv) {
  int n = size_of_work(argc, argv, 300);
  uint32_t *limbs = calloc(n + 1, sizeof *limbs);
  int length = 1;
  limbs[0] = 1;
  for (int factor = 2; factor <= n; factor++) {
    uint64_t carry = 0;
    for (int i = 0; i < length; i++) {
      uint64_t product = (uint64_t)limbs[i] * factor + carry;
      limbs[i] = (uint32_t)(product % BASE);
      carry = product / BASE;
    }
    if (carry) limbs[length++] = (uint32_t)carry;
  }
  int sum = 0;
  for (int i = 0; i < length; i++) {
    for (uint32_t limb = limbs[i]; limb; limb /= 10) sum += limb % 10;
  }
  printf("%d! has %d limbs and the sum of digits %d\n", n, length, sum);
  printf("%u", limbs[length - 1]);
  for (int i = length - 2; i >= 0 && i > length - 4; i--) printf("%09u", limbs[i]);
  printf("...\n");
  free(limbs);
  return 0;
}
