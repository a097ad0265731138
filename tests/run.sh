#!/usr/bin/env bash
# The one test command: prepares the machine, builds without a warning, runs the test projects side by side, and ends with the ten slowest tests and the sum.
#
#   bash tests/run.sh [--long] [--filter EXPRESSION]
#
# --long kills the real process some 900 times instead of about a hundred times: at random moments (CRASH_KILLS), one of two
# replicas (REPLICA_KILLS), at each call to Slack before and after its effect (KILL_POINTS), amid a crowd (LOAD_KILLS), amid a
# migration (MIGRATION_KILLS); and tells 100,000 subscribers instead of 1,500 (SUBSCRIBERS). It takes about three quarters of an hour more.
#
# Needs the .NET SDK named by the projects; what else the tests need it installs. With CI=true a needed thing that is
# missing is a failure; at a desk the tests that need it skip themselves and say so.
set -uo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

filter=""
while [ $# -gt 0 ]; do
  case "$1" in
    --filter)
      filter="${2:?--filter needs an expression, for example --filter Name~Reminder}"
      shift 2
      ;;
    --long)
      export CRASH_KILLS=500 REPLICA_KILLS=200 KILL_POINTS=both LOAD_KILLS=20 MIGRATION_KILLS=40 SUBSCRIBERS=100000
      shift
      ;;
    -h | --help)
      sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    *)
      echo "Unknown option $1. There are --long and --filter EXPRESSION." >&2
      exit 2
      ;;
  esac
done

in_ci() { [ "${CI:-}" = "true" ] || [ "${CI:-}" = "1" ]; }

# Ends the run: the reason, then the last line everybody can count on.
give_up() {
  echo "$1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

install_chromium() {
  command -v apt-get >/dev/null || return 1
  echo "Installing chromium for the browser tests ..."
  as_root apt-get update -qq >/dev/null \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
}

prepare_browser() {
  find_chromium >/dev/null && return
  install_chromium && find_chromium >/dev/null && return
  in_ci && give_up "chromium is missing and could not be installed; the browser tests need it."
  echo "chromium is missing and could not be installed: the browser tests will be skipped."
}

find_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null; }

install_postgres() {
  command -v apt-get >/dev/null || return 1
  echo "Installing PostgreSQL for the tests of replicas ..."
  # The tests start a server of their own; the one that the package would start is not wanted.
  as_root mkdir -p /etc/postgresql-common \
    && echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null \
    && as_root apt-get update -qq >/dev/null \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
}

prepare_postgres() {
  find_postgres >/dev/null && return
  install_postgres && find_postgres >/dev/null && return
  in_ci && give_up "PostgreSQL is missing and could not be installed; the tests of replicas need it."
  echo "PostgreSQL is missing and could not be installed: its tests will be skipped."
}

# A security advisory about a package informs and does not fail the build (Directory.Build.props says why).
build() {
  dotnet build IncidentBot.sln -nodeReuse:false -v quiet --nologo \
    -warnaserror "-warnnotaserror:NU1900;NU1901;NU1902;NU1903;NU1904"
}

# Publishes the bot as the image has it, for the tests that start it as a process of its own.
publish() {
  bash tests/publish.sh "$results/image" >"$results/publish.log" 2>&1
}

