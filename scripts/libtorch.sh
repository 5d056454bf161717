#!/usr/bin/env bash
# Sets up libtorch 2.4.0 for the feature `libtorch`: Linux x86-64, CPU, from wheels on PyPI.
#
#   scripts/libtorch.sh [DIR]     DIR: `libtorch` in the repository by default
#
# Needs bash, python3 with pip, and gcc; downloads 810 MB, keeps 530 MB. The last lines are the
# exports to use: eval "$(scripts/libtorch.sh)". Everything else goes to standard error.
# For CUDA, another system or a libtorch that you have already: docs/engines.md.
set -euo pipefail

version=2.4.0
torch=torch==2.4.0
torch_hash=e743adadd8c8152bb8373543964551a7cb7cc20ba898dc8f9c0cdbe47c283de0
# libtorch_cpu.so of this wheel is linked to these two, though it never calls them on a CPU.
cudart=nvidia-cuda-runtime-cu12==12.1.105
cudart_hash=6e258468ddf5796e25f1dc591a31029fa317d97a0a94ed93468fc86301d61e40
cupti=nvidia-cuda-cupti-cu12==12.1.105
cupti_hash=e54fde3983165c624cb79254ae9818a456eb6e87a7fd4d56a2352c24ee542d7e

say() { printf 'libtorch.sh: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=${1:-$root/libtorch}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)

exports() {
    printf 'export LIBTORCH=%q\n' "$dir"
    printf 'export LIBTORCH_CXX11_ABI=0\n'
    printf 'export LD_LIBRARY_PATH=%q${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}\n' "$dir/lib"
}

# build-version is written last: with it, all the rest is there.
if [[ -e $dir/build-version ]]; then
    found=$(<"$dir/build-version")
    [[ $found == "$version" ]] || fail "$dir holds libtorch $found, expected $version: name another directory"
    say "libtorch $version is in $dir already"
    exports
    exit
fi
if [[ -n $(ls -A "$dir") ]] && [[ ! -e $dir/.unfinished ]]; then
    fail "$dir is neither empty nor a libtorch with a build-version: name another directory"
fi

[[ $(uname -sm) == "Linux x86_64" ]] || fail "this set-up is for Linux x86-64 only: see docs/engines.md"
for tool in python3 gcc; do
    command -v "$tool" >/dev/null || fail "needs $tool"
done
python3 -m pip --version >/dev/null 2>&1 || fail "needs pip (python3 -m pip)"

touch "$dir/.unfinished"
work=$(mktemp -d "$dir/.wheels.XXXXXX")
trap 'rm -rf "$work"' EXIT

say "downloading (810 MB)"
cat >"$work/requirements.txt" <<END
$torch --hash=sha256:$torch_hash
$cudart --hash=sha256:$cudart_hash
$cupti --hash=sha256:$cupti_hash
END
# The wheels are only unpacked, so they need not be for the Python that runs this.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --implementation cp --python-version 3.11 --platform manylinux1_x86_64 --require-hashes \
    --requirement "$work/requirements.txt" --dest "$work" >&2

say "unpacking"
python3 - "$work" "$dir" <<'END'
import pathlib, shutil, sys, zipfile

work, target = map(pathlib.Path, sys.argv[1:])
# Wheel, then what to take from it (a folder or a file) and where to put it.
TAKE = [
    ("torch-*", "torch/include/", "include"),
    ("torch-*", "torch/lib/libtorch_cpu.so", "lib"),
    ("torch-*", "torch/lib/libc10.so", "lib"),
    ("torch-*", "torch/lib/libgomp-a34b3233.so.1", "lib"),
    ("torch-*", "torch/version.py", "."),
    ("nvidia_cuda_runtime_*", "nvidia/cuda_runtime/lib/libcudart.so.12", "lib"),
    ("nvidia_cuda_cupti_*", "nvidia/cuda_cupti/lib/libcupti.so.12", "lib"),
]
for wheel, source, place in TAKE:
    (path,) = work.glob(wheel + ".whl")
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if (n.startswith(source) if source.endswith("/") else n == source)]
        if not names:
            sys.exit(f"libtorch.sh: {path.name} has no {source}")
        for name in names:
            if name.endswith("/"):
                continue
            inner = name[len(source):] if source.endswith("/") else name.rsplit("/", 1)[-1]
            out = target / place / inner
            out.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as data, out.open("wb") as file:
                shutil.copyfileobj(data, file, 1 << 20)
END

found=$(sed -n "s/^__version__ = '\([0-9.]*\).*/\1/p" "$dir/version.py")
[[ $found == "$version" ]] || fail "the wheel holds torch $found, expected $version"
rm "$dir/version.py"

# The wheel's own libtorch.so wants all of CUDA; this one stands for the CPU part alone.
gcc -shared -o "$dir/lib/libtorch.so" -Wl,-soname,libtorch.so -Wl,--no-as-needed \
    -L"$dir/lib" -ltorch_cpu -lc10 -Wl,-rpath,'$ORIGIN' -Wl,--allow-shlib-undefined -x c /dev/null

# It is better to report here that a library does not load than to let a program fail to start.
LD_LIBRARY_PATH="$dir/lib" python3 -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$dir/lib/libtorch.so" ||
    fail "libtorch does not load"

echo "$version" >"$dir/build-version"
rm -f "$dir/.unfinished"
say "libtorch $version is in $dir"
exports
