// Bodies that attract each other, by the leapfrog method: additions, products, quotients and square roots of doubles in long chains.
#include <math.h>
#include <stdio.h>
#include "../support/size.h"

enum { BODIES = 5 };
static double x[BODIES][3] = {{0, 0, 0}, {1, 0, 0.01}, {0, 1.6, 0}, {-2.5, 0.2, 0.1}, {0.3, -4.1, -0.2}};
static double v[BODIES][3] = {{0, 0, 0}, {0, 1, 0}, {-0.79, 0, 0.01}, {0, -0.63, 0}, {0.49, 0, 0}};
static const double mass[BODIES] = {1, 1e-3, 2e-3, 5e-4, 1e-4};

static double energy(void) {
  double sum = 0;
  for (int i = 0; i < BODIES; i++) {
    sum += 0.5 * mass[i] * (v[i][0] * v[i][0] + v[i][1] * v[i][1] + v[i][2] * v[i][2]);
    for (int j = i + 1; j < BODIES; j++) {
      double d = 0;
      for (int k = 0; k < 3; k++) d += (x[i][k] - x[j][k]) * (x[i][k] - x[j][k]);
      sum -= mass[i] * mass[j] / sqrt(d);
    }
  }
  return sum;
}

static void kick(double dt) {
  for (int i = 0; i < BODIES; i++) {
    for (int j = i + 1; j < BODIES; j++) {
      double d[3], square = 0;
      for (int k = 0; k < 3; k++) {
        d[k] = x[i][k] - x[j][k];
        square += d[k] * d[k];
      }
      double scale = dt / (square * sqrt(square));
      for (int k = 0; k < 3; k++) {
        v[i][k] -= d[k] * mass[j] * scale;
        v[j][k] += d[k] * mass[i] * scale;
      }
    }
  }
}

int main(int argc, char **argv) {
  int steps = size_of_work(argc, argv, 2000);
  const double dt = 1e-3;
  printf("%.12f\n", energy());
  for (int step = 0; step < steps; step++) {
    kick(dt / 2);
    for (int i = 0; i < BODIES; i++) {
      for (int k = 0; k < 3; k++) x[i][k] += dt * v[i][k];
    }
    kick(dt / 2);
  }
  printf("%.12f\n%a %a %a\n", energy(), x[1][0], x[1][1], x[1][2]);
  return 0;
}
