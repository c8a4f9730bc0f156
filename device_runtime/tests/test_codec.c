/* Does the C codec read and write values as spec/vectors/codec.vec says? */
#include "minimal_image.h"
#include "ul_codec.h"
#include "ul_heap.h"
#include "vectors.h"

#define ROOM 1024u

static struct vectors v;

/* Image and arena in one block: references reach both. */
static struct {
    uint32_t image[MINIMAL_IMAGE_WORDS];
    uint32_t arena[8192 / 4];
} memory;

static void start(struct ul_vm *vm)
{
    static const struct ul_host host;
    struct ul_report report;
    minimal_image(memory.image);
    CHECK_INT(
        ul_vm_init(vm, memory.image, sizeof memory.image, memory.arena, sizeof memory.arena, &host),
        UL_OK);
    CHECK_INT(ul_vm_load(vm, &report), UL_OK);
}

/* Decode the bytes of one word, encode, and compare with those of another. */
static void check_recoded(int from, int to)
{
    struct ul_vm vm;
    uint8_t bytes[ROOM], wanted[ROOM], seen[ROOM];
    uint32_t len = vectors_hex(&v, from, bytes, ROOM), seen_len = 0;
    uint32_t wanted_len = vectors_hex(&v, to, wanted, ROOM);
    ul_val value;
    start(&vm);
    ul_val *sp = vm.sp;
    int err = ul_decode(&vm, bytes, len, &value);
    VECTOR_CHECK(&v, err == UL_OK && vm.sp == sp);
    if (err) return;
    VECTOR_CHECK(&v, ul_encode(&vm, value, seen, ROOM, &seen_len) == UL_OK);
    VECTOR_CHECK(&v, seen_len == wanted_len && memcmp(seen, wanted, seen_len) == 0);
    for (uint32_t room = 0; room < wanted_len; room++)
        VECTOR_CHECK(&v, ul_encode(&vm, value, seen, room, &seen_len) == UL_TOO_LARGE);
}

/* The error of that name in ul_errors.h, among those that decoding gives. */
static int error_number(const char *name)
{
    static const struct {
        const char *name;
        int number;
    } errors[] = {{"CODEC_TRUNCATED", UL_CODEC_TRUNCATED},
                  {"CODEC_TYPE", UL_CODEC_TYPE},
                  {"CODEC_DEPTH", UL_CODEC_DEPTH},
                  {"CODEC_TRAILING", UL_CODEC_TRAILING},
                  {"CODEC_TEXT", UL_CODEC_TEXT}};
    for (uint32_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, name) == 0) return errors[i].number;
    return 1;
}

static void check_refused(void)
{
    struct ul_vm vm;
    uint8_t bytes[ROOM];
    uint32_t len = vectors_hex(&v, 3, bytes, ROOM);
    ul_val value;
    start(&vm);
    ul_val *sp = vm.sp;
    VECTOR_CHECK(&v, ul_decode(&vm, bytes, len, &value) == error_number(v.words[2]));
    VECTOR_CHECK(&v, vm.sp == sp);
}

static void vectors(void)
{
    vectors_open(&v, UL_VECTORS "/codec.vec");
    while (vectors_next(&v)) {
        if (vectors_is(&v, "value")) check_recoded(2, 2);
        if (vectors_is(&v, "recoded")) check_recoded(2, 3);
        if (vectors_is(&v, "refused")) check_refused();
    }
}

/* Integers of 31 bits exist only tagged, however they were sent. */
static void small_integers_are_tagged(void)
{
    static const uint8_t least[] = {0xC3, 0x44, 0x3F, 0xFF, 0xFF, 0xFF},
                         most[] = {0xC2, 0x45, 0x00, 0x3F, 0xFF, 0xFF, 0xFF},
                         plain[] = {0x3A, 0x3F, 0xFF, 0xFF, 0xFF};
    struct ul_vm vm;
    ul_val value;
    start(&vm);
    CHECK_INT(ul_decode(&vm, least, sizeof least, &value), UL_OK);
    CHECK(value == V_INT(UL_INT_MIN));
    CHECK_INT(ul_decode(&vm, most, sizeof most, &value), UL_OK);
    CHECK(value == V_INT(UL_INT_MAX));
    CHECK_INT(ul_decode(&vm, plain, sizeof plain, &value), UL_OK);
    CHECK(value == V_INT(UL_INT_MIN));
}

static void a_full_arena_is_an_exception(void)
{
    static const uint8_t head[] = {0x59, 0x40, 0x00};
    static uint8_t bytes[3 + 0x4000];
    struct ul_vm vm;
    ul_val value;
    start(&vm);
    memcpy(bytes, head, sizeof head);
    CHECK_INT(ul_decode(&vm, bytes, sizeof bytes, &value), UL_EXCEPTION);
    CHECK(vm.roots[ROOT_EXC] == V_TYPE(UL_TYPE_MEMORYERROR));
}

int main(void)
{
    RUN(vectors);
    RUN(small_integers_are_tagged);
    RUN(a_full_arena_is_an_exception);
    return test_result();
}