# Runs the tests of one project; leaves NAME.log, NAME.trx, NAME.code and NAME.seconds.
run_project() {
  local project="$1" name="$2" started=$SECONDS
  local arguments=(test "$project" --no-build --nologo -nodeReuse:false
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results")
  [ -n "$filter" ] && arguments+=(--filter "$filter")
  dotnet "${arguments[@]}" >"$results/$name.log" 2>&1 </dev/null
  local code=$?
  echo $((SECONDS - started)) >"$results/$name.seconds"
  echo "$code" >"$results/$name.code"
}

# Prints "passed failed skipped" of a TRX file.
count() {
  sed -n 's/.*\(<Counters [^>]*>\).*/\1/p' "$1" | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    { print value("passed"), value("failed") + value("error") + value("timeout") + value("aborted"), value("total") - value("executed") }'
}

# Prints "seconds class.test" of each test in a TRX file.
durations() {
  awk -v RS='<' '
    function value(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
    /^UnitTestResult / { split(value("duration"), part, ":"); took[++tests] = part[1] * 3600 + part[2] * 60 + part[3]; test[tests] = value("testName"); id[tests] = value("testId") }
    /^UnitTest / { unit = value("id") }
    /^TestMethod / { class[unit] = value("className") }
    END {
      for (i = 1; i <= tests; i++) {
        name = class[id[i]]
        match(name, /^[^(]*/)
        plain = substr(name, 1, RLENGTH)
        sub(/^.*\./, "", plain)
        line = plain substr(name, RLENGTH + 1) "." test[i]
        gsub(/&quot;/, "\"", line); gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line); gsub(/&amp;/, "\\&", line)
        printf "%.1f %s\n", took[i], line
      }
    }' "$1"
}

passed=0 failed=0 skipped=0

# Prints what a project that has ended has to say, and adds it up.
report() {
  local name="$1" p=0 f=0 s=0 code
  code="$(cat "$results/$name.code")"
  echo
  echo "== $name ($(cat "$results/$name.seconds") s)"
  # What the runner says about itself tells a reader nothing.
  grep -vE "^(Test run for|A total of|Results File|Additionally, path|$)" "$results/$name.log"
  [ -f "$results/$name.trx" ] && read -r p f s < <(count "$results/$name.trx")
  if [ "$code" -ne 0 ] && { [ "${f:-0}" -eq 0 ] || grep -qiE "test run was aborted|test host process (crashed|exited)" "$results/$name.log"; }; then
    echo "$name broke off with code $code: tests of it may not have run." >&2
    f=$((${f:-0} + 1))
  fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
}

command -v dotnet >/dev/null || give_up "dotnet is missing: install the .NET 10 SDK (https://dot.net)."
prepare_browser
prepare_postgres

results="$(mktemp -d)"
running=()
tidy() {
  for process in "${running[@]}"; do kill "$process" 2>/dev/null; done
  rm -rf "$results"
}
trap tidy EXIT

echo "Building ..."
# Few tests of a filtered run start the bot: they take it as it was built.
if [ -z "$filter" ]; then
  publish &
  running+=($!)
fi
build || give_up "The build failed."
if [ -z "$filter" ]; then
  wait "${running[0]}" || { cat "$results/publish.log" >&2; give_up "The bot could not be published."; }
  export INCIDENTBOT_IMAGE="$results/image" INCIDENTBOT_PROGRAM="$results/image/app/IncidentBot.dll"
fi
running=()
echo "Built after $SECONDS s. Testing ..."

# Most of the end-to-end tests' time is waiting, most of the others' is work. Each project is reported when it ends.
waiting=()
for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>true</IsTestProject>' "$project" || continue
  name="$(basename "$project" .csproj)"
  run_project "$project" "$name" &
  running+=($!)
  waiting+=("$name")
done
while [ ${#waiting[@]} -gt 0 ]; do
  wait -n
  # Nothing is left to wait for: what has not said how it ended was killed.
  if [ $? -eq 127 ]; then
    for name in "${waiting[@]}"; do
      [ -f "$results/$name.code" ] || { echo "$SECONDS" >"$results/$name.seconds"; echo 137 >"$results/$name.code"; }
    done
  fi
  unfinished=()
  for name in "${waiting[@]}"; do
    if [ -f "$results/$name.code" ]; then report "$name"; else unfinished+=("$name"); fi
  done
  waiting=("${unfinished[@]}")
done
running=()

echo
if [ $((passed + failed)) -eq 0 ]; then
  echo "No test ran${filter:+ (nothing matches --filter $filter)}." >&2
  failed=1
fi

echo "The slowest tests:"
for trx in "$results"/*.trx; do [ -f "$trx" ] && durations "$trx"; done | sort -rn | head -n 10 | sed -E 's/^([0-9.]+) /\1 s  /; s/^/  /'
echo

summary="$passed passed, $failed failed"
[ "$skipped" -gt 0 ] && summary+=", $skipped skipped"
echo "$summary"
[ "$failed" -eq 0 ]
