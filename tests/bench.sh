#!/usr/bin/env bash
# Measures the program against the bare limits of this machine, in one run; docs/performance.md says what the figures mean.
#
#   bash tests/bench.sh load          everything, about a quarter of an hour on two cores
#   bash tests/bench.sh commands      or one of: postgres, steady, crowd, pages, start, kill
#   bash tests/bench.sh parts         the parts by themselves; further words go to BenchmarkDotNet, for example --filter '*Decide*'
#
# Leave the machine alone meanwhile. Needs the .NET SDK; for the PostgreSQL part also its server (tests/run.sh installs it).
set -euo pipefail

if [ $# -eq 0 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit 2
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

published="$(mktemp -d)"
trap 'rm -rf "$published"' EXIT

# As the Dockerfile publishes it.
dotnet publish src/IncidentBot --configuration Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true \
  --output "$published" -v quiet --nologo -nodeReuse:false
dotnet build tests/IncidentBot.Benchmarks --configuration Release -v quiet --nologo -nodeReuse:false

INCIDENTBOT_PROGRAM="$published/IncidentBot.dll" dotnet tests/IncidentBot.Benchmarks/bin/Release/net10.0/IncidentBot.Benchmarks.dll "$@"
