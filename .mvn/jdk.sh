# Read by `mvnw` and `sightline`: leaves JAVA_HOME at a JDK of at least the wanted version, or fails with what to do.
sightline_jdk=25

sightline_is_jdk() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 1
  major=$("$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p' | cut -d. -f1)
  [ "${major:-0}" -ge "$sightline_jdk" ] 2>/dev/null
}

sightline_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && sightline_is_jdk "$JAVA_HOME"; then
    return 0
  fi
  # java -> the JDK it belongs to, through links such as /usr/bin/java
  on_path=$(command -v java 2>/dev/null) && {
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf %s "$on_path")
    set -- "${on_path%/bin/java}"
  }
  for home in "$@" \
    /usr/lib/jvm/*"$sightline_jdk"* "$HOME"/.sdkman/candidates/java/"$sightline_jdk"* "$HOME"/.jdks/*"$sightline_jdk"* \
    /opt/*jdk*"$sightline_jdk"* /Library/Java/JavaVirtualMachines/*"$sightline_jdk"*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*"$sightline_jdk"*/Contents/Home \
    /opt/homebrew/opt/openjdk@"$sightline_jdk"/libexec/openjdk.jdk/Contents/Home; do
    if sightline_is_jdk "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  found=$(command -v java >/dev/null 2>&1 && java -version 2>&1 | head -n 1 || echo "no java at all")
  echo "Sightline needs a JDK $sightline_jdk (with javac); found: $found." >&2
  echo "Install one (Temurin, Zulu, Corretto, ... $sightline_jdk), or set JAVA_HOME to where it is, then run this again." >&2
  return 1
}

sightline_find_jdk
