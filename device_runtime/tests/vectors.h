/* How does a C test read spec/vectors? A line is a verb and its words, separated by single spaces;
 * `-` is no bytes at all, lines that start with # and empty ones are skipped. */
#ifndef UL_TEST_VECTORS_H
#define UL_TEST_VECTORS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#define VECTOR_WORDS 32
#define VECTOR_LINE  32768

struct vectors {
    FILE *file;
    const char *name;
    int line;
    int count;
    char *words[VECTOR_WORDS];
    char text[VECTOR_LINE];
};

/* A failed check names the line of the vector file. */
#define VECTOR_CHECK(vectors, holds)                                                               \
    ((void)test_check(!!(holds), (vectors)->name, (vectors)->line, #holds))

static void vectors_open(struct vectors *vectors, const char *name)
{
    vectors->name = name;
    vectors->line = 0;
    vectors->file = fopen(name, "r");
    if (vectors->file) return;
    perror(name);
    exit(1);
}

static void vectors_split(struct vectors *vectors)
{
    vectors->count = 0;
    for (char *word = strtok(vectors->text, " \n"); word; word = strtok(NULL, " \n"))
        if (vectors->count < VECTOR_WORDS) vectors->words[vectors->count++] = word;
}

/* The next line that says something; 0 at the end. */
static int vectors_next(struct vectors *vectors)
{
    while (fgets(vectors->text, sizeof vectors->text, vectors->file)) {
        vectors->line++;
        if (vectors->text[0] == '#' || vectors->text[0] == '\n') continue;
        vectors_split(vectors);
        return 1;
    }
    fclose(vectors->file);
    return 0;
}

static int vectors_is(const struct vectors *vectors, const char *verb)
{
    return strcmp(vectors->words[0], verb) == 0;
}

static inline uint32_t vectors_number(const struct vectors *vectors, int word)
{
    return (uint32_t)strtoul(vectors->words[word], NULL, 10);
}

static uint32_t vectors_hex(const struct vectors *vectors, int word, uint8_t *out, uint32_t room)
{
    const char *hex = vectors->words[word];
    uint32_t len = 0;
    if (hex[0] == '-') return 0;
    for (; hex[0] && hex[1] && len < room; hex += 2) {
        char digits[3] = {hex[0], hex[1], 0};
        out[len++] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return len;
}

#endif
