// Objects with tables of functions: which is called depends on data, as it does with methods.
#include <stdint.h>
#include <stdio.h>
#include "../support/size.h"

typedef struct Shape Shape;
typedef struct {
  int64_t (*area)(const Shape *);
  void (*grow)(Shape *, int);
  int (*corners)(const Shape *);
} Methods;
struct Shape {
  const Methods *methods;
  int a, b;
};

static int64_t square_area(const Shape *s) { return (int64_t)s->a * s->a; }
static int64_t oblong_area(const Shape *s) { return (int64_t)s->a * s->b; }
static int64_t triangle_area(const Shape *s) { return (int64_t)s->a * s->b / 2; }
static int64_t no_area(const Shape *s) { return 0; }
static void grow_one(Shape *s, int by) { s->a = (s->a + by) & 1023; }
static void grow_both(Shape *s, int by) { s->a = (s->a + by) & 1023, s->b = (s->b + 2 * by) & 1023; }
static void swap(Shape *s, int by) { int t = s->a; s->a = s->b, s->b = (t + by) & 511; }
static int four(const Shape *s) { return 4; }
static int three(const Shape *s) { return 3; }
static int as_many(const Shape *s) { return s->a & 15; }

static const Methods kinds[] = {
  {square_area, grow_one, four}, {oblong_area, grow_both, four}, {triangle_area, swap, three}, {no_area, grow_one, as_many}};

int main(int argc, char **argv) {
  int rounds = size_of_work(argc, argv, 60);
  enum { SHAPES = 500 };
  static Shape shapes[SHAPES];
  uint64_t seed = 3;
  for (int i = 0; i < SHAPES; i++) shapes[i] = (Shape){&kinds[next_random(&seed) >> 62], i % 37, i % 23};
  int64_t area = 0, corners = 0;
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < SHAPES; i++) {
      Shape *s = &shapes[i];
      area += s->methods->area(s);
      corners += s->methods->corners(s);
      s->methods->grow(s, round & 7);
    }
  }
  printf("area %lld, corners %lld\n", (long long)area, (long long)corners);
  return 0;
}
