"""Uploads pictures to a program of its own, and downloads them all as one ZIP while it watches the program's memory."""

import io
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
import zipfile

import numpy
from PIL import Image

java, pictures, megabytes, rounds = sys.argv[1], *map(int, sys.argv[2:5])


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


def picture(number):
    """A PNG of about so many megabytes: noise does not compress."""
    side = int((megabytes * 1e6 / 3) ** 0.5)
    pixels = numpy.random.default_rng(number).integers(0, 256, (side, side, 3), numpy.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "png", compress_level=0)
    return file.getvalue()


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} if data else {}
    with urllib.request.urlopen(urllib.request.Request(site + path, data, headers, method=method)) as answer:
        return json.load(answer)


def upload(name, content):
    slot = call("POST", "/api/uploads", {"files": [{"name": name, "size": len(content), "type": "image/png"}]})["uploads"][0]
    boundary = uuid.uuid4().hex
    part = '--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n'
    body = b"".join((part % (boundary, key, "") + value + "\r\n").encode() for key, value in slot["fields"].items())
    body += (part % (boundary, "file", '; filename="file"')).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(
        slot["url"], body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}, method="POST")
    urllib.request.urlopen(request).close()
    return call("POST", f"/api/uploads/{slot['id']}/complete")["image"]


def memory(process):
    """Resident now, and the most so far, in megabytes."""
    lines = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines())
    return tuple(int(lines[name].split()[0]) / 1000 for name in ("VmRSS", "VmHWM"))


def download(images, keep):
    url = call("POST", "/api/downloads", {"images": images})["url"]
    total, start = 0, time.monotonic()
    with urllib.request.urlopen(site + url) as answer, open(keep, "wb") as file:
        while chunk := answer.read(1 << 20):
            total += len(chunk)
            file.write(chunk)
    return total, time.monotonic() - start


with tempfile.TemporaryDirectory(dir="target") as folder:
    port = free_port()
    site = f"http://localhost:{port}"
    # An archive has originals, so nothing needs to be taken in.
    environment = os.environ | {
        "SIGHTLINE_DATA": folder + "/data", "SIGHTLINE_EMBEDDING_MODEL": "demo", "SIGHTLINE_INGEST_ENABLED": "false"}
    process = subprocess.Popen(
        [java, "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-jar",
         "target/quarkus-app/quarkus-run.jar", "serve", "--port", str(port), "--storage-port", str(free_port())],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                call("GET", "/api/status")
                break
            except OSError:
                time.sleep(0.5)
        images = [upload(f"noise {number}.png", picture(number)) for number in range(pictures)]
        pathlib.Path(f"/proc/{process.pid}/clear_refs").write_text("5")  # the most so far begins anew
        before = memory(process)[0]
        for number in range(rounds):
            total, seconds = download(images, folder + "/all.zip")
            print(f"{total / 1e6:.0f} MB in {seconds:.1f} s: {total / 1e6 / seconds:.0f} MB/s, "
                  f"resident {before:.0f} MB before, at most {memory(process)[1]:.0f} MB", flush=True)
        with zipfile.ZipFile(folder + "/all.zip") as zip:
            print(f"zipfile: {len(zip.namelist())} entries, first damaged: {zip.testzip()}")
    finally:
        process.terminate()
        process.wait()
