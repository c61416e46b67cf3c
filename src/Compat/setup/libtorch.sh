# The libtorch that the stand-ins run on: a given folder (FDISTILL_LIBTORCH=FOLDER), Python's PyTorch 2
# (FDISTILL_LIBTORCH=python, or where it is the only one installed), else Debian's, installed if missing.
# shellcheck shell=bash
: "${root:?}" "${torch_home:?}" "${request?}"

# What the bridge was built from: its sources and the library's files. FOLDER is empty for Debian's.
libtorch_state() { # FOLDER
  cat "$root"/src/Compat/native/* | sha256sum
  stat -Lc '%n %s %Y' "${1:-/usr}"/lib{,/*}/libtorch_cpu.so 2>/dev/null || true
}

set_up_libtorch() {
  find_libtorch
  install_missing
  check_blas
  say "building the bridge to libtorch in ${folder:-/usr}, which takes a minute"
  FDISTILL_LIBTORCH=$folder quietly bash src/Compat/native/build.sh "$torch_home/native" || die "the bridge to libtorch does not build"
}

find_libtorch() {
  case $request in
    python) folder=$(python_torch) || die "python3 has no PyTorch 2 to offer: name a libtorch with FDISTILL_LIBTORCH=FOLDER" ;;
    ?*) folder=$request; [[ -e $folder/lib/libtorch_cpu.so ]] || die "FDISTILL_LIBTORCH: there is no lib/libtorch_cpu.so in '$folder'" ;;
    *) folder=$(has_package libtorch-dev || python_torch || true) ;;
  esac
}

# The folder of the PyTorch that python3 imports, if that is 2.0 or later.
python_torch() {
  python3 -c 'import os, torch; assert torch.__version__ >= "2"; print(os.path.dirname(torch.__file__))' 2>/dev/null
}

has_package() { [[ $(dpkg-query -Wf '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

install_missing() {
  local missing=() package
  command -v "${CXX:-g++}" >/dev/null || missing+=(g++)
  if [[ -z $folder ]]; then
    for package in libtorch-dev libopenblas0-pthread; do has_package "$package" || missing+=("$package"); done
  fi
  ((${#missing[@]})) || return 0

  command -v apt-get >/dev/null ||
    die "${missing[*]} missing: install PyTorch 2 (pip install torch) and g++, or name a libtorch with FDISTILL_LIBTORCH=FOLDER"
  say "installing ${missing[*]}"
  apt_install "${missing[@]}" || die "that failed; run this as root, then try again: apt-get update && apt-get install ${missing[*]}"
}

apt_install() { # PACKAGE...
  quietly as_root env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update && apt-get install --yes --no-install-recommends $*"
}

as_root() { if ((EUID == 0)); then "$@"; else sudo "$@"; fi; }

# Debian's libtorch computes with whichever BLAS the system has chosen; the reference one is fifty times slower.
check_blas() {
  local link
  for link in /etc/alternatives/libblas.so.3-*; do
    [[ -n $folder || $(readlink "$link") != */blas/libblas.so.3 ]] ||
      say "matrix products use the slow reference BLAS; to switch: sudo update-alternatives --auto ${link##*/}"
  done
}
