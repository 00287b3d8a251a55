#!/bin/sh
cd "$(dirname "$0")" || exit 1
export PYTHONUTF8=1
# A window that was opened by a double click stays until somebody has read it.
leave() {
    if [ -t 0 ]; then printf '[Enter] '; read -r _; fi
    exit "$1"
}
cat "loi/bat-dau.txt"
# step: find Python
python=""
for one in python3.13 python3.12 python3.11 python3; do
    if [ -z "$python" ] && "$one" -c "import sys; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; then
        python=$one
    fi
done
if [ -z "$python" ]; then
    cat "loi/can-python.txt"
    leave 1
fi
# step: find the package
package=""
for one in "goi"/dxanalysis-*.whl; do
    if [ -f "$one" ]; then package=$one; fi
done
if [ -z "$package" ]; then
    cat "loi/thieu-goi.txt"
    leave 1
fi
# step: make the environment
if [ ! -x ".venv/bin/python" ]; then "$python" -m venv ".venv"; fi
# step: install
if ! ".venv/bin/python" -P -m pip install --disable-pip-version-check --only-binary=:all: --find-links "goi" -c "constraints.txt" "$package[plan]"; then
    cat "loi/khong-cai-duoc.txt"
    leave 1
fi
# step: try it
if ! ".venv/bin/python" -P -m dxanalysis --help >/dev/null; then
    cat "loi/khong-cai-duoc.txt"
    leave 1
fi
cat "loi/cai-xong.txt"
leave 0
