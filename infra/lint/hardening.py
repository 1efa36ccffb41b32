"""Checks what no schema asks for: that compose.yaml and the rendered chart keep to the promises of infra/README.md.

usage: hardening.py compose FILE | hardening.py chart FILE [DOORS_DIR]     (DOORS_DIR: the doors' nginx configuration is written there)
"""

import pathlib
import sys

import yaml

failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def check_compose(file):
    services = file["services"]
    expect(len(services) >= 10, "found too few services: is this the whole file?")
    inner = {name for name, network in file["networks"].items() if network and network.get("internal")}
    for name, service in services.items():
        expect(service.get("read_only") is True, f"{name}: the root file system can be written to")
        expect(service.get("cap_drop") == ["ALL"], f"{name}: keeps capabilities")
        expect("no-new-privileges:true" in service.get("security_opt", []), f"{name}: may gain privileges")
        expect("build" in service or ":" in service["image"], f"{name}: an image without a version")
        expect(not service["image"].endswith(":latest"), f"{name}: an image without a version")
        if name in ("nginx", "coturn"):
            addresses = [str(port) for port in service.get("ports", [])]
            expect(addresses, f"{name}: publishes nothing")
            for port in addresses:
                expect(port.count(":") >= 2 and not port.startswith("0.0.0.0"), f"{name}: {port} is bound to every address")
        else:
            expect("ports" not in service, f"{name}: publishes a port")
        if service.get("restart") == "no":
            continue
        if "kuaichu" not in service["image"] and name != "coturn":
            expect("healthcheck" in service, f"{name}: no health check")
        expect(service.get("restart") == "unless-stopped", f"{name}: is not started again")
        limits = service.get("deploy", {}).get("resources", {}).get("limits", {})
        expect({"cpus", "memory"} <= set(limits), f"{name}: no limits")
    for name in ("postgres", "redis", "store"):
        expect(set(services[name]["networks"]) <= inner, f"{name}: stands on a network that leads outside")
    for name, service in services.items():
        for variable, value in (service.get("environment") or {}).items():
            secret = any(word in variable for word in ("PASSWORD", "SECRET", "TOKEN", "ACCESS_KEY"))
            expect(not secret or str(value).startswith("/run/secrets/"), f"{name}: {variable} is a secret in the environment")


def check_chart(documents, doors_dir):
    pods = {}
    for document in documents:
        name = f'{document["kind"]} {document["metadata"]["name"]}'
        expect(document["kind"] != "Secret", f"{name}: the chart makes a Secret")
        if document["kind"] in ("Deployment", "Job"):
            pods[name] = document["spec"]["template"]["spec"]
        if document["kind"] == "ConfigMap" and document["metadata"]["name"].endswith("-doors") and doors_dir:
            write_doors(document["data"], doors_dir)
    expect(len(pods) >= 4, "found too few pods: is this the whole chart?")
    for name, pod in pods.items():
        expect(pod["automountServiceAccountToken"] is False, f"{name}: holds a token of the cluster")
        security = pod["securityContext"]
        expect(security["runAsNonRoot"] is True and security["runAsUser"] > 0, f"{name}: may be root")
        expect(security["seccompProfile"]["type"] == "RuntimeDefault", f"{name}: no seccomp profile")
        for container in pod["containers"]:
            own = container["securityContext"]
            expect(own["readOnlyRootFilesystem"] is True, f"{name}: the root file system can be written to")
            expect(own["allowPrivilegeEscalation"] is False, f"{name}: may gain privileges")
            expect(own["capabilities"] == {"drop": ["ALL"]}, f"{name}: keeps capabilities")
            expect("memory" in container["resources"]["limits"], f"{name}: no bound on memory")
            probes = {"livenessProbe", "readinessProbe"} <= set(container)
            expect(probes or name.startswith("Job"), f"{name}: no probes")


def write_doors(data, folder):
    """With names of this machine, so that `nginx -t` has nothing to resolve."""
    folder = pathlib.Path(folder)
    (folder / "doors").mkdir(parents=True, exist_ok=True)
    for name, text in data.items():
        for host in ("city-http:8080", "store.store:9000"):
            text = text.replace(host, "127.0.0.1:1")
        text = text.replace("/dev/stdout", "/dev/null").replace("/dev/stderr", "/dev/null").replace("/tmp/", f"{folder}/")
        (folder / name if name == "nginx.conf" else folder / "doors" / name).write_text(text)


def main():
    kind, file, *rest = sys.argv[1:]
    documents = [document for document in yaml.safe_load_all(pathlib.Path(file).read_text()) if document]
    if kind == "compose":
        check_compose(documents[0])
    else:
        check_chart(documents, rest[0] if rest else None)
    for failure in failures:
        print(f"{file}: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
