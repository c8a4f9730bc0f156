#!/bin/sh
# Build the fuzz targets with clang and run each from its corpus.
# Usage: tools/fuzz.sh SECONDS DEFINES [TARGET ...]      (default: every device_runtime/tests/fuzz_*.c)
# What is found new is packed back into device_runtime/tests/corpus/TARGET.bin, made small first.
set -eu
seconds=$1; defines=$2; shift 2
[ $# -gt 0 ] || set -- $(basename -a -s .c device_runtime/tests/fuzz_*.c | sed 's/^fuzz_//')
out=build/fuzz${defines:+-stress}
flags="-g -O1 $defines -DUL_FUZZ_IMAGES=\"build/fuzz-images\" -Idevice_runtime/include -Idevice_runtime/src -Idevice_runtime/tests"
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
python=.venv/bin/python
mkdir -p "$out"
for source in device_runtime/src/*.c; do
  clang $flags $sanitize -fsanitize=fuzzer-no-link -c "$source" -o "$out/$(basename "$source" .c).o"
done
for target in "$@"; do
  corpus=$out/corpus/$target packed=device_runtime/tests/corpus/$target.bin least=$out/least/$target
  mkdir -p "$corpus"
  [ ! -f "$packed" ] || $python tools/pack-corpus.py unpack "$packed" "$corpus"
  clang $flags $sanitize -fsanitize=fuzzer "device_runtime/tests/fuzz_$target.c" "$out"/ul_*.o \
    -lm -o "$out/fuzz_$target"
  echo "fuzz_$target $defines: $seconds s"
  "$out/fuzz_$target" -max_total_time="$seconds" -max_len=1500 -timeout=60 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix="$out/" "$corpus"
  [ -z "$defines" ] || continue
  rm -rf "$least"; mkdir -p "$least"
  "$out/fuzz_$target" -merge=1 -verbosity=0 "$least" "$corpus"
  $python tools/pack-corpus.py pack "$least" "$packed" 60000
done
