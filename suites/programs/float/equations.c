// Systems of linear equations by elimination with pivots, floats and conversions between them and integers.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

#define N 48
static double a[N][N + 1];

int main(int argc, char **argv) {
  int systems = size_of_work(argc, argv, 4);
  uint64_t seed = 88172645463325252ULL, checksum = 0;
  double worst = 0;
  for (int system = 0; system < systems; system++) {
    double wanted[N], original[N][N + 1];
    for (int i = 0; i < N; i++) wanted[i] = (double)(int)(next_random(&seed) >> 40) / 4096 - 2048;
    for (int i = 0; i < N; i++) {
      double sum = 0;
      for (int j = 0; j < N; j++) {
        a[i][j] = (float)(int32_t)(next_random(&seed) >> 33) / 1073741824.0f - 1;
        sum += a[i][j] * wanted[j];
      }
      a[i][N] = sum;
      for (int j = 0; j <= N; j++) original[i][j] = a[i][j];
    }
    for (int column = 0; column < N; column++) {
      int pivot = column;
      for (int row = column + 1; row < N; row++) {
        if (fabs(a[row][column]) > fabs(a[pivot][column])) pivot = row;
      }
      for (int j = column; j <= N; j++) {
        double t = a[column][j];
        a[column][j] = a[pivot][j], a[pivot][j] = t;
      }
      for (int row = column + 1; row < N; row++) {
        double factor = a[row][column] / a[column][column];
        for (int j = column; j <= N; j++) a[row][j] -= factor * a[column][j];
      }
    }
    double x[N];
    for (int i = N - 1; i >= 0; i--) {
      x[i] = a[i][N];
      for (int j = i + 1; j < N; j++) x[i] -= a[i][j] * x[j];
      x[i] /= a[i][i];
    }
    for (int i = 0; i < N; i++) {
      worst = fmax(worst, fabs(x[i] - wanted[i]));
      checksum = checksum * 31 + (uint64_t)(int64_t)rint(x[i] * 4096);
    }
  }
  printf("%016llx %s\n", (unsigned long long)checksum, worst < 1e-6 ? "exact enough" : "too far off");
  return 0;
}
