# Sourced by ./run and ./verify: one clear line when the machine cannot build or run Peerloom.

fail() {
  echo "peerloom: $*" >&2
  exit 1
}

# Sets JAVA to a java of version 17 or newer, JAVA_HOME's first.
require_java() {
  if [ -n "${JAVA_HOME:-}" ]; then JAVA="$JAVA_HOME/bin/java"; else JAVA=java; fi
  command -v "$JAVA" >/dev/null 2>&1 ||
    fail "no Java found${JAVA_HOME:+ in JAVA_HOME ($JAVA_HOME)}; install a JDK 17 or newer (Debian: apt-get install openjdk-17-jdk-headless)"
  local version
  version=$("$JAVA" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \([0-9.]*\).*/\1/p')
  [ "${version%%.*}" -ge 17 ] 2>/dev/null ||
    fail "Java ${version:-of an unknown version} is too old; a JDK 17 or newer is needed"
}

require_build_tools() {
  local compiler
  compiler="$(dirname "$(readlink -f "$(command -v "$JAVA")")")/javac"
  [ -x "$compiler" ] ||
    fail "this Java has no compiler; install a JDK 17 or newer (Debian: apt-get install openjdk-17-jdk-headless)"
  command -v mvn >/dev/null 2>&1 ||
    fail "Maven is missing; install it (Debian: apt-get install maven)"
}
