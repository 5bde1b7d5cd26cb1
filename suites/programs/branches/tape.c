// An interpreter of a language with eight instructions on a tape. It runs a program that prints the triangular number of each number that it
// reads, modulo 256, and one that multiplies: a switch that nobody can foresee, in a loop.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

static uint8_t tape[4096];
static int jump[1024];

static long run(const char *code, const uint8_t *input, int inputs) {
  int open[64], depth = 0;
  for (int i = 0; code[i]; i++) {
    if (code[i] == '[') open[depth++] = i;
    if (code[i] == ']') jump[i] = open[--depth], jump[open[depth]] = i;
  }
  memset(tape, 0, sizeof tape);
  uint8_t *cell = tape + 16;
  long steps = 0;
  for (int pc = 0; code[pc]; pc++, steps++) {
    switch (code[pc]) {
      case '>': cell++; break;
      case '<': cell--; break;
      case '+': ++*cell; break;
      case '-': --*cell; break;
      case '.': printf("%d ", *cell); break;
      case ',': *cell = inputs > 0 ? (inputs--, *input++) : 0; break;
      case '[': if (!*cell) pc = jump[pc]; break;
      case ']': if (*cell) pc = jump[pc]; break;
    }
  }
  printf("\n");
  return steps;
}

int main(int argc, char **argv) {
  int n = size_of_work(argc, argv, 24);
  uint8_t numbers[250];
  uint64_t seed = 5;
  if (n > 250) n = 250;
  for (int i = 0; i < n; i++) numbers[i] = 1 + next_random(&seed) % 60;
  // Of each number: while it is not zero, it is added to the sum beside it (and kept in a third cell meanwhile), and made one less.
  long steps = run(",[[[->+>+<<]>>[-<<+>>]<<-]>.[-]<,]", numbers, n);
  printf("%ld steps\n", steps);
  steps = run("++++++++++[>++++++++++[>++++++++++[>++>+<<-]<-]<-]>>>.>.", 0, 0);
  printf("%ld steps\n", steps);
  return 0;
}
