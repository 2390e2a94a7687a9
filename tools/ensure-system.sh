#!/bin/sh
# The one place that knows what a machine must have beside Python, and how to get it.
# Usage: ensure-system.sh chromium|devanagari|postgresql|xvfb …
set -eu

install_debian() {
  command -v apt-get >/dev/null 2>&1 || return 1
  sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || return 1
    sudo="sudo -n"
  fi
  echo "Installing $* with apt-get"
  $sudo apt-get update -qq >/dev/null && $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o APT::Keep-Downloaded-Packages=false "$@" \
    >/dev/null
}

need() {
  what=$1
  why=$2
  shift 2
  for name in "$@"; do
    command -v "$name" >/dev/null 2>&1 && return
  done
  install_debian "$what" || {
    echo "mien: $what is needed $why and could not be installed here. Install it with your system's package manager and run this again." >&2
    exit 1
  }
}

for wanted in "$@"; do
  case $wanted in
  chromium) need chromium "for the browser tests" chromium chromium-browser google-chrome ;;
  postgresql)
    # Debian keeps the server's programs out of the search path.
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
      need postgresql "for the tests of the database" initdb
    ;;
  devanagari)
    # Only the pictures need it: elsewhere a browser shows Hindi with a font of the system.
    fc-list :lang=hi 2>/dev/null | grep -q . ||
      need fonts-noto-core "for pictures of the pages in Hindi" ""
    ;;
  xvfb) need xvfb "for the tests of the desktop window" Xvfb ;;
  *)
    echo "ensure-system.sh: unknown requirement '$wanted'" >&2
    exit 2
    ;;
  esac
done
