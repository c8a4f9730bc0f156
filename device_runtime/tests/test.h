/* How do the C tests check and count?
 *
 *     static void sums(void) { CHECK_INT(1 + 1, 2); }
 *     int main(void) { RUN(sums); return test_result(); }
 *
 * A failed check prints its place and values, and the test goes on.
 */
#ifndef UL_TEST_H
#define UL_TEST_H

#include <stdio.h>
#include <string.h>

static unsigned test_checks, test_failures;

static inline int test_check(int good, const char *file, int line, const char *text)
{
    test_checks++;
    if (!good) {
        test_failures++;
        printf("%s:%d: failed: %s\n", file, line, text);
    }
    return good;
}

#define CHECK(condition) ((void)test_check(!!(condition), __FILE__, __LINE__, #condition))

#define CHECK_INT(seen, wanted)                                                                    \
    do {                                                                                           \
        long long seen_ = (long long)(seen), wanted_ = (long long)(wanted);                        \
        if (!test_check(seen_ == wanted_, __FILE__, __LINE__, #seen " == " #wanted))               \
            printf("  saw %lld, wanted %lld\n", seen_, wanted_);                                   \
    } while (0)

/* `length` bytes at `seen` against a C string. */
#define CHECK_TEXT(seen, length, wanted)                                                           \
    do {                                                                                           \
        const char *seen_ = (seen), *wanted_ = (wanted);                                           \
        int length_ = (int)(length);                                                               \
        if (!test_check(length_ == (int)strlen(wanted_) &&                                         \
                            !memcmp(seen_, wanted_, (size_t)length_),                              \
                        __FILE__, __LINE__, #seen " == " #wanted))                                 \
            printf("  saw %.*s, wanted %s\n", length_ < 0 ? 0 : length_, seen_, wanted_);          \
    } while (0)

#define RUN(test)                                                                                  \
    do {                                                                                           \
        unsigned before_ = test_failures;                                                          \
        test();                                                                                    \
        printf("%s %s\n", test_failures == before_ ? "ok  " : "FAIL", #test);                      \
    } while (0)

static inline int test_result(void)
{
    printf("%u checks, %u failed\n", test_checks, test_failures);
    return test_failures != 0 || test_checks == 0;
}

#endif
