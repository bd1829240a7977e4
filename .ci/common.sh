# Sourced by run, test and bench: what they share. Says what it does, installs only when root, builds only what is stale.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
top=$PWD

# need PACKAGE...: Debian packages; a name like pebble:pebble means package:command
need() {
  local missing=() item
  for item in "$@"; do
    command -v "${item#*:}" >/dev/null 2>&1 || missing+=("${item%%:*}")
  done
  [ ${#missing[@]} = 0 ] && return 0
  local line="apt-get install -y --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    echo "Missing Debian packages. Run this once, as root:"
    echo "  apt-get update && $line"
    exit 2
  fi
  echo "Installing Debian packages: ${missing[*]}"
  local log=$top/.lab/apt.log
  mkdir -p "$top/.lab"
  if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive $line; } >"$log" 2>&1 </dev/null; then
    tail -20 "$log"
    echo "apt-get failed; the whole output is in $log"
    exit 2
  fi
  hash -r
}

need_build() { need openjdk-17-jdk-headless:javac maven:mvn; }
need_lab() { need pebble:pebble iproute2:ip; }
# as need, for servers that Debian starts when it installs them, some on port 53: not these
need_servers() (
  policy=/usr/sbin/policy-rc.d
  if [ "$(id -u)" = 0 ] && [ ! -e $policy ]; then
    trap 'rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
  fi
  need "$@"
)
need_resolvers() { need_servers unbound:unbound dnsmasq-base:dnsmasq knot-resolver:kresd pdns-recursor:pdns_recursor bind9:named || exit 1; }
# libc6-dev has no command; its headers show that it is there
need_compiler() { if [ -e /usr/include/stdio.h ]; then need gcc:gcc; else need gcc:gcc libc6-dev:-; fi; }
need_browser() { need chromium:chromium chromium-driver:chromedriver libnss3-tools:certutil; }

# mvn, quiet when all is well
maven() {
  mvn -B -ntp -q "$@"
}

# build: the images and the lab, if a source is newer than the last build
build() {
  local stamp=$top/assembly/target/.built
  if [ -e "$stamp" ] && [ -d assembly/target/lab ] && [ -d itests/lab/target/lib ] &&
    [ -z "$(find pom.xml bundles features runtime assembly itests -newer "$stamp" -type f -not -path '*/target/*' -print -quit)" ]; then
    return 0
  fi
  echo "Building, without tests: ./test runs them (the first time takes some minutes: Maven downloads what it needs) ..."
  # images only, for ./run and ./bench; the tests are run by ./test, which never comes here
  maven -T 2 package -DskipTests || { echo "the build failed"; exit 1; }
  touch "$stamp"
}

# in_lab MODULE CLASS WORDS...: runs a main class of the lab or the benches
in_lab() {
  local module=$1
  shift
  java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$module/target/*:$module/target/lib/*" "$@"
}
