#include "../support/model.h"

int main(int argc, char **argv) {
  int rounds = size_of_work(argc, argv, 40);
  uint64_t sum = 0, squares = 0, ids = 0;
  int16_t id[500];
  for (int i = 0; i < 500; i++) id[i] = (int16_t)i;
  for (int round = 0; round < rounds; round++) {
    for (int64_t i = 0; i < 500; i++) {
      double radius = (double)i * 0.5;
      sum = sum * 3 + (uint64_t)(i % 3 == 0 ? i * i : i % 3 == 1 ? i * (i + 5) : (int64_t)(radius * radius * 3.25));
      squares += i % 3 != 2;
      if (i % 3 == 2) id[i] = (int16_t)(id[i] * -3);
      ids += (uint64_t)(int64_t)id[i];
    }
  }
  print(sum);
  print(squares);
  print(ids);
  return 0;
}
