"""Compares how many pictures a second Sightline and a Python program take in, in turn. Called by ./measure, which says
how."""

import statistics
import subprocess
import sys

WARM_UP = 2


class Contender:
    def __init__(self, name, command):
        self.name = name
        self.seconds = []
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
        self.ask("round")
        return float(self.answer())

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
            seconds = contender.round()
            if turn >= 0:
                contender.seconds.append(seconds)
    ours = contenders[0]
    print(f"{count} pictures a round, {rounds} rounds each, in turn")
    print(f"{'':24}{'pictures a second':>20}{'worst':>8}{'best':>8}{'Sightline is faster by':>26}")
    for contender in contenders:
        rates = [count / seconds for seconds in contender.seconds]
        ratios = [theirs / mine for theirs, mine in zip(contender.seconds, ours.seconds)]
        figures = f"{statistics.median(rates):20.1f}{min(rates):8.1f}{max(rates):8.1f}{statistics.median(ratios):26.2f}"
        print(f"{contender.name:24}{figures}")
    print("\nstages of Sightline, milliseconds of one thread, nothing else running of ours:")
    list(ours.stages())
    for stage, millis in ours.stages():
        print(f"{stage:24}{float(millis):20.1f}")


if __name__ == "__main__":
    count, rounds, *paths = sys.argv[1:]
    main(int(count), int(rounds), *paths)
