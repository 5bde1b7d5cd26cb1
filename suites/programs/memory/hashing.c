// A hash table with open addressing that grows while it is filled, searched and emptied: reads at places that nobody can foresee.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

static uint64_t *keys;
static uint32_t *counts;
static uint32_t capacity, used;

static uint32_t place_of(uint64_t key) {
  uint64_t hash = key * 0x9e3779b97f4a7c15ULL;
  uint32_t at = (uint32_t)(hash >> 32) & (capacity - 1);
  while (keys[at] && keys[at] != key) at = (at + 1) & (capacity - 1);
  return at;
}

static void grow(void) {
  uint64_t *old_keys = keys;
  uint32_t *old_counts = counts, old = capacity;
  capacity = old ? old * 2 : 64;
  keys = calloc(capacity, sizeof *keys);
  counts = calloc(capacity, sizeof *counts);
  for (uint32_t i = 0; i < old; i++) {
    if (old_keys[i]) {
      uint32_t at = place_of(old_keys[i]);
      keys[at] = old_keys[i];
      counts[at] = old_counts[i];
    }
  }
  free(old_keys);
  free(old_counts);
}

int main(int argc, char **argv) {
  int n = size_of_work(argc, argv, 30000);
  uint64_t seed = 42;
  for (int i = 0; i < n; i++) {
    if (used * 4 >= capacity * 3) grow();
    uint64_t key = next_random(&seed) % (n / 2 + 1) + 1;
    uint32_t at = place_of(key);
    used += !keys[at];
    keys[at] = key;
    counts[at]++;
  }
  uint32_t most = 0, hits = 0;
  for (int i = 1; i <= n; i++) {
    uint32_t at = place_of(i);
    hits += keys[at] != 0;
    most = counts[at] > most ? counts[at] : most;
  }
  printf("%u keys in %u places, %u found, one of them %u times\n", used, capacity, hits, most);
  return 0;
}
