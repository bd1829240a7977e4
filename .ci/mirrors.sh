# Sourced by bench: ./bench mirrors [--minutes N] [--real], or --report DIRECTORY. What a run saw stays in .lab/mirrors-<time>.
shift
minutes=
real=
directory=$top/.lab/mirrors-$(date +%Y%m%d-%H%M%S)
report() { in_lab "$1/program" link.box.bench.mirrors.Report "$@"; }
while [ $# -gt 0 ]; do
  case "$1" in
    --minutes) minutes=${2:?takes a number}; shift ;;
    --real) real=real ;;
    --report) report "${2:?takes the directory of a run}"; exit ;;
    *) echo "not known: $1" >&2; exit 2 ;;
  esac
  shift
done
# a run takes long: a build meanwhile must not take its programs away
mkdir -p "$directory/program/target" "$directory/images"
cp -r itests/bench/target/*.jar itests/bench/target/lib "$directory/program/target/"
cp -r assembly/target/lab assembly/target/cloud "$directory/images/"
echo "What is seen is written to $directory; to look at it meanwhile: ./bench mirrors --report $directory"
in_lab "$directory/program" link.box.bench.mirrors.Mirrors "$directory/images" "$directory" \
  "${minutes:-$([ "$real" ] && echo 120 || echo 10)}" $real >"$directory/log" 2>&1 ||
  { tail -20 "$directory/log"; echo "the run failed; the whole output is in $directory/log" >&2; exit 1; }
if [ "$real" ]; then
  report "$directory" "$([ "$minutes" ] && echo "$directory/kept" || echo "$top/docs/mirrors")"
else
  report "$directory"
fi
