#!/usr/bin/env bash
# Installs what a bare Debian 12 lacks to build and test Shouxin; does nothing, quickly, when all is there.
#   tools/setup.sh          what `make build` and `make test` need
#   tools/setup.sh check    that, and what `make check` and `make fmt` need
#   tools/setup.sh bench    that, and what `make bench` needs
#   tools/setup.sh guide    that, and what `make guide` needs
set -euo pipefail

build=(g++ make cmake ninja-build ccache pkg-config python3 python3-yaml python3-jsonschema
       libexpected-dev libfmt-dev libcli11-dev
       libsimdjson-dev nlohmann-json3-dev libtomlplusplus-dev zlib1g-dev libzstd-dev
       libssl-dev libsodium-dev libboost-dev libcurl4-openssl-dev libsqlite3-dev libpq-dev
       libspdlog-dev prometheus-cpp-dev postgresql-15 curl openssl
       libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev)
check=(clang-16 clang-tidy-16 libclang-rt-16-dev clang-format)
bench=(valgrind)
guide=(fonts-noto-cjk)  # pictures in Chinese

wanted=("${build[@]}")
# Node and a browser may come from elsewhere.
for program in node:nodejs npm:npm chromium:chromium; do
    command -v "${program%%:*}" >/dev/null || wanted+=("${program##*:}")
done
if [ "${1:-}" = check ]; then wanted+=("${check[@]}"); fi
if [ "${1:-}" = bench ]; then wanted+=("${bench[@]}"); fi
if [ "${1:-}" = guide ]; then wanted+=("${guide[@]}"); fi

if ! command -v dpkg-query >/dev/null; then
    echo "setup: this is not Debian; please install the equivalents of: ${wanted[*]}" >&2
    exit 1
fi

installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
    # Without a pipe: `grep -q` may close one early, which pipefail would take for "missing".
    grep -qx "installed $package" <<<"$installed" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: not root and no sudo; please have these installed: ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "setup: installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
