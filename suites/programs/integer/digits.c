// Digits of pi by a spigot on 32-bit cells (Rabinowitz and Wagon 1995): multiplications, divisions and remainders by what changes each time.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

int main(int argc, char **argv) {
  int digits = size_of_work(argc, argv, 120);
  int cells = digits * 10 / 3 + 2;
  uint32_t *a = malloc(cells * sizeof *a);
  for (int i = 0; i < cells; i++) a[i] = 2;
  int nines = 0, held = -1, written = 0;
  while (written < digits) {
    uint32_t carry = 0;
    for (int i = cells - 1; i > 0; i--) {
      uint32_t x = a[i] * 10 + carry;
      a[i] = x % (2 * i + 1);
      carry = x / (2 * i + 1) * i;
    }
    uint32_t x = a[0] * 10 + carry;
    a[0] = x % 10;
    int digit = x / 10;
    if (digit == 9) {
      nines++;
      continue;
    }
    // A carry from ten turns the nines that were held back into zeroes.
    int up = digit == 10;
    if (held >= 0) {
      putchar('0' + held + up);
      written++;
    }
    for (; nines > 0; nines--) {
      putchar(up ? '0' : '9');
      written++;
    }
    held = up ? 0 : digit;
  }
  printf("\n");
  free(a);
  return 0;
}
