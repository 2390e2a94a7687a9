#!/bin/sh
# Make a virtual environment and install Mien with the named extras into it.
# Usage: ensure-venv.sh FOLDER EXTRAS
set -eu
venv=$1
extras=$2

fail() {
  echo "mien: $1" >&2
  exit 1
}

find_python() {
  for name in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
}

if [ ! -x "$venv/bin/python" ]; then
  python=$(find_python)
  [ -n "$python" ] || fail "Python 3.11 or newer is needed and was not found. Install it, or name one: make run PYTHON=/path/to/python3"
  "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
    fail "$python has no 'venv' module. On Debian or Ubuntu: sudo apt install python3-venv"
  echo "Making an environment in $venv ($("$python" --version))"
  "$python" -m venv "$venv" || fail "the environment in $venv could not be made"
fi

# Where a machine has no cache of pip yet, what is fetched stays with the environment, and only until
# all of it is installed: so a second try goes on, and afterwards nothing lies on the disk twice.
downloads=$(cd "$venv" && pwd)/.downloads
if [ -z "${PIP_CACHE_DIR-}" ] && [ ! -d "$("$venv/bin/python" -m pip cache dir 2>/dev/null)" ]; then
  export PIP_CACHE_DIR="$downloads"
fi

# On Linux, PyTorch of the Python package index brings CUDA (2.7 GB), which no test uses. Its makers'
# own index has a build without. MIEN_TORCH_INDEX names another one; empty, what pip finds is taken.
cpu_torch() {
  index=${MIEN_TORCH_INDEX-https://download.pytorch.org/whl/cpu}
  [ -n "$index" ] && [ "$(uname -s)" = Linux ] || return 0
  "$venv/bin/python" -c 'import importlib.util as u, sys; sys.exit(not u.find_spec("torch"))' && return
  echo "Installing PyTorch for CPUs from $index"
  "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps \
    --timeout 10 --retries 1 --index-url "$index" -c constraints.txt torch 2>/dev/null ||
    echo "mien: it can't be had there; taking the PyTorch that pip finds elsewhere" >&2
}

case ,$extras, in *,train,*) cpu_torch ;; esac
echo "Installing Mien and what it needs ($extras)"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check -c constraints.txt -e ".[$extras]" ||
  fail "the packages could not be installed. Is there a network connection, and room on the disk? Run the command again when there is; what was fetched is kept."
rm -rf "$downloads"
