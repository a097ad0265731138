#!/usr/bin/env bash
# How long a newcomer waits: clones this repository into an empty folder, starts the playground with its one command, and prints
# the seconds until the page answers and until the first incident has its room.
#
#   bash tests/first-start.sh [--empty-cache]
#
# --empty-cache downloads every package anew, as on a machine that has never built anything.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

folder="$(mktemp -d)"
playground=""
tidy() {
  [ -n "$playground" ] && kill -- "-$playground" 2>/dev/null
  rm -rf "$folder"
}
trap tidy EXIT

git clone --quiet . "$folder/incidentbot"
[ "${1:-}" = "--empty-cache" ] && export NUGET_PACKAGES="$folder/packages"

cd "$folder/incidentbot"
started=$(date +%s%N)
since() { echo "$1 after $(((($(date +%s%N) - started) / 10000000)))" | sed -E 's/([0-9]*)([0-9]{2})$/\1.\2 s/'; }

set -m
dotnet run --project src/IncidentBot.Playground -- --no-browser --port 0 >"$folder/output" 2>&1 &
playground=$!
set +m

address=""
until [ -n "$address" ]; do
  kill -0 "$playground" 2>/dev/null || { cat "$folder/output" >&2; exit 1; }
  address="$(sed -n "s/.*playground:  *\(http[^ ]*\)$/\1/p" "$folder/output")"
  sleep 0.05
done
curl --silent --fail --output /dev/null "$address"
since "The page answered"

curl --silent --fail --output /dev/null --header "Content-Type: application/json" \
  --data '{"channel":"general","command":"/incident","text":"declare critical: API answers with errors"}' "${address}api/people/U0MAYA001/command"
since "The first incident was acknowledged"

# The machine's part of the stream says when everything owed has been delivered.
grep --max-count=1 --quiet --extended-regexp '"proof":\{"owed":([1-9][0-9]*),"delivered":\1,"waiting":0' \
  < <(curl --silent --no-buffer --max-time 30 "${address}api/live?as=U0MAYA001" 2>/dev/null)
since "Its room was complete"
