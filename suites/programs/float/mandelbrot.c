// The Mandelbrot set in letters: short loops of doubles that end at another time for every point.
#include <stdio.h>
#include "../support/size.h"

int main(int argc, char **argv) {
  int height = size_of_work(argc, argv, 24), width = height * 2, most = 200;
  long long total = 0;
  for (int row = 0; row < height; row++) {
    for (int column = 0; column < width; column++) {
      double cx = -2.1 + 2.8 * column / width, cy = -1.2 + 2.4 * row / height, zx = 0, zy = 0;
      int n = 0;
      while (n < most && zx * zx + zy * zy <= 4) {
        double next = zx * zx - zy * zy + cx;
        zy = 2 * zx * zy + cy;
        zx = next;
        n++;
      }
      total += n;
      if (height <= 40) putchar(n == most ? '#' : n > 12 ? '+' : n > 5 ? '.' : ' ');
    }
    if (height <= 40) putchar('\n');
  }
  printf("%lld\n", total);
  return 0;
}
