"""Runs every benchmark on the dev halves and holds the figures against benchmarks/floors.json.

    python benchmarks/run.py [--data ../shared/data] [--out out] [--write-floors]

Prints a table: figure, floor, bar of the issue. Exits with 1 where a figure is under its floor. Speed is shown and has
no floor: it is the machine's as much as ours. `--write-floors` sets the floors to what was measured, which is a visible
act: say why in the commit.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
#: Another processor rounds int8 sums otherwise; less than this is no fall.
SLACK = 0.2

#: What the issues ask for.
BARS = {
    "parse.ewt.LAS": 88.5,
    "parse.gum.LAS": 88.5,
    "names.uner_ewt.F1": 83.0,
    "attribution.full_relation.F1": 78.0,
    "attribution.strict.F1": 65.0,
    "attribution.exact_source.F1": 85.0,
    "attribution.exact_cue.F1": 77.0,
    "attribution.exact_content.F1": 75.0,
    "times.gum.f1": 70.0,
    "times.gum.interval_recall": 80.0,
    "times.wikiwars.f1": 78.0,
    "quantities.newsquant.f1": 92.0,
    "places.trnews.acc161": 88.0,
    "places.geovirus.acc161": 88.0,
    "places.lgl.acc161": 72.0,
    "places.geowebnews.use": 82.0,
    "links.news_fair.F1": 65.0,
    "coreference.gum.conll": 58.0,
    "armed_conflict.re3d.overlap": 60.0,
    "events.type.F1": 76.0,
    "events.triple.F1": 55.0,
    "events.plv_type_of_matched": 80.0,
    "factuality.all.macro": 68.0,
    "factuality.all.nonfactual_recall": 78.0,
    "factuality.news.accuracy": 93.0,
    "factuality.news.nonfactual_recall": 60.0,
    "factuality.own_held.macro": 80.0,
    "seed.events": 17.0,
    "seed.modality": 15.0,
    "seed.statements": 22.0,
    "seed.posts": 5.0,
    "speed.words_per_second": 5000.0,
    "speed.ratio_to_spacy": 1.0,
}


#: What is read of where, when and how much: its name, its benchmark, its gold, its task and the figures kept.
VALUES = (
    ("times.gum", "dates", "time/gum_dates", "time", ("f1", "interval_recall")),
    ("times.wikiwars", "dates", "time/wikiwars", "time", ("f1",)),
    ("quantities.newsquant", "quantities", "quantity/newsquant", "quantity", ("f1", "value_and_unit_acc")),
    ("places.trnews", "places", "geo/trnews", "geo", ("acc161",)),
    ("places.geovirus", "places", "geo/geovirus", "geo", ("acc161",)),
    ("places.lgl", "places", "geo/lgl", "geo", ("acc161",)),
)
#: Figures where less is better: their floors are ceilings.
CEILINGS = {"events.swapped", "events.false_alarms"}


def run(*command: str | Path) -> str:
    """The standard output of a command; its failure is ours."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def parse(data: Path, out: Path) -> dict[str, float]:
    """LAS, UAS, UPOS and lemmas on EWT and GUM dev."""
    figures = {}
    for bank in ("ewt", "gum"):
        gold = data / f"ud/en/{bank}/dev.conllu.gz"
        found = json.loads(run(HERE / "parse.py", gold, out / f"parse.{bank}.conllu"))
        for name in ("LAS", "UAS", "UPOS", "lemmas"):
            figures[f"parse.{bank}.{name}"] = found[name]
    return figures


def names(data: Path, out: Path) -> dict[str, float]:
    """Exact F1 of PER, ORG and LOC on UNER EWT dev."""
    gold, predicted = data / "ner/uner_ewt.dev.jsonl", out / "names.jsonl"
    run(HERE / "names.py", gold, predicted)
    told = run(data / "score_spans.py", gold, predicted, "--task", "span", "--types", "PER,ORG,LOC", "--json")
    return {"names.uner_ewt.F1": json.loads(told)["exact"]["micro"]["F1"]}


