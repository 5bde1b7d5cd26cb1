// Asks the host again and again: the time, which must not run backwards; random bytes, which must not all be the same; and writes a few
// bytes at a time, each by a call of its own.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "../support/size.h"

int main(int argc, char **argv) {
  int calls = size_of_work(argc, argv, 300);
  struct timespec last = {0, 0}, now;
  int backwards = 0, failed = 0;
  for (int i = 0; i < calls; i++) {
    failed += clock_gettime(CLOCK_MONOTONIC, &now) != 0;
    backwards += now.tv_sec < last.tv_sec || (now.tv_sec == last.tv_sec && now.tv_nsec < last.tv_nsec);
    last = now;
  }
  uint8_t bytes[64] = {0}, other[64] = {0};
  failed += getentropy(bytes, sizeof bytes) != 0;
  failed += getentropy(other, sizeof other) != 0;
  char line[16];
  for (int i = 0; i < calls; i++) {
    int length = snprintf(line, sizeof line, "%d%c", i % 10, i % 50 == 49 ? '\n' : ' ');
    failed += write(1, line, length) != length;
  }
  printf("%d failed, %d times backwards, random bytes %s\n", failed, backwards, memcmp(bytes, other, 64) ? "differ" : "are the same");
  return failed != 0;
}
