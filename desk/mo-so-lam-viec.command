#!/bin/sh
exec sh "$(dirname "$0")/mo-so-lam-viec.sh" "$@"
