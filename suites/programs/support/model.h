// What models of programs in the text format share: the same numbers in C, as printed by support/io.wat.
#include <stdint.h>
#include <stdio.h>
#include "size.h"

static inline void print(uint64_t value) { printf("%016llx\n", (unsigned long long)value); }
