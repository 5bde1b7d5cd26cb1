// Matches words with patterns of . * ? ^ $ and classes, by backtracking, and counts.
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

static long steps;

static int here(const char *pattern, const char *text);

// The length of one item of a pattern: a letter, an escaped one, a class.
static int item(const char *pattern) {
  if (*pattern == '\\') return 2;
  if (*pattern != '[') return 1;
  return (int)(strchr(pattern, ']') - pattern) + 1;
}

static int fits(const char *pattern, char letter) {
  steps++;
  if (!letter) return 0;
  if (*pattern == '.') return 1;
  if (*pattern == '\\') return pattern[1] == letter;
  if (*pattern != '[') return *pattern == letter;
  int negative = *++pattern == '^', found = 0;
  for (pattern += negative; *pattern != ']'; pattern++) {
    if (pattern[1] == '-' && pattern[2] != ']') {
      found |= letter >= pattern[0] && letter <= pattern[2];
      pattern += 2;
    } else {
      found |= letter == *pattern;
    }
  }
  return found != negative;
}

static int repeated(const char *one, const char *rest, const char *text) {
  const char *last = text;
  while (fits(one, *last)) last++;
  for (;; last--) {
    if (here(rest, last)) return 1;
    if (last == text) return 0;
  }
}

static int here(const char *pattern, const char *text) {
  if (!*pattern) return 1;
  if (*pattern == '$' && !pattern[1]) return !*text;
  const char *rest = pattern + item(pattern);
  if (*rest == '*') return repeated(pattern, rest + 1, text);
  if (*rest == '?') return (fits(pattern, *text) && here(rest + 1, text + 1)) || here(rest + 1, text);
  return fits(pattern, *text) && here(rest, text + 1);
}

static int matches(const char *pattern, const char *text) {
  if (*pattern == '^') return here(pattern + 1, text);
  do {
    if (here(pattern, text)) return 1;
  } while (*text++);
  return 0;
}

int main(int argc, char **argv) {
  static const char *patterns[] = {"^a.*b$", "[0-9][0-9]*\\.[0-9]?", "x*x*x*y", "[^a-m]z?$", "ab?c?d?e", "^.?.?.?.?.?$", "b[aeiou]*b", "..*1..*2"};
  int words = size_of_work(argc, argv, 300), counts[8] = {0};
  unsigned long long seed = 1234;
  for (int i = 0; i < words; i++) {
    char word[40];
    int length = 3 + next_random(&seed) % 30;
    for (int j = 0; j < length; j++) word[j] = "abcdexyzbx0123.1"[next_random(&seed) >> 60];
    word[length] = 0;
    for (int p = 0; p < 8; p++) counts[p] += matches(patterns[p], word);
  }
  for (int p = 0; p < 8; p++) printf("%5d %s\n", counts[p], patterns[p]);
  printf("%ld steps\n", steps);
  return 0;
}
