/* Does the verifier accept and refuse images as spec/vectors/image.vec says? */
#include "ulambda/ul_vm.h"
#include "vectors.h"

#define ROOM 4096u

static struct vectors v;
static uint32_t image[ROOM / 4], scratch[ROOM / 128], arena[2048 / 4];

/* The error of that name in ul_errors.h, among those of the verifier. */
static int error_number(const char *name)
{
    static const struct {
        const char *name;
        int number;
    } errors[] = {
        {"IMAGE_TRUNCATED", UL_IMAGE_TRUNCATED}, {"IMAGE_MAGIC", UL_IMAGE_MAGIC},
        {"IMAGE_VERSION", UL_IMAGE_VERSION},     {"IMAGE_CHECKSUM", UL_IMAGE_CHECKSUM},
        {"IMAGE_LAYOUT", UL_IMAGE_LAYOUT},       {"IMAGE_OBJECT", UL_IMAGE_OBJECT},
        {"IMAGE_FUNCTION", UL_IMAGE_FUNCTION},   {"IMAGE_OPCODE", UL_IMAGE_OPCODE},
        {"IMAGE_OPERAND", UL_IMAGE_OPERAND},     {"IMAGE_JUMP", UL_IMAGE_JUMP},
    };
    for (uint32_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, name) == 0) return errors[i].number;
    return 1;
}

static uint32_t read_image(int word)
{
    memset(image, 0xFF, sizeof image);
    uint32_t len = vectors_hex(&v, word, (uint8_t *)image, ROOM);
    VECTOR_CHECK(&v, len < ROOM);
    return len;
}

static void check_good(void)
{
    static const struct ul_host host;
    struct ul_vm vm;
    struct ul_report report;
    uint32_t len = read_image(2);
    VECTOR_CHECK(&v, ul_image_verify(image, len, scratch, sizeof scratch) == UL_OK);
    VECTOR_CHECK(&v, ul_image_verify(image, len, scratch, 0) == UL_ARENA_TOO_SMALL);
    VECTOR_CHECK(&v, ul_vm_init(&vm, image, len, arena, sizeof arena, &host) == UL_OK);
    VECTOR_CHECK(&v, ul_vm_load(&vm, &report) == UL_OK);
}

static void check_refused(void)
{
    static const struct ul_host host;
    struct ul_vm vm;
    uint32_t len = read_image(3);
    int wanted = error_number(v.words[2]);
    VECTOR_CHECK(&v, ul_image_verify(image, len, scratch, sizeof scratch) == wanted);
    VECTOR_CHECK(&v, ul_vm_init(&vm, image, len, arena, sizeof arena, &host) == wanted);
}

static void vectors(void)
{
    vectors_open(&v, UL_VECTORS "/image.vec");
    while (vectors_next(&v)) {
        if (vectors_is(&v, "good")) check_good();
        if (vectors_is(&v, "refused")) check_refused();
    }
}

int main(void)
{
    RUN(vectors);
    return test_result();
}
