#!/usr/bin/env bash
# Formats every C++ file of ours; with --check only says which would change (exit 1 if any).
set -euo pipefail
cd "$(dirname "$0")/.."

how=(-i)
if [ "${1:-}" = --check ]; then how=(--dry-run --Werror); fi
folders=()
for folder in src tests bench; do
    if [ -d "$folder" ]; then folders+=("$folder"); fi
done
find "${folders[@]}" \( -name '*.h' -o -name '*.cpp' \) -print0 |
    xargs -0 --no-run-if-empty clang-format "${how[@]}"
