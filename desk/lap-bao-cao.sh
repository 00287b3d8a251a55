#!/bin/sh
folder=""
if [ -n "$1" ]; then folder=$(cd "$1" && pwd) || exit 1; fi
cd "$(dirname "$0")" || exit 1
export PYTHONUTF8=1
# A window that was opened by a double click stays until somebody has read it.
leave() {
    if [ -t 0 ]; then printf '[Enter] '; read -r _; fi
    exit "$1"
}
show() {
    if [ -t 0 ] && [ -f "$1" ]; then open "$1" 2>/dev/null || xdg-open "$1" 2>/dev/null; fi
}
# step: is it installed
if [ ! -x ".venv/bin/python" ]; then
    cat "loi/chua-cai.txt"
    leave 1
fi
# step: make the reports
found=""
wrong=""
if [ -n "$folder" ]; then
    set -- "$folder/"
else
    set -- ./*/
fi
for one in "$@"; do
    if [ -n "$folder" ] || [ -f "${one}province.toml" ]; then
        found=1
        name=$(basename "$one")
        ".venv/bin/python" -P -m dxanalysis report "$one" --out "bao-cao/$name" || wrong=1
        show "bao-cao/$name/index.html"
    fi
done
if [ -z "$found" ]; then
    cat "loi/chua-co-tinh.txt"
    leave 1
fi
# step: say how it went
if [ -n "$wrong" ]; then
    cat "loi/co-loi.txt"
    leave 1
fi
cat "loi/bao-cao-xong.txt"
leave 0
