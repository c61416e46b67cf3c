#!/usr/bin/env bash
# Builds libfdistill_torch.so, the native half of the in-tree TorchSharp, over a libtorch that is already installed.
#
#   build.sh OUTPUT_DIR
#
# FDISTILL_LIBTORCH   a folder with include/ and lib/, such as site-packages/torch of an installed PyTorch;
#                     without it, the libtorch that the operating system packages is used
# CXX                 the C++ compiler (g++)
set -euo pipefail

output=${1:?usage: build.sh OUTPUT_DIR}
here=$(cd "$(dirname "$0")" && pwd)

headers=()
if [[ -n "${FDISTILL_LIBTORCH:-}" ]]; then
  include=$FDISTILL_LIBTORCH/include
  libraries=$FDISTILL_LIBTORCH/lib
  headers=(-isystem "$include" -isystem "$include/torch/csrc/api/include")
else
  include=/usr/include
  libraries=/usr/lib/$(uname -m)-linux-gnu
fi
if [[ ! -e $libraries/libtorch.so || ! -e $include/ATen/core/Tensor.h ]]; then
  echo "No libtorch with headers in $include and $libraries: install libtorch-dev, or set FDISTILL_LIBTORCH." >&2
  exit 1
fi

# libtorch's strings are of the old or the new C++ ABI; the name of one of its own functions tells.
if grep -q '_ZN3c105ErrorC[12]ENS_14SourceLocationENSt7__cxx11' "$libraries/libc10.so"; then abi=1; else abi=0; fi

link=(-ltorch -ltorch_cpu -lc10)
if [[ -e $libraries/libtorch_cuda.so ]]; then link+=(-ltorch_cuda -lc10_cuda); fi

mkdir -p "$output"
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

compile=("${CXX:-g++}" -std=c++17 -O2 -fPIC -fvisibility=hidden -w "-D_GLIBCXX_USE_CXX11_ABI=$abi" "${headers[@]}")
printf '%s\0' "$here"/*.cpp |
  xargs -0 -P "$(nproc)" -I{} sh -c 'source=$1; objects=$2; shift 2; exec "$@" -c "$source" -o "$objects/$(basename "$source" .cpp).o"' \
    sh {} "$objects" "${compile[@]}"

"${CXX:-g++}" -shared -o "$objects/libfdistill_torch.so" "$objects"/*.o \
  -L"$libraries" -Wl,--no-as-needed "${link[@]}" -Wl,-rpath,"$libraries"
mv "$objects/libfdistill_torch.so" "$output/libfdistill_torch.so"
echo "Built $output/libfdistill_torch.so over $libraries/libtorch.so"
