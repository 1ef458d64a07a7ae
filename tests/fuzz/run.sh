#!/usr/bin/env bash
# Builds every tests/fuzz/NAME_fuzz.cpp (or those named) with clang-16, libFuzzer, ASan and UBSan,
# and runs each for FUZZ_SECONDS (60). Each must first find its own canary: a planted bug.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! compgen -G "$(clang++-16 -print-resource-dir)/lib/*/libclang_rt.fuzzer*" >/dev/null; then
    echo "fuzz: libFuzzer is missing: apt-get install libclang-rt-16-dev" >&2
    exit 1
fi
seconds=${FUZZ_SECONDS:-60}
canary_seconds=300
out=build/fuzz
mkdir -p "$out"

# What a target needs besides its own file: the sources of these folders, and libraries.
folders=(base model region intake policy dispatch)
libraries=(-lsimdjson -lz -lzstd -lfmt)
flags=(-std=c++20 -O1 -g1 -Isrc -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all)

sources=()
for folder in "${folders[@]}"; do
    while IFS= read -r file; do sources+=("$file"); done \
        < <(find "src/$folder" -name '*.cpp' ! -name '*_test.cpp' | sort)
done

objects=()
compile() {  # SOURCE OBJECT [FLAG]
    if [ ! -e "$2" ] || [ -n "$(find "${folders[@]/#/src/}" "$1" -newer "$2" -print -quit)" ]; then
        clang++-16 "${flags[@]}" ${3:+"$3"} -c "$1" -o "$2"
    fi
}
for source in "${sources[@]}"; do
    object=$out/$(tr / _ <<<"${source%.cpp}").o
    compile "$source" "$object"
    objects+=("$object")
done

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
    for file in tests/fuzz/*_fuzz.cpp; do names+=("$(basename "$file" _fuzz.cpp)"); done
fi
for name in "${names[@]}"; do
    dictionary=()
    if [ -e "tests/fuzz/$name.dict" ]; then dictionary=("-dict=tests/fuzz/$name.dict"); fi
    for kind in canary fuzz; do
        object=$out/${name}_$kind.o
        compile "tests/fuzz/${name}_fuzz.cpp" "$object" "$([ $kind = fuzz ] || echo -DSHOUXIN_FUZZ_CANARY)"
        clang++-16 "${flags[@]}" "$object" "${objects[@]}" "${libraries[@]}" -o "$out/${name}_$kind"
    done
    corpus=$out/corpus/$name
    mkdir -p "$corpus" "$out/canary/$name"
    common=("${dictionary[@]}" -max_len=4096 -timeout=10)
    "$out/${name}_canary" "${common[@]}" -max_total_time=$canary_seconds \
        -artifact_prefix="$out/canary/" "$out/canary/$name" "tests/fuzz/corpus/$name" \
        >"$out/$name.canary.log" 2>&1 || true
    if ! grep -q 'MUST failed: !canary' "$out/$name.canary.log"; then
        echo "fuzz: $name did not find its canary in $canary_seconds s; see $out/$name.canary.log" >&2
        exit 1
    fi
    echo "fuzz: $name found its canary; now $seconds s on the real one"
    "$out/${name}_fuzz" "${common[@]}" -max_total_time="$seconds" \
        -artifact_prefix="$out/$name-" "$corpus" "tests/fuzz/corpus/$name"
done
