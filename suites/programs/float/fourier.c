// A fast Fourier transform of floats and back again. Twiddle factors come from the half-angle formulas, since libraries' sines differ in the
// last bit.
#include <math.h>
#include <stdio.h>
#include "../support/size.h"

static void transform(float *re, float *im, int n, int inverse) {
  for (int i = 1, j = 0; i < n; i++) {
    int bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      float t = re[i];
      re[i] = re[j], re[j] = t;
      t = im[i];
      im[i] = im[j], im[j] = t;
    }
  }
  double cosine = -1, sine = 0;  // of pi
  for (int length = 2; length <= n; length <<= 1) {
    float wr = (float)cosine, wi = (float)(inverse ? sine : -sine);
    for (int start = 0; start < n; start += length) {
      float ur = 1, ui = 0;
      for (int i = start; i < start + length / 2; i++) {
        int other = i + length / 2;
        float tr = re[other] * ur - im[other] * ui, ti = re[other] * ui + im[other] * ur;
        re[other] = re[i] - tr, im[other] = im[i] - ti;
        re[i] += tr, im[i] += ti;
        float next = ur * wr - ui * wi;
        ui = ur * wi + ui * wr;
        ur = next;
      }
    }
    double half = sqrt((1 + cosine) / 2);
    sine = sqrt((1 - cosine) / 2);
    cosine = half;
  }
  if (inverse) {
    for (int i = 0; i < n; i++) re[i] /= n, im[i] /= n;
  }
}

int main(int argc, char **argv) {
  int rounds = size_of_work(argc, argv, 2), n = 4096;
  static float re[4096], im[4096];
  for (int i = 0; i < n; i++) re[i] = (float)((i * 37 % 101) - 50) / 16;
  for (int round = 0; round < rounds; round++) {
    transform(re, im, n, 0);
    if (round == 0) printf("%.4f %.4f %.4f\n", re[0], re[1], im[1]);
    transform(re, im, n, 1);
  }
  double worst = 0, sum = 0;
  for (int i = 0; i < n; i++) {
    double off = fabs(re[i] - ((i * 37 % 101) - 50) / 16.0);
    worst = off > worst ? off : worst;
    sum += re[i] * re[i];
  }
  printf("%.6e %.6f\n", worst, sum);
  return 0;
}
