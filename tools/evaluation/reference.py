"""Makes the cases that MeasuresTest compares with: rankings, grades and what trec_eval says of them.

    pip install pytrec-eval-terrier
    python tools/evaluation/reference.py > src/test/resources/evaluation/reference.json
"""

import json
import random

import pytrec_eval

MEASURES = {"recall.1,5,10", "ndcg_cut.10", "recip_rank", "map"}
KEYS = ["recall_1", "recall_5", "recall_10", "ndcg_cut_10", "recip_rank", "map"]


def case(numbers):
    pool = [f"d{i}" for i in range(numbers.choice([3, 12, 40, 200]))]
    judged = numbers.sample(pool, numbers.randint(1, len(pool)))
    grades = {name: numbers.choice([0, 0, 1, 1, 2, 3]) for name in judged}
    grades[judged[0]] = max(1, grades[judged[0]])
    ranking = numbers.sample(pool, numbers.randint(1, len(pool)))
    return ranking, grades


def measured(ranking, grades):
    run = {name: float(len(ranking) - place) for place, name in enumerate(ranking)}
    found = pytrec_eval.RelevanceEvaluator({"q": grades}, MEASURES).evaluate({"q": run})["q"]
    return [found[key] for key in KEYS]


numbers = random.Random(6)
cases = []
for _ in range(60):
    ranking, grades = case(numbers)
    cases.append({"ranking": ranking, "grades": grades, "measures": measured(ranking, grades)})
print(json.dumps(cases, separators=(",", ":")))
