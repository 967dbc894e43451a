#!/usr/bin/env bash
# A network of two hosts, here both on this machine; each process has its own port and folder.
# examples/two-hosts.sh [FIRST-PORT] runs until Ctrl-C. Of eight ports from 9000 on, real hosts
# would open the first three and the fifth to others, and advertise their own names.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

port=${1:-9000}
[[ $port =~ ^[0-9]{1,5}$ ]] || { echo "Usage: examples/two-hosts.sh [FIRST-PORT]" >&2; exit 2; }
a=ws://localhost b=ws://localhost
jar=jvm-server/target/peerloom.jar
[ -f "$jar" ] || ./run --help >/dev/null # builds it
peerloom="${JAVA_HOME:+$JAVA_HOME/bin/}java -XX:+UseSerialGC -Xmx256m -jar $jar"
data=$(mktemp -d)
trap 'trap - EXIT; kill $(jobs -p) 2>/dev/null; wait; rm -rf "$data"' EXIT
trap exit INT TERM HUP

# The network is its root key. Its owner signs a key for the bridge; no server has the root key itself.
$peerloom network create --out "$data" >/dev/null
$peerloom bridge-key --root "$data/root.json" --out "$data/bridge.json" >/dev/null

# Host A: the network's front door, which is a bootstrap server and a bridge, and a node.
$peerloom bootstrap --port "$port" --bridge "$a:$((port + 1))" --api-port $((port + 6)) &
$peerloom bridge --port $((port + 1)) --key "$data/bridge.json" --advertise "$a:$((port + 1))" \
  --api-port $((port + 7)) \
  --data-dir "$data/bridge" &
$peerloom node --port $((port + 2)) --advertise "$a:$((port + 2))" --bootstrap "$a:$port" \
  --api-port $((port + 3)) --data-dir "$data/node-a" &

# Host B: a node that knows nothing but the front door.
$peerloom node --port $((port + 4)) --advertise "$b:$((port + 4))" --bootstrap "$a:$port" \
  --api-port $((port + 5)) --data-dir "$data/node-b" &

api_a=http://localhost:$((port + 3)) api_b=http://localhost:$((port + 5))
until curl -sfm 1 "$api_a/readyz" && curl -sfm 1 "$api_b/readyz"; do
  [ "$(jobs -rp | wc -l)" = 4 ] || exit 1 # one of them has said why it cannot run
  sleep 0.2
done >/dev/null

$peerloom put greeting 'hello from host A' --readers public --node "$api_a"
greeting=$($peerloom get greeting --node "$api_b")
echo "$greeting" # a whole line, whatever the servers log meanwhile
echo 'Ctrl-C ends the network.'
wait
