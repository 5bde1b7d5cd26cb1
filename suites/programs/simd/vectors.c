// flags: -msimd128
// Products of matrices of floats and sums of products of integers, four lanes at a time; comparisons that choose lanes.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

typedef float floats __attribute__((vector_size(16)));
typedef int32_t ints __attribute__((vector_size(16)));

#define N 48
static float a[N][N], b[N][N], c[N][N];
static int32_t p[4096], q[4096];

int main(int argc, char **argv) {
  int rounds = size_of_work(argc, argv, 3);
  uint64_t seed = 21;
  for (int i = 0; i < N * N; i++) {
    (&a[0][0])[i] = (float)(int)(next_random(&seed) >> 56) - 128;
    (&b[0][0])[i] = (float)(int)(next_random(&seed) >> 56) / 64 - 2;
  }
  for (int i = 0; i < 4096; i++) p[i] = (int32_t)(next_random(&seed) >> 40) - (1 << 23), q[i] = (int32_t)(next_random(&seed) >> 48);
  uint32_t integers = 0;
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j += 4) {
        floats sum = {0, 0, 0, 0}, row;
        for (int k = 0; k < N; k++) {
          memcpy(&row, &b[k][j], 16);
          sum += row * a[i][k];
        }
        const floats most = {500, 500, 500, 500};
        ints over = sum > most;
        floats limit = (floats)(((ints)most & over) | ((ints)sum & ~over));
        memcpy(&c[i][j], &limit, 16);
      }
    }
    memcpy(b, c, sizeof b);
    for (int i = 0; i < N * N; i++) (&b[0][0])[i] /= 256;
    ints sum = {0, 0, 0, 0};
    for (int i = 0; i < 4096; i += 4) {
      ints x, y;
      memcpy(&x, p + i, 16);
      memcpy(&y, q + i, 16);
      ints bigger = x > y;
      sum += ((x & bigger) | (y & ~bigger)) * 3 + (x ^ y);
    }
    integers = integers * 7 + (uint32_t)(sum[0] + sum[1] * 3 + sum[2] * 5 + sum[3] * 7);
  }
  uint32_t hash = 2166136261u, word;
  for (int i = 0; i < N * N; i++) {
    memcpy(&word, &(&c[0][0])[i], 4);
    hash = (hash ^ word) * 16777619u;
  }
  printf("%08x %08x %.4f\n", hash, integers, c[N / 2][N / 3]);
  return 0;
}
