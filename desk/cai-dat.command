#!/bin/sh
exec sh "$(dirname "$0")/cai-dat.sh" "$@"
