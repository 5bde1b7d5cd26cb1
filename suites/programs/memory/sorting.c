// Sorts the same numbers by merging, by a heap and by quick sort, and compares.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

static void merge_sort(int32_t *a, int32_t *room, int n) {
  if (n < 2) return;
  int half = n / 2;
  merge_sort(a, room, half);
  merge_sort(a + half, room, n - half);
  memcpy(room, a, half * sizeof *a);
  for (int i = 0, j = half, k = 0; i < half; k++) a[k] = j < n && a[j] < room[i] ? a[j++] : room[i++];
}

static void sink(int32_t *a, int i, int n) {
  for (int child; (child = 2 * i + 1) < n; i = child) {
    if (child + 1 < n && a[child + 1] > a[child]) child++;
    if (a[i] >= a[child]) return;
    int32_t t = a[i];
    a[i] = a[child], a[child] = t;
  }
}

static void heap_sort(int32_t *a, int n) {
  for (int i = n / 2; i >= 0; i--) sink(a, i, n);
  while (--n > 0) {
    int32_t t = a[0];
    a[0] = a[n], a[n] = t;
    sink(a, 0, n);
  }
}

static void quick_sort(int32_t *a, int from, int to) {
  while (from < to) {
    int32_t pivot = a[from + (to - from) / 2];
    int i = from, j = to;
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) {
        int32_t t = a[i];
        a[i++] = a[j], a[j--] = t;
      }
    }
    quick_sort(a, from, j);
    from = i;
  }
}

int main(int argc, char **argv) {
  int n = size_of_work(argc, argv, 8000);
  int32_t *a = malloc(4 * n), *b = malloc(4 * n), *c = malloc(4 * n), *room = malloc(4 * n);
  uint64_t seed = 7;
  for (int i = 0; i < n; i++) a[i] = b[i] = c[i] = (int32_t)(next_random(&seed) >> 35) - (1 << 28);
  merge_sort(a, room, n);
  heap_sort(b, n);
  quick_sort(c, 0, n - 1);
  int ordered = 1;
  for (int i = 1; i < n; i++) ordered &= a[i - 1] <= a[i];
  printf("%s, %s, %s: %d %d %d\n", ordered ? "ordered" : "not ordered", memcmp(a, b, 4 * n) ? "differs" : "same",
    memcmp(a, c, 4 * n) ? "differs" : "same", a[0], a[n / 2], a[n - 1]);
  return 0;
}
