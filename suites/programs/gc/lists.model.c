#include "../support/model.h"

int main(int argc, char **argv) {
  static const char text[] = "a list of letters";
  int rounds = size_of_work(argc, argv, 20);
  uint64_t added = (uint64_t)rounds * (rounds + 1) / 2, sum = 0;
  for (int at = 0; at < 400; at++) {
    // Made from the front, so the last item comes first; each round turns the list round.
    int i = rounds % 2 ? at : 399 - at;
    uint64_t value = i;
    if ((i & 3) == 1) {
      value = 0;
      for (int k = 0; k < 7; k++) value = value * 7 + (uint8_t)text[i % 10 + k];
    }
    sum = sum * 3 + value + added;
  }
  print(sum);
  return 0;
}
