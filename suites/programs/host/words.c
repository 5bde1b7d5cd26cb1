// Counts lines, words and letters of standard input, and which words are the most frequent; tells its arguments apart from them.
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

typedef struct {
  char text[24];
  int count;
} Word;

static Word words[512];
static int used;

static int by_count(const void *a, const void *b) {
  const Word *x = a, *y = b;
  return x->count != y->count ? y->count - x->count : strcmp(x->text, y->text);
}

static void note(const char *text) {
  for (int i = 0; i < used; i++) {
    if (strcmp(words[i].text, text) == 0) {
      words[i].count++;
      return;
    }
  }
  if (used < 512) {
    strcpy(words[used].text, text);
    words[used++].count = 1;
  }
}

int main(int argc, char **argv) {
  int repeat = size_of_work(argc, argv, 1), lines = 0, letters = 0, total = 0;
  static char input[1 << 16];
  size_t length = fread(input, 1, sizeof input - 1, stdin);
  for (int round = 0; round < repeat; round++) {
    char word[24];
    int at = 0;
    for (size_t i = 0; i <= length; i++) {
      int c = (unsigned char)input[i];
      lines += c == '\n';
      letters += i < length;
      if (isalpha(c) && at < 23) {
        word[at++] = (char)tolower(c);
      } else if (at > 0) {
        word[at] = 0;
        note(word);
        total++;
        at = 0;
      }
    }
  }
  qsort(words, used, sizeof *words, by_count);
  printf("%d lines, %d words, %d bytes, %d different\n", lines, total, letters, used);
  for (int i = 0; i < 5 && i < used; i++) printf("%4d %s\n", words[i].count, words[i].text);
  for (int i = 2; i < argc; i++) printf("argument %d: %s\n", i, argv[i]);
  return used > 0 ? 0 : 3;
}
