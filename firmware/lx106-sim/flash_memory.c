/* How is memory copied and compared when it may lie in flash? The chip faults on 8- and 16-bit
 * loads from its flash window, and picolibc's memcpy, memmove, memcmp and strlen use them: these
 * take their place. All loads are 32 bits wide here, by hand where it is fast, by -mforce-l32
 * elsewhere.
 */
#include <stdint.h>
#include <string.h>

typedef uint32_t __attribute__((may_alias)) word;

#define ALIGNED(address) (((uintptr_t)(address) & 3u) == 0)

static inline void copy_up(uint8_t *to, const uint8_t *from, size_t length)
{
    if (ALIGNED((uintptr_t)to | (uintptr_t)from))
        for (; length >= 4; length -= 4, to += 4, from += 4)
            *(word *)(void *)to = *(const word *)(const void *)from;
    while (length--)
        *to++ = *from++;
}

static void copy_down(uint8_t *to, const uint8_t *from, size_t length)
{
    if (ALIGNED(to) && ALIGNED(from))
        for (; length & 3; length--)
            to[length - 1] = from[length - 1];
    if (ALIGNED(to) && ALIGNED(from))
        for (; length; length -= 4)
            *(word *)(void *)(to + length - 4) = *(const word *)(const void *)(from + length - 4);
    for (; length; length--)
        to[length - 1] = from[length - 1];
}

void *memcpy(void *restrict to, const void *restrict from, size_t length)
{
    copy_up(to, from, length);
    return to;
}

void *memmove(void *to, const void *from, size_t length)
{
    if ((uintptr_t)to - (uintptr_t)from >= length)
        copy_up(to, from, length);
    else
        copy_down(to, from, length);
    return to;
}

int memcmp(const void *first, const void *second, size_t length)
{
    const uint8_t *a = first, *b = second;
    if (ALIGNED(a) && ALIGNED(b))
        for (; length >= 4; length -= 4, a += 4, b += 4)
            if (*(const word *)(const void *)a != *(const word *)(const void *)b) break;
    for (; length; length--, a++, b++)
        if (*a != *b) return *a - *b;
    return 0;
}

size_t strlen(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}