def attribution(data: Path, out: Path) -> dict[str, float]:
    """Full relation, strict and exact pieces on PolNeAR dev."""
    gold, predicted = data / "polnear/dev.jsonl.gz", out / "attribution.jsonl"
    run(HERE / "attribution.py", gold, predicted)
    told = json.loads(run(data / "score_attribution.py", gold, predicted, "--json", "--no-ci"))
    figures = {
        "attribution.full_relation.F1": 100 * told["relations"]["full relation"]["f1"],
        "attribution.strict.F1": 100 * told["relations"]["full relation, strict"]["f1"],
    }
    for role in ("source", "cue", "content"):
        figures[f"attribution.exact_{role}.F1"] = 100 * told["exact pieces"][role]["f1"]
    return {name: round(figure, 2) for name, figure in figures.items()}


def values(data: Path, out: Path) -> dict[str, float]:
    """Times, quantities and places by the span scorer."""
    figures = {}
    for name, script, gold, task, wanted in VALUES:
        path, predicted = data / f"{gold}.dev.jsonl", out / f"{name}.jsonl"
        run(HERE / f"{script}.py", path, predicted)
        told = json.loads(run(data / "score_spans.py", path, predicted, "--task", task, "--json"))["value"]
        for figure in wanted:
            found = told[figure]
            figures[f"{name}.{figure}"] = found["F1"] if isinstance(found, dict) else found
    return figures


def linking(data: Path, out: Path) -> dict[str, float]:
    """Who is meant: links, chains of mentions, armed-conflict reports, and whether a place's name means its people."""
    links, kept, news = out / "links.jsonl", out / "coreference.jsonl", data / "el/news_fair_v2.dev.jsonl"
    run(HERE / "entities.py", news, links)
    link = json.loads(run(data / "score_spans.py", news, links, "--task", "link", "--json"))["value"]
    run(HERE / "coreference.py", data / "coref/gum_coref.dev.jsonl", kept)
    judged = kept.with_suffix(".gold.jsonl")
    chains = ("--task", "coref", "--untyped", "--no-singletons", "--json")
    chained = json.loads(run(data / "score_spans.py", judged, kept, *chains))["coref"]
    conflict = out / "re3d.jsonl"
    run(HERE / "armed_conflict.py", data / "ner/re3d.dev.jsonl", conflict)
    told = json.loads(run(data / "score_spans.py", data / "ner/re3d.dev.jsonl", conflict, "--task", "span", "--json"))
    uses = run(HERE / "places.py", data / "geo/geowebnews.dev.jsonl", out / "geowebnews.jsonl", "--score")
    return {
        "links.news_fair.F1": link["f1"]["F1"],
        "coreference.gum.conll": chained["conll"],
        "armed_conflict.re3d.exact": told["exact"]["micro"]["F1"],
        "armed_conflict.re3d.overlap": told["overlap"]["micro"]["F1"],
        "places.geowebnews.use": float(uses.rpartition("'mean': ")[2].split(",")[0]),
    }


def events(data: Path, out: Path) -> dict[str, float]:
    """Who did what to whom on tier A (PLV and GSR); swapped directions and false alarms on all of it."""
    gold, predicted = data / "events/dev.jsonl", out / "events.jsonl"
    told = run(HERE / "events.py", gold, predicted, "--score").splitlines()
    scorer = data / "score_events.py"
    whole = json.loads(run(scorer, gold, predicted, "--lang", "en", "--json"))
    tier_a = json.loads(run(scorer, gold, predicted, "--lang", "en", "--tier", "A", "--json"))
    figures = {
        "events.type.F1": tier_a["type"]["f1"],
        "events.triple.F1": tier_a["triple"]["f1"],
        "events.swapped": whole["direction_swapped"],
        "events.false_alarms": whole["false_alarm_rate"],
        "events.plv_type_of_matched": float(told[-1].rpartition(" ")[2]),
    }
    return {name: round(100 * figure, 2) for name, figure in figures.items()}


