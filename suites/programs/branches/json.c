// Reads JSON from standard input, and writes it without white space, with members in order and what it is made of: a parser by recursive
// descent that asks what every byte is.
#include <stdio.h>
#include <string.h>
#include "../support/size.h"

typedef struct Value {
  char kind;  // n t f 0 " [ {
  const char *text;
  int length, count;
  struct Value *items;  // of an object: name, value, name, value …
} Value;

static const char *at, *end;
static int counts[128], deepest, wrong;

static void skip(void) {
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')) at++;
}

static Value parse(int depth);

static void add(Value *list, Value item) {
  if ((list->count & (list->count - 1)) == 0) {
    list->items = realloc(list->items, (list->count ? 2 * list->count : 1) * sizeof item);
  }
  list->items[list->count++] = item;
}

static Value string(void) {
  Value value = {'"', ++at, 0, 0, 0};
  while (at < end && *at != '"') at += *at == '\\' ? 2 : 1;
  value.length = (int)(at++ - value.text);
  return value;
}

static Value list(char close, int depth) {
  Value value = {*at++, 0, 0, 0, 0};
  for (skip(); at < end && *at != close; skip()) {
    if (close == '}') {
      add(&value, string());
      skip();
      wrong += *at++ != ':';
      skip();
    }
    add(&value, parse(depth + 1));
    skip();
    if (*at == ',') at++;
  }
  wrong += at++ >= end;
  return value;
}

static Value parse(int depth) {
  deepest = depth > deepest ? depth : deepest;
  Value value = {0, at, 0, 0, 0};
  switch (at < end ? *at : 0) {
    case '{': value = list('}', depth); break;
    case '[': value = list(']', depth); break;
    case '"': value = string(); break;
    case 't': case 'f': case 'n':
      value.kind = *at;
      while (at < end && *at >= 'a' && *at <= 'z') at++;
      value.length = (int)(at - value.text);
      break;
    default:
      value.kind = '0';
      while (at < end && strchr("+-.0123456789eE", *at)) at++;
      value.length = (int)(at - value.text);
      if (value.length == 0) wrong++, at = end;
  }
  counts[(int)value.kind]++;
  return value;
}

static int by_name(const void *a, const void *b) {
  const Value *x = a, *y = b;
  int common = x->length < y->length ? x->length : y->length;
  int order = memcmp(x->text, y->text, common);
  return order ? order : x->length - y->length;
}

static void write(const Value *value) {
  switch (value->kind) {
    case '{':
      qsort(value->items, value->count / 2, 2 * sizeof *value, by_name);
      for (int i = 0; i < value->count; i += 2) {
        putchar(i ? ',' : '{');
        write(&value->items[i]);
        putchar(':');
        write(&value->items[i + 1]);
      }
      if (!value->count) putchar('{');
      putchar('}');
      break;
    case '[':
      for (int i = 0; i < value->count; i++) {
        putchar(i ? ',' : '[');
        write(&value->items[i]);
      }
      if (!value->count) putchar('[');
      putchar(']');
      break;
    case '"':
      printf("\"%.*s\"", value->length, value->text);
      break;
    default:
      printf("%.*s", value->length, value->text);
  }
}

int main(int argc, char **argv) {
  int rounds = size_of_work(argc, argv, 1);
  static char text[1 << 16];
  size_t length = fread(text, 1, sizeof text, stdin);
  Value value = {0};
  for (int round = 0; round < rounds; round++) {
    at = text;
    end = text + length;
    memset(counts, 0, sizeof counts);
    wrong = 0;
    value = parse(0);
  }
  if (wrong) {
    printf("not JSON\n");
    return 1;
  }
  write(&value);
  printf("\n%d objects, %d arrays, %d strings, %d numbers, %d deep\n", counts['{'], counts['['], counts['"'], counts['0'], deepest);
  return 0;
}
