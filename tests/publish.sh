#!/usr/bin/env bash
# Publishes the bot as the image does, without a container engine: copies and runs what the build stage of the Dockerfile copies and runs.
#
#   bash tests/publish.sh FOLDER        the program is FOLDER/app/IncidentBot.dll afterwards
set -euo pipefail

folder="$(realpath -m "${1:?Say which folder to publish to.}")"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# No build server may outlive this, and no setting of the caller's build is the image's.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
source="$folder/source"
mkdir -p "$source" "$folder/app"

# Files go into the target folder, folders become it. What was built before does not come along.
copy() {
  local target="$source/${*: -1}" from
  for from in "${@:1:$#-1}"; do
    mkdir -p "$target"
    if [ -d "$from" ]; then
      tar -C "$from" --exclude=./bin --exclude=./obj -cf - . | tar -C "$target" -xf -
    else
      cp "$from" "$target"
    fi
  done
}

# The first stage, with continued lines joined.
steps="$(sed -e ':join' -e '/\\$/{N;s/\\\n/ /;b join' -e '}' Dockerfile | sed -n '/^FROM .* AS build$/,/^FROM /p')"
ran=0
while read -r instruction arguments; do
  case "$instruction" in
    COPY)
      # shellcheck disable=SC2086
      copy $arguments
      ;;
    RUN)
      case "$arguments" in
        "dotnet "*) ;;
        *) echo "The build stage of the Dockerfile runs \"$arguments\"; this script knows only dotnet." >&2; exit 1 ;;
      esac
      # shellcheck disable=SC2086
      (cd "$source" && ${arguments//\/app/$folder/app} -v quiet </dev/null)
      ran=$((ran + 1))
      ;;
  esac
done <<<"$steps"

[ "$ran" -gt 0 ] && [ -f "$folder/app/IncidentBot.dll" ] || { echo "The build stage of the Dockerfile published no program." >&2; exit 1; }
