# Starts Sightline with the demo model over an empty directory, until the script that reads this ends.
. .mvn/jdk.sh || exit 1
data=$(mktemp -d)
port=${PORT:-18099}
sightline() {
  "$JAVA_HOME/bin/java" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    -jar target/quarkus-app/quarkus-run.jar "$@" 2>>"$data/errors"
}
SIGHTLINE_DATA=$data/library SIGHTLINE_EMBEDDING_MODEL=demo "$JAVA_HOME/bin/java" -Xmx1536m \
  --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  -jar target/quarkus-app/quarkus-run.jar serve --port "$port" >"$data/log" 2>&1 &
server=$!
trap 'kill $server; wait $server || :; rm -rf "$data"' EXIT
export SIGHTLINE_SERVER="http://localhost:$port"
until curl -sf -o /dev/null "$SIGHTLINE_SERVER/"; do
  kill -0 $server || { cat "$data/log"; exit 1; }
  sleep 1
done
