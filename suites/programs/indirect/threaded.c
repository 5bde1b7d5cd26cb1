// A program as a row of pointers to functions, one after the other: a call through the table for every instruction, on a stack of integers.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

typedef struct Machine Machine;
typedef union Cell {
  void (*run)(Machine *);
  intptr_t value;
} Cell;
struct Machine {
  const Cell *pc;
  int64_t stack[32];
  int sp;
  int64_t locals[8];
  int done;
};

static void push(Machine *m) { m->stack[m->sp++] = (m->pc++)->value; }
static void get(Machine *m) { m->stack[m->sp++] = m->locals[(m->pc++)->value]; }
static void set(Machine *m) { m->locals[(m->pc++)->value] = m->stack[--m->sp]; }
static void add(Machine *m) { m->sp--; m->stack[m->sp - 1] = (int64_t)((uint64_t)m->stack[m->sp - 1] + (uint64_t)m->stack[m->sp]); }
static void multiply(Machine *m) { m->sp--; m->stack[m->sp - 1] = (int64_t)((uint64_t)m->stack[m->sp - 1] * (uint64_t)m->stack[m->sp]); }
static void exclusive(Machine *m) { m->sp--; m->stack[m->sp - 1] ^= m->stack[m->sp]; }
static void branch(Machine *m) {
  intptr_t to = (m->pc++)->value;
  if (m->stack[--m->sp]) m->pc += to;
}
static void halt(Machine *m) { m->done = 1; }

int main(int argc, char **argv) {
  int n = size_of_work(argc, argv, 8000);
  // while (n) { x = (x * 31 + n) ^ y; y = x + y; n = n - 1 }
  const Cell code[] = {
    {get}, {.value = 0}, {push}, {.value = 31}, {multiply}, {get}, {.value = 2}, {add}, {get}, {.value = 1}, {exclusive}, {set}, {.value = 0},
    {get}, {.value = 0}, {get}, {.value = 1}, {add}, {set}, {.value = 1},
    {get}, {.value = 2}, {push}, {.value = -1}, {add}, {set}, {.value = 2},
    {get}, {.value = 2}, {branch}, {.value = -31}, {halt}};
  Machine m = {.pc = code, .locals = {17, 4, n}};
  while (!m.done) (m.pc++)->run(&m);
  printf("%016llx %016llx\n", (unsigned long long)m.locals[0], (unsigned long long)m.locals[1]);
  return 0;
}
