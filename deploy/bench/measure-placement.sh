#!/usr/bin/env bash
# Measures placement, one run after the other, and draws the pictures of docs/benchmarks.md.
#
#   deploy/bench/measure-placement.sh RESULTS [INSTANCES]
#
# RESULTS gets one JSON file per run; a run whose file is there is not repeated, so that a series goes on where it was
# stopped. INSTANCES holds directories std-64-s1-d110, std-500-s1-d110 and so on; without it, sites of the same sizes
# are generated. On two quiet cores all of it takes about half an hour; whatever else runs makes times too long, and
# each file tells the load average when its run began.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
[ $# -ge 1 ] || { echo "usage: measure-placement.sh RESULTS [INSTANCES]" >&2; exit 2; }
results="$1"
instances="${2:-}"
mkdir -p "$results"
"$root/gigafleet" build

measure() { # a name and the measurement with its arguments
  local name="$1"
  shift
  [ ! -s "$results/$name.json" ] || { echo "$name: there already"; return 0; }
  echo "$name: bench $*"
  if ! "$root/gigafleet" bench "$@" --json >"$results/$name.unfinished"; then
    echo "measure-placement.sh: '$name' failed; what it printed: $results/$name.unfinished" >&2
    exit 1
  fi
  mv "$results/$name.unfinished" "$results/$name.json"
}

measure_site() { # NAME MIX RACKS PERCENT-ASKED MEASUREMENT ...: on the given instance, else on a generated one
  local name="$1" mix="$2" racks="$3" asked="$4" measurement="$5"
  local directory="$instances/$mix-$racks-s1-d$asked"
  shift 5
  if [ -n "$instances" ] && [ -d "$directory" ]; then
    measure "$name" "$measurement" --instance "$directory" "$@"
  else
    measure "$name" "$measurement" --generate "$racks" --seed 1 --mix "$mix" \
      --demand "$((10#$asked / 100)).$(printf '%02d' $((10#$asked % 100)))" "$@"
  fi
}

# time
for fresh in 1 2 3 4 5; do
  measure_site "full-$fresh" std 7000 097 placement --repeat 10
done
measure growth placement --growth --repeat 5
measure growth-kube placement --growth 500,2000,7000 --repeat 1 --baseline kube,kube-sampled

# quality against the bound
for size in 64 500 1000 7000; do
  for objective in weighted accelerators; do
    measure_site "std-$size-$objective" std "$size" 110 placement --objective "$objective" --repeat 1 --bound
  done
  measure_site "std-$size-online" std "$size" 110 placement --order online --repeat 1 --bound
  measure_site "std-$size-kube" std "$size" 110 placement --repeat 0 --bound --baseline kube,kube-sampled
done
for objective in weighted accelerators; do
  measure_site "hot-7000-$objective" hot 7000 110 placement --objective "$objective" --repeat 1 --bound
done
measure_site hot-7000-kube hot 7000 110 placement --repeat 0 --bound --baseline kube,kube-sampled
for mix in coarse gang quota; do
  measure_site "$mix-7000" "$mix" 7000 110 placement --repeat 1 --bound
done

# others at sizes they can bear
for objective in weighted accelerators; do
  measure_site "std-64-timefold-$objective" std 64 110 placement --objective "$objective" --repeat 0 --bound \
    --baseline timefold --search 60
done
measure_site std-500-timefold std 500 110 placement --repeat 0 --bound --baseline timefold --search 60
for size in 500 1000; do
  measure_site "std-$size-fenzo" std "$size" 110 placement --repeat 0 --bound --baseline fenzo
done

# churn
for watts in most average; do
  measure_site "churn-$watts" std 1000 110 churn --load 0.99 --seeds 9 --watts "$watts"
  measure_site "churn-$watts-kube" std 1000 110 churn --load 0.99 --seeds 9 --watts "$watts" \
    --baseline most_allocated,least_allocated
done

# the kernels, each alone
measure jmh jmh

"$root/gigafleet" bench chart "$results" --out "$root/docs/images"
