# Sourced by bench: ./bench mirrors, as the README of itests/bench has it. What a run saw stays in .lab/mirrors-<time>.
shift
minutes=
real=
resolver=
zone=
server=
roots=
directory=$top/.lab/mirrors-$(date +%Y%m%d-%H%M%S)
report() { in_lab "$1/program" link.box.bench.mirrors.Report "$@"; }
while [ $# -gt 0 ]; do
  [ "$1" = --real ] || [ $# -gt 1 ] || { echo "$1: not known, or something is missing after it" >&2; exit 2; }
  case "$1" in
    --minutes) minutes=$2; shift ;;
    --real) real=real ;;
    --resolver) resolver=$2; shift ;;
    --zone) zone=$2; shift ;;
    --zone-server) server=$2; shift ;;
    --trust) roots=$2; shift ;;
    --report) report "$2"; exit ;;
    *) echo "not known: $1" >&2; exit 2 ;;
  esac
  shift
done
if [ "$resolver" ] && ! { [ "$zone" ] && [ "$server" ]; }; then
  echo "--resolver IP[:PORT] takes --zone NAME and --zone-server ORIGIN, a zone that it can find; and --trust PEM if its CA is your own" >&2
  exit 2
fi
# a run takes long: a build meanwhile must not take its programs away
mkdir -p "$directory/program/target" "$directory/images"
cp -r itests/bench/target/*.jar itests/bench/target/lib "$directory/program/target/"
cp -r assembly/target/lab assembly/target/cloud "$directory/images/"
echo "What is seen is written to $directory; to look at it meanwhile: ./bench mirrors --report $directory"
if [ "$resolver" ]; then
  set -- link.box.bench.mirrors.Provider "$directory/images" "$directory" "${minutes:-15}" "$resolver" "$zone" "$server" $roots
else
  set -- link.box.bench.mirrors.Mirrors "$directory/images" "$directory" "${minutes:-$([ "$real" ] && echo 120 || echo 10)}" $real
fi
in_lab "$directory/program" "$@" >"$directory/log" 2>&1 ||
  { tail -20 "$directory/log"; echo "the run failed; the whole output is in $directory/log" >&2; exit 1; }
if [ "$real" ]; then
  report "$directory" "$([ "$minutes" ] && echo "$directory/kept" || echo "$top/docs/mirrors")"
else
  report "$directory"
fi
