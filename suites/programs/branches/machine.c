// A virtual machine with registers: instructions of 32 bits, decoded and dispatched one by one, run a loop with a call in it.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

enum { LOAD, ADD, SUB, MUL, XOR, SHR, LESS, JUMP, JUMP_IF, CALL, RETURN, STORE, FETCH, HALT };

static uint32_t make(int op, int a, int b, int c) { return (uint32_t)op | a << 8 | b << 16 | (uint32_t)c << 24; }

static uint32_t memory[256];

static uint32_t run(const uint32_t *code, uint32_t limit, uint64_t *executed) {
  uint32_t r[16] = {0}, stack[64];
  int pc = 0, sp = 0;
  r[15] = limit;
  for (;; ++*executed) {
    uint32_t word = code[pc++];
    int a = word >> 8 & 15, b = word >> 16 & 15, c = word >> 24 & 15;
    switch (word & 255) {
      case LOAD: r[a] = word >> 16; break;
      case ADD: r[a] = r[b] + r[c]; break;
      case SUB: r[a] = r[b] - r[c]; break;
      case MUL: r[a] = r[b] * r[c]; break;
      case XOR: r[a] = r[b] ^ r[c]; break;
      case SHR: r[a] = r[b] >> (r[c] & 31); break;
      case LESS: r[a] = r[b] < r[c]; break;
      case JUMP: pc = word >> 16; break;
      case JUMP_IF: if (r[a]) pc = word >> 16; break;
      case CALL: stack[sp++] = pc; pc = word >> 16; break;
      case RETURN: pc = stack[--sp]; break;
      case STORE: memory[r[a] & 255] = r[b]; break;
      case FETCH: r[a] = memory[r[b] & 255]; break;
      default: return r[0];
    }
  }
}

int main(int argc, char **argv) {
  int limit = size_of_work(argc, argv, 20000);
  const uint32_t code[] = {
    make(LOAD, 1, 0, 0), make(LOAD, 2, 1, 0), make(LOAD, 3, 13, 0), make(LOAD, 0, 0x35, 0x12),
    // 4: call the mixing, count, again
    make(CALL, 0, 9, 0), make(ADD, 1, 1, 2), make(LESS, 4, 1, 15), make(JUMP_IF, 4, 4, 0), make(HALT, 0, 0, 0),
    // 9: r0 = (r0 * 13 + r1) ^ (r0 >> 13), mixed with what was stored there before
    make(MUL, 5, 0, 3), make(ADD, 5, 5, 1), make(SHR, 6, 0, 3), make(XOR, 0, 5, 6), make(FETCH, 7, 1, 0), make(STORE, 1, 0, 0),
    make(ADD, 0, 0, 7), make(RETURN, 0, 0, 0)};
  uint64_t executed = 0;
  uint32_t result = run(code, limit, &executed);
  printf("%08x after %llu instructions\n", result, (unsigned long long)executed);
  return 0;
}
