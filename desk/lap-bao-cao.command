#!/bin/sh
exec sh "$(dirname "$0")/lap-bao-cao.sh" "$@"