def acts(_data: Path, _out: Path) -> dict[str, float]:
    """Types of acts in ordinary news, on our own sentences that nothing was tuned on."""
    told = run(HERE / "acts.py", HERE / "acts/sentences.txt", "--half", "held").split()
    return {
        "events.own_held.F1": float(told[told.index("F1") + 1]),
        "events.own_held.precision": float(told[told.index("P") + 1]),
    }


def factuality(data: Path, out: Path) -> dict[str, float]:
    """Whether acts took place, by the gold of others and by our own sentences."""
    gold, predicted = data / "factuality/dev.jsonl", out / "factuality.jsonl"
    run(HERE / "factuality.py", gold, predicted)
    scorer = data / "factuality/score_factuality.py"
    whole = json.loads(run(scorer, gold, predicted, "--json"))
    news = json.loads(run(scorer, gold, predicted, "--origin", "unified", "--json"))
    own = run(HERE / "factuality.py", HERE / "statuses/sentences.jsonl", out / "statuses.jsonl", "--statuses", "held")
    macro = next(line.split()[-1] for line in own.splitlines() if line.startswith("macro F1"))
    figures = {
        "factuality.all.macro": whole["macro"],
        "factuality.all.nonfactual_recall": whole["nonfactual_recall"],
        "factuality.news.accuracy": news["acc"],
        "factuality.news.nonfactual_recall": news["nonfactual_recall"],
        "factuality.own_held.macro": float(macro),
    }
    return {name: round(100 * figure, 2) for name, figure in figures.items()}


def seed(data: Path, out: Path) -> dict[str, float]:
    """Statements, events and posts of the seed page."""
    text, predicted = data / "seed/nato-summit-2022-03-24.txt", out / "seed.json"
    run(HERE / "seed.py", text, predicted, "--date", "2022-03-24")
    lines = run(data / "seed/score_seed.py", predicted).splitlines()
    counts = {line.split(":")[0]: float(line.split(":")[1].split()[0]) for line in lines if ":" in line}
    modality = next(line for line in lines if line.startswith("events")).partition("modality ")[2].split(",")[0]
    return {
        "seed.statements": counts["statements"],
        "seed.events": counts["events"],
        "seed.modality": float(modality),
        "seed.disputes": counts["disputes"],
        "seed.posts": counts["posts"],
    }


def speed(data: Path, _out: Path) -> dict[str, float]:
    """Words a second, beside spaCy, and the peak of memory."""
    texts, trees = data / "news/text/wikinews_en_2019_2020.jsonl", data / "ud/en/ewt/train.conllu.gz"
    told = json.loads(run(HERE / "speed.py", texts, "--train", trees))
    return {f"speed.{name}": told[name] for name in ("words_per_second", "ratio_to_spacy", "peak_mb")}


def _is_worse(name: str, figure: float | None, floor: float) -> bool:
    if figure is None:
        return True
    return figure > floor + SLACK if name in CEILINGS else figure < floor - SLACK


def main() -> None:
    """Runs all, prints the table, writes OUT/figures.json."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--write-floors", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    figures: dict[str, float] = {}
    for benchmark in (parse, names, attribution, values, linking, events, acts, factuality, seed, speed):
        figures |= benchmark(options.data, options.out)
    (options.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if options.write_floors:
        kept = {name: figure for name, figure in figures.items() if not name.startswith("speed")}
        FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    print(f"{'figure':34} {'now':>9} {'floor':>9} {'bar':>9}")
    for name, figure in figures.items():
        print(f"{name:34} {figure:9.2f} {floors.get(name, ''):>9} {BARS.get(name, ''):>9}")
    fallen = [name for name, floor in floors.items() if _is_worse(name, figures.get(name), floor)]
    if fallen:
        sys.exit("under the floor: " + ", ".join(fallen))


if __name__ == "__main__":
    main()
