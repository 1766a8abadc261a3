"""Run by tools/styles/measure. Each program gets a round to warm up, which is not counted."""

import os
import statistics
import subprocess
import sys
import time

THREADS = "2"
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = THREADS

import numpy
import sklearn
from sklearn.cluster import KMeans

points, dimension, k, iterations, rounds = (
    int(os.environ.get(name, default))
    for name, default in (
        ("POINTS", 100_000), ("DIMENSION", 512), ("K", 100), ("ITERATIONS", 20), ("ROUNDS", 5)))


def vectors():
    """Noise around directions of which there are three times as many as clusters: nothing settles early."""
    random = numpy.random.default_rng(1)
    centres = random.standard_normal((3 * k, dimension), dtype=numpy.float32)
    found = random.standard_normal((points, dimension), dtype=numpy.float32)
    found += 0.5 * centres[random.integers(0, 3 * k, points)]
    return found / numpy.linalg.norm(found, axis=1, keepdims=True)


def theirs(data, seed, init):
    start = time.perf_counter()
    model = KMeans(
        k, init=init, n_init=1, max_iter=iterations, tol=0, algorithm="lloyd", random_state=seed).fit(data)
    seconds = time.perf_counter() - start
    centres = model.cluster_centers_ / numpy.linalg.norm(model.cluster_centers_, axis=1, keepdims=True)
    cosines = numpy.einsum("ij,ij->i", data, centres[model.labels_])
    return seconds, float(1 - cosines.mean()), model.n_iter_


def main(file, *command):
    data = vectors()
    data.astype("<f4").tofile(file)
    ours = subprocess.Popen(
        [*command, file, str(dimension), str(k), str(iterations)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    print(f"{points} x {dimension}, k = {k}, {iterations} iterations, scikit-learn {sklearn.__version__}, "
          f"load {os.getloadavg()[0]:.1f}")
    print("seconds, mean distance, iterations: here | scikit-learn | scikit-learn that draws its seeds blindly")
    times = []
    for seed in range(rounds + 1):
        ours.stdin.write(f"{seed}\n")
        ours.stdin.flush()
        here = ours.stdout.readline().split()
        there = theirs(data, seed, "k-means++")
        blind = theirs(data, seed, "random")
        print("{} {} {} | {:.2f} {:.6f} {} | {:.2f} {:.6f} {}{}".format(
            *here, *there, *blind, "  (not counted)" if seed == 0 else ""), flush=True)
        if seed > 0:
            times.append((float(here[0]), there[0], blind[0]))
    ours.stdin.close()
    for name, column in (("k-means++", 1), ("seeds drawn blindly", 2)):
        ratios = sorted(row[0] / row[column] for row in times)
        print("{:.2f} s here, {:.2f} s with {} there (medians); ratio {:.2f}, of single rounds {:.2f} to {:.2f}".format(
            statistics.median(row[0] for row in times), statistics.median(row[column] for row in times), name,
            statistics.median(ratios), ratios[0], ratios[-1]))


main(*sys.argv[1:])
