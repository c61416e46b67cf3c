# What ./fdistill and ./test share: a look at what the machine has, and building.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

say() { printf 'fdistill: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

command -v dotnet >/dev/null || die "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"

# quietly COMMAND...: shows what the command prints only if it fails.
quietly() {
  local log outcome=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || outcome=$?
  ((outcome == 0)) || tail -n 40 "$log" >&2
  rm "$log"
  return "$outcome"
}

# locked COMMAND...: in the clone, one at a time. What the command leaves running does not inherit the lock.
locked() {
  mkdir -p "$root/artifacts"
  (
    cd "$root" || exit
    if command -v flock >/dev/null; then flock 9; fi
    "$@" 9>&-
  ) 9>"$root/artifacts/lock"
}

# Which libtorch the build takes: the environment's TorchDevice, else the one for NVIDIA's GPUs where one is seen and the package restores.
# The answer is kept; artifacts/torch-device can be removed to ask again.
choose_device() {
  local kept=$root/artifacts/torch-device
  if [[ -z ${TorchDevice-} && -z ${FDISTILL_LIBTORCH-} && -e /proc/driver/nvidia/version ]]; then
    [[ -f $kept ]] || locked try_cuda "$kept"
    TorchDevice=$(<"$kept")
  fi
  export TorchDevice=${TorchDevice:-cpu}
}

try_cuda() { # ANSWER
  say "an NVIDIA GPU is here: restoring TorchSharp-cuda-linux, some 4 GB"
  local log
  log=$(mktemp)
  if dotnet restore src/FDistill.Cli -p:TorchDevice=cuda >"$log" 2>&1; then
    echo cuda >"$1"
  else
    say "it does not restore ($(grep -om1 'NU[0-9]*: [^.]*' "$log" || tail -n 1 "$log")), so runs are on the CPU. FDISTILL_LIBTORCH=FOLDER uses the libtorch of an installed PyTorch."
    echo cpu >"$1"
  fi
  rm "$log"
}

# build PROJECT: in Release. A package that cannot be restored is one sentence.
build() {
  say "building ${1##*/}"
  local log outcome=0
  log=$(mktemp)
  dotnet build "$1" --configuration Release --verbosity quiet -consoleLoggerParameters:ErrorsOnly >"$log" 2>&1 || outcome=$?
  if ((outcome != 0)); then
    local missing
    missing=$(grep -Eom1 'error NU[0-9]*: .*' "$log" | cut -d '[' -f 1 || true)
    [[ -z $missing ]] || die "a package cannot be restored (${missing#error }). Packages come from nuget.org: check the network, or name a feed that has them with 'dotnet nuget add source'."
    tail -n 40 "$log" >&2
    die "${1##*/} does not build"
  fi
  rm "$log"
}
