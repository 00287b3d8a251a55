#!/bin/sh
cd "$(dirname "$0")" || exit 1
export PYTHONUTF8=1
# A window that was opened by a double click stays until somebody has read it.
leave() {
    if [ -t 0 ]; then printf '[Enter] '; read -r _; fi
    exit "$1"
}
# step: is it installed
if [ ! -x ".venv/bin/python" ]; then
    cat "loi/chua-cai.txt"
    leave 1
fi
# step: open the desk
cat "loi/mo-so.txt"
".venv/bin/python" -P -m dxanalysis lab || leave 1
