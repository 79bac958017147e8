#!/usr/bin/env python3
"""From a paid block to three answering instances, over many runs, on a running local network (`./flux up`).

  benchmarks/app-times.py [RUNS] [GATEWAY-IP] [APPS-ADDRESS]      defaults: 20 127.16.0.10 127.0.0.1:8080

A run deploys examples/hello under a fresh name and port and removes it. The clock starts when the gateway's fluxd has the block that
holds the payment and ends when the third node has answered through the gateway. Prints each time, then p50 and p99.
"""
import json, os, subprocess, sys, tempfile, threading, time, urllib.request

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
GATEWAY = sys.argv[2] if len(sys.argv) > 2 else "127.16.0.10"
APPS = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1:8080"
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HOME = os.environ.get("FLUX_HOME", os.path.expanduser("~/.flux-local"))
arrivals = {}


def rpc(method, *params):
    import base64
    cookie = open(f"{HOME}/machines/gateway/fluxd/.cookie").read().strip()
    request = urllib.request.Request(f"http://{GATEWAY}:18124/", json.dumps({"method": method, "params": params, "id": 1}).encode(),
                                     {"Authorization": "Basic " + base64.b64encode(cookie.encode()).decode()})
    return json.load(urllib.request.urlopen(request, timeout=60))["result"]


def note_blocks():
    while True:
        arrivals.setdefault(rpc("getblockcount"), time.monotonic())
        rpc("waitfornewblock", 25000)


def ask(name, wanted, done):
    seen = set()
    while len(seen) < wanted and not done.is_set():
        try:
            request = urllib.request.Request(f"http://{APPS}/", headers={"Host": f"{name}.app.localhost"})
            seen.add(json.load(urllib.request.urlopen(request, timeout=1))["node"])
        except (OSError, ValueError):
            time.sleep(0.01)
    done.at = time.monotonic()


def run(number):
    name, folder = f"bench{int(time.time())}x{number}", tempfile.mkdtemp()
    spec = json.load(open(f"{ROOT}/examples/hello/flux.json"))
    spec["name"], spec["compose"][0]["ports"] = name, [32000 + number]
    json.dump(spec, open(f"{folder}/flux.json", "w"))
    done = threading.Event()
    asking = threading.Thread(target=ask, args=(name, spec["instances"], done))
    asking.start()
    deployed = json.loads(subprocess.run([f"{ROOT}/flux", "app", "deploy", folder, "-o", "json"], check=True, capture_output=True, text=True).stdout)
    asking.join(60)
    payments = json.load(urllib.request.urlopen(f"http://{GATEWAY}:16127/apps/payments/{deployed['hash']}"))["data"]
    subprocess.run([f"{ROOT}/flux", "app", "remove", name, "--yes"], check=True, capture_output=True)
    return done.at - arrivals[payments[0]["height"]]


threading.Thread(target=note_blocks, daemon=True).start()
subprocess.run(["bash", f"{ROOT}/examples/hello/build-image.sh"], check=True, capture_output=True)
times = []
for i in range(RUNS):
    times.append(run(i))
    print(f"{i + 1:3} {times[-1] * 1000:7.0f} ms", flush=True)
times.sort()
print(f"p50 {times[len(times) // 2] * 1000:.0f} ms, p99 {times[min(len(times) - 1, int(len(times) * 0.99))] * 1000:.0f} ms over {len(times)} runs")
