# Sourced by ./fdistill and ./test: makes a fresh clone ready to build and run.
# It chooses once where TorchSharp comes from (provider.sh) and, where that is an installed libtorch,
# builds the bridge to it (libtorch.sh). What was chosen is remembered in artifacts/torch/.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
torch_home=$root/artifacts/torch
ready=$torch_home/ready # written last: what was chosen, and what that rests on

# libgomp's threads spin while they wait, which on a busy machine makes a step many times slower; so do OpenBLAS's, for 2^28 cycles unless told otherwise.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY-passive} OPENBLAS_THREAD_TIMEOUT=${OPENBLAS_THREAD_TIMEOUT-4}
export DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

say() { printf 'fdistill: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# quietly COMMAND...: shows what the command prints only if it fails.
quietly() {
  local log=$torch_home/log.$$ outcome=0
  "$@" >"$log" 2>&1 || outcome=$?
  ((outcome == 0)) || tail -n 40 "$log" >&2
  rm "$log"
  return "$outcome"
}

# locked COMMAND...: in the clone, one at a time. What the command leaves running does not inherit the lock.
locked() {
  mkdir -p "$torch_home"
  (
    cd "$root" || exit
    if command -v flock >/dev/null; then flock 9; fi
    "$@" 9>&-
  ) 9>"$torch_home/lock"
}

# shellcheck source=src/Compat/setup/provider.sh
source "$root/src/Compat/setup/provider.sh"
# shellcheck source=src/Compat/setup/libtorch.sh
source "$root/src/Compat/setup/libtorch.sh"
# shellcheck source=src/Compat/setup/images.sh
source "$root/src/Compat/setup/images.sh"

set_up() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
  if [[ -d ${FDISTILL_LIBTORCH-} ]]; then FDISTILL_LIBTORCH=$(readlink -f "$FDISTILL_LIBTORCH"); fi
  is_set_up || locked set_up_now
}

build() { # PROJECT or solution
  say "building ${1##*/}"
  quietly dotnet build "$1" --configuration Release --verbosity quiet -consoleLoggerParameters:ErrorsOnly || die "${1##*/} does not build"
}

# build_if_changed PROJECT PROGRAM: builds in Release what is older than any of its sources.
build_if_changed() {
  is_built "$2" || locked build_now "$@"
}

is_built() {
  [[ -f $1 && -f $1.built && -z $(find "$root"/{src,plugins,global.json,Directory.*} "$ready" -newer "$1.built" -print -quit) ]]
}

build_now() {
  if is_built "$2"; then return; fi
  # Removed, not overwritten: a run that is under way keeps the files that it has open.
  rm -rf "$(dirname "$2")"
  mkdir -p "$(dirname "$2")"
  touch "$2.building"
  build "$1"
  mv "$2.building" "$2.built"
}
