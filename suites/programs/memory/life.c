// The game of life on a torus, from an acorn: neighbours above, below and beside.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

#define SIDE 96
static uint8_t grid[SIDE][SIDE], next[SIDE][SIDE];

int main(int argc, char **argv) {
  int generations = size_of_work(argc, argv, 20);
  static const int acorn[7][2] = {{0, 1}, {1, 3}, {2, 0}, {2, 1}, {2, 4}, {2, 5}, {2, 6}};
  for (int i = 0; i < 7; i++) grid[SIDE / 2 + acorn[i][0]][SIDE / 2 + acorn[i][1]] = 1;
  for (int g = 0; g < generations; g++) {
    for (int y = 0; y < SIDE; y++) {
      int up = (y + SIDE - 1) % SIDE, down = (y + 1) % SIDE;
      for (int x = 0; x < SIDE; x++) {
        int left = (x + SIDE - 1) % SIDE, right = (x + 1) % SIDE;
        int around = grid[up][left] + grid[up][x] + grid[up][right] + grid[y][left] + grid[y][right] + grid[down][left]
          + grid[down][x] + grid[down][right];
        next[y][x] = around == 3 || (around == 2 && grid[y][x]);
      }
    }
    memcpy(grid, next, sizeof grid);
  }
  int alive = 0;
  uint32_t hash = 2166136261u;
  for (int y = 0; y < SIDE; y++) {
    for (int x = 0; x < SIDE; x++) {
      alive += grid[y][x];
      hash = (hash ^ grid[y][x]) * 16777619u;
    }
  }
  printf("after %d generations %d live (%08x)\n", generations, alive, hash);
  return 0;
}
