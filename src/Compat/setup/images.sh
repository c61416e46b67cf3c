# The libraries that decode JPEG and WebP. Nothing else needs them: where they cannot be installed, the set-up says so and goes on.
# shellcheck shell=bash

set_up_images() {
  local missing=()
  has_library libturbojpeg.so.0 || missing+=(libturbojpeg0)
  has_library libwebp.so.7 || missing+=(libwebp7)
  if ((${#missing[@]} == 0)) || ! command -v apt-get >/dev/null; then return; fi
  say "installing ${missing[*]}"
  apt_install "${missing[@]}" || say "that failed; JPEG and WebP files need it, as root: apt-get install ${missing[*]}"
}

has_library() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q "$1 "; }
