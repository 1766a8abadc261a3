"""Compares how many pictures a second Sightline and a Python program take in, in turn. Called by ./measure, which says
how."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

WARM_UP = 2
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(process):
    """Of a process and its children, so far."""
    used, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        used[int(stat.parent.name)] = (int(fields[11]) + int(fields[12])) / TICKS
    return sum(seconds for pid, seconds in used.items() if process in (pid, parents[pid]))


class Contender:
    def __init__(self, name, command):
        self.name = name
        self.seconds = []
        self.processor = []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended")
        return line.strip()

    def round(self):
        before = processor_seconds(self.process.pid)
        self.ask("round")
        seconds = float(self.answer())
        return seconds, processor_seconds(self.process.pid) - before

    def stages(self):
        self.ask("stages")
        while line := self.answer():
            yield line.split("\t")


def main(count, rounds, model, pictures, java, python):
    reference = [python, "tools/throughput/reference.py", model, pictures]
    contenders = [
        Contender("Sightline", java.split() + [model, pictures]),
        Contender("Python, all pixels", reference),
        Contender("Python, draft", [*reference, "--draft"]),
    ]
    for turn in range(-WARM_UP, rounds):
        for contender in contenders:
            seconds, processor = contender.round()
            if turn >= 0:
                contender.seconds.append(seconds)
                contender.processor.append(processor)
    ours = contenders[0]
    print(f"{count} pictures a round, {rounds} rounds each, in turn")
    print(f"{'':24}{'pictures a second':>20}{'worst':>8}{'best':>8}{'Sightline is faster by':>26}{'processor ms a picture':>26}")
    for contender in contenders:
        rates = [count / seconds for seconds in contender.seconds]
        ratios = [theirs / mine for theirs, mine in zip(contender.seconds, ours.seconds)]
        figures = f"{statistics.median(rates):20.1f}{min(rates):8.1f}{max(rates):8.1f}{statistics.median(ratios):26.2f}"
        figures += f"{1000 * statistics.median(contender.processor) / count:26.0f}"
        print(f"{contender.name:24}{figures}")
    print("\nstages of Sightline, milliseconds of processor time:")
    list(ours.stages())
    for stage, millis in ours.stages():
        print(f"{stage:24}{float(millis):20.1f}")


if __name__ == "__main__":
    count, rounds, *paths = sys.argv[1:]
    main(int(count), int(rounds), *paths)
