// Reads expressions by precedence climbing into trees, simplifies them, differentiates them and computes them: many small functions,
// recursive, with several arguments.
#include <stdio.h>
#include "../support/size.h"

typedef struct Node {
  char op;  // + - * n x
  int number;
  struct Node *left, *right;
} Node;

static Node pool[1 << 14];
static int used;

static Node *node(char op, int number, Node *left, Node *right) {
  Node *made = &pool[used++ & ((1 << 14) - 1)];
  *made = (Node){op, number, left, right};
  return made;
}

static Node *sum(Node *a, Node *b) {
  if (a->op == 'n' && b->op == 'n') return node('n', a->number + b->number, 0, 0);
  if (a->op == 'n' && a->number == 0) return b;
  if (b->op == 'n' && b->number == 0) return a;
  return node('+', 0, a, b);
}

static Node *product(Node *a, Node *b) {
  if (a->op == 'n' && b->op == 'n') return node('n', a->number * b->number, 0, 0);
  if ((a->op == 'n' && a->number == 0) || (b->op == 'n' && b->number == 0)) return node('n', 0, 0, 0);
  if (a->op == 'n' && a->number == 1) return b;
  if (b->op == 'n' && b->number == 1) return a;
  return node('*', 0, a, b);
}

static Node *parse(const char **text, int binding);

static Node *atom(const char **text) {
  char letter = *(*text)++;
  if (letter == '(') {
    Node *inner = parse(text, 0);
    ++*text;
    return inner;
  }
  return letter == 'x' ? node('x', 0, 0, 0) : node('n', letter - '0', 0, 0);
}

static Node *parse(const char **text, int binding) {
  Node *left = atom(text);
  for (;;) {
    char op = **text;
    int own = op == '*' ? 2 : op == '+' || op == '-' ? 1 : 0;
    if (own <= binding) return left;
    ++*text;
    Node *right = parse(text, own);
    left = op == '*' ? product(left, right) : sum(left, op == '-' ? product(node('n', -1, 0, 0), right) : right);
  }
}

static Node *derive(const Node *f) {
  switch (f->op) {
    case 'x': return node('n', 1, 0, 0);
    case '+': return sum(derive(f->left), derive(f->right));
    case '*': return sum(product(derive(f->left), f->right), product(f->left, derive(f->right)));
    default: return node('n', 0, 0, 0);
  }
}

static unsigned compute(const Node *f, unsigned x) {
  switch (f->op) {
    case 'x': return x;
    case '+': return compute(f->left, x) + compute(f->right, x);
    case '*': return compute(f->left, x) * compute(f->right, x);
    default: return (unsigned)f->number;
  }
}

static int weigh(const Node *f) { return f ? 1 + weigh(f->left) + weigh(f->right) : 0; }

int main(int argc, char **argv) {
  static const char *texts[] = {"x*x*x-3*x+1", "(x+1)*(x-1)*(x+2)", "2*(3*(4*(5*x+6)+7)+8)", "x*(x*(x*(x+1)+1)+1)+1", "(x-1)*(x-1)*(x-1)*(x-1)"};
  int rounds = size_of_work(argc, argv, 60);
  unsigned checksum = 0;
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < 5; i++) {
      used = 0;
      const char *text = texts[i];
      Node *f = parse(&text, 0), *first = derive(f), *second = derive(first);
      for (unsigned x = 0; x < 8; x++) checksum = checksum * 17 + compute(f, x + round) + 3 * compute(first, x) + 5 * compute(second, x);
      if (round == 0) printf("%3d %3d %3d  %s\n", weigh(f), weigh(first), weigh(second), texts[i]);
    }
  }
  printf("%08x\n", checksum);
  return 0;
}
