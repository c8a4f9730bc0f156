/* Does a fuzz target still take its corpus? Runs it on every input of the packed files given.
 *
 *     replay_program device_runtime/tests/corpus/program.bin
 *
 * A packed file is a row of inputs, each a length (two bytes, low byte first) and its bytes:
 * tools/pack-corpus.py makes it of a folder. Built with the sanitizers, and run by ctest.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len);

static unsigned replay(FILE *file)
{
    uint8_t length[2];
    unsigned count = 0;
    while (fread(length, 1, 2, file) == 2) {
        size_t len = length[0] | (size_t)length[1] << 8;
        uint8_t *input = malloc(len ? len : 1);
        if (fread(input, 1, len, file) != len) abort();
        LLVMFuzzerTestOneInput(input, len);
        free(input);
        count++;
    }
    return count;
}

int main(int count, char **paths)
{
    unsigned inputs = 0;
    for (int i = 1; i < count; i++) {
        FILE *file = fopen(paths[i], "rb");
        if (!file) {
            perror(paths[i]);
            return 1;
        }
        inputs += replay(file);
        fclose(file);
    }
    printf("%u inputs\n", inputs);
    return inputs ? 0 : 1;
}
