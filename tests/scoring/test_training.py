"""The making and measuring of a scorecard, on a small corpus."""

import csv
import json
import os.path

import pytest

pytest.importorskip("scipy", reason="training is for developers")

import numpy as np
from scipy.sparse import csr_matrix

from faceaudit.scoring import Scorecard, Words
from faceaudit.scoring.rows import Rows
from faceaudit.scoring.scorecard import DEFAULT
from faceaudit.scoring.table import Table
from faceaudit.taxonomy import ACTIVITIES, UNCLEAR, category_of
from faceaudit.training.__main__ import FIGURES
from faceaudit.training.calibration import Trial, calibrate
from faceaudit.training.corpus import FOLDER, Example, Reading, read_corpus, read_examples
from faceaudit.training.curves import thin_likes
from faceaudit.training.evaluation import FOLDS, HeldOut, assign_folds, calibrate_from, evaluate
from faceaudit.training.figures import Judged, measure
from faceaudit.training.making import choose_rows, lay_labels, list_activities, make_card
from faceaudit.training.network import Network, Settings, find_slopes, softmax
from faceaudit.training.packing import UNCALIBRATED, pack_card
from support import README

TEXTS = {
    "proposal": ["wrote quote", "quote for pumps", "tender written", "offer sent", "quote and tender"],
    "complaint": ["complaint about leak", "angry about damage", "complaint, broken", "damage again", "leak, angry"],
    "excluded": ["lunch", "lunch break", "break", "sick", "sick, at home"],
    "travel": ["driving", "driving home", "drive to Leeds", "driving, jam", "drive home"],
}
SMALL = [
    Example(Words(text), activity, "", "diary", f"writer {at}", 30.0)
    for activity, texts in TEXTS.items()
    for at, text in enumerate(texts * 4)
]


def small_card():
    return make_card(SMALL, settings=Settings(units=32, rounds=60, batch=16, drop_unit=0.0))


def test_the_same_corpus_gives_the_same_bytes():
    assert small_card() == small_card()


def test_a_small_scorecard_learns_its_corpus():
    card = Scorecard(Table(small_card(), "small"))
    right = sum(card.judge(example.words).activity == example.activity for example in SMALL)
    assert right >= len(SMALL) * 0.9


def test_what_other_readers_gave_has_its_share_of_the_label():
    reading = (Reading("billing", 8, "complaint"),)
    doubted = [e._replace(readings=reading) if e.activity == "complaint" else e for e in SMALL]
    settings = Settings(units=32, rounds=60, batch=16, drop_unit=0.0, reader_weight=1.5)
    sure, torn = (
        Scorecard(Table(make_card(examples, settings=settings), "card")).judge(Words("complaint about leak"))
        for examples in (SMALL, doubted)
    )
    assert sure.activity == "complaint"
    assert {torn.activity, torn.runner_up} == {"complaint", "billing"}


def test_a_smaller_file_keeps_what_moves_scores_most():
    small = Settings(units=32, rounds=60, batch=16, drop_unit=0.0)
    sizes = {}
    for kept in (10_000, 60, 0):
        card = Scorecard(Table(make_card(SMALL, settings=small._replace(kept=kept)), f"{kept} rows"))
        right = sum(card.judge(example.words).activity == example.activity for example in SMALL)
        sizes[kept] = (card.table.sizes.rows, right / len(SMALL))
    assert sizes[10_000][0] > sizes[60][0] == 60 > sizes[0][0] == 0
    assert sizes[60][1] >= 0.9 > sizes[0][1]


def test_a_row_is_read_as_it_was_packed():
    chance = np.random.default_rng(5)
    cues = (chance.standard_normal((3, 6)) * [[0.02], [0.3], [9.0]]).astype(np.float32)
    network = Network(cues, np.zeros(6, np.float32), np.zeros((6, 2), np.float32), np.zeros(2, np.float32))
    vocabulary = {"pa b": 0, "pc d": 1, "pe f": 2}
    card = Scorecard(
        Table(pack_card(network, vocabulary, np.arange(3), ["proposal", UNCLEAR], UNCALIBRATED), "three rows")
    )
    rows = Rows(card.table)
    for cue, place in vocabulary.items():
        read = card.units_of([cue])
        assert read == tuple(rows.points.rows[rows.find_cues([cue])[0]])
        # Four bits hold fifteen steps; a scale goes to 255 points, which cuts what is beyond 1,785 of them.
        points = np.clip(cues[place] * 512, -1785, 1785)
        assert np.abs(read - points).max() <= max(1, np.abs(points).max() * 0.4)
        assert np.square(read - points).sum() <= np.square(points).sum() / 50 + 6 * 0.25


def loss(network, entries, labels, categories, category_weight):
    hidden = np.maximum(entries @ network.cues + network.unit_bias, 0)
    chances = softmax(hidden @ network.weights + network.bias)
    by_category = (labels @ categories) * np.log(chances @ categories)
    return float(-((labels * np.log(chances)).sum() + category_weight * by_category.sum()) / len(labels))


def test_the_slopes_are_those_of_the_loss():
    chance = np.random.default_rng(3)
    entries = csr_matrix((chance.random((5, 7)) < 0.6).astype(np.float64))
    network = Network(*(chance.standard_normal(shape) for shape in ((7, 4), (4,), (4, 3), (3,))))
    labels = chance.dirichlet(np.ones(3), 5)
    categories = np.array([[1, 0], [1, 0], [0, 1]], np.float64)
    still = Settings(drop_unit=0.0, push=0.0, category_weight=2.0)
    slopes = find_slopes(network, entries, np.arange(7), labels, categories, still, chance)
    for at, (value, slope) in enumerate(zip(network, slopes, strict=True)):
        for place in np.ndindex(value.shape):
            step = np.zeros_like(value)
            step[place] = 3e-3
            ways = [network._replace(**{Network._fields[at]: value + sign * step}) for sign in (1, -1)]
            up, down = (loss(way, entries, labels, categories, 2.0) for way in ways)
            assert slope[place] == pytest.approx((up - down) / 6e-3, abs=2e-3)


def test_a_push_looks_where_the_loss_is_larger():
    chance = np.random.default_rng(4)
    network = Network(*(chance.standard_normal(shape) for shape in ((7, 4), (4,), (4, 3), (3,))))
    entries = csr_matrix((chance.random((5, 7)) < 0.6).astype(np.float64))
    labels, categories = np.eye(3)[[0, 1, 2, 0, 1]], np.eye(3)
    bias_slopes = [
        find_slopes(network, entries, np.arange(7), labels, categories, Settings(drop_unit=0.0, push=push), chance)[3]
        for push in (0.0, 0.5)
    ]
    assert not np.allclose(*bias_slopes)
    assert np.abs(bias_slopes[1]).sum() > np.abs(bias_slopes[0]).sum()


def test_of_two_cues_the_one_seen_oftener_or_weighing_more_is_kept():
    network = Network(np.array([[1, 0], [0, 3], [1, 1]], np.float32), *(np.zeros(1, np.float32) for _ in range(3)))
    entries = csr_matrix(np.array([[1, 1, 0], [1, 0, 1], [1, 0, 1]], np.float32))
    none, second = np.array([False, False, False]), np.array([False, True, False])
    assert [choose_rows(network, entries, most, none).tolist() for most in (0, 1, 2, 9)] == [[], [1], [1, 2], [0, 1, 2]]
    assert [choose_rows(network, entries, most, second).tolist() for most in (0, 1, 2, 9)] == [[], [2], [0, 2], [0, 2]]


def test_words_that_only_what_is_reworded_has_get_no_row_so_that_they_stay_never_met():
    reworded = [e._replace(words=Words(f"{e.words.text} Angebot"), kind="reworded", like=e.writer) for e in SMALL]
    settings = Settings(units=32, rounds=2, batch=16)
    both, alone = (
        Scorecard(Table(make_card(examples, settings=settings), "card"))
        for examples in ([*SMALL, *reworded], [*SMALL, *(e._replace(kind="diary") for e in reworded)])
    )
    assert [(card.never_met("wangebot"), card.never_met("wquote")) for card in (both, alone)] == [
        (True, False),
        (False, False),
    ]


def test_every_label_of_the_corpus_is_an_activity():
    examples = read_corpus()
    assert {example.activity for example in examples} == set(ACTIVITIES)
    assert {example.alternative for example in examples} <= {*ACTIVITIES, ""}
    readings = {reading for example in examples for reading in example.readings}
    assert {reading.activity for reading in readings} | {reading.rival for reading in readings} <= {*ACTIVITIES, ""}
    assert all(reading.tenths in range(1, 10) if reading.rival else reading.tenths == 10 for reading in readings)
    assert all(reading.activity not in ("", reading.rival) for reading in readings)


def test_readings_are_told_one_by_one(tmp_path):
    head = "id,set,person,minutes,activity_type,text,customer,customer_status,opportunity_stage,activity,alt,activity_b"
    row = "A1,diary,Ann,30,,more of it,,,,upsell,,{}"
    path = tmp_path / "some.csv"
    cells = ["", "proposal", "proposal; upsell 6 renewal"]
    path.write_text("\n".join([head, *map(row.format, cells)]), encoding="utf-8")
    once = (Reading("proposal"),)
    assert [one.readings for one in read_examples(path)] == [(), once, (*once, Reading("upsell", 6, "renewal"))]


def test_what_is_measured_against_is_learned_as_labelled():
    shares = {}
    for source in ("corpus", "diaries"):
        one = SMALL[0]._replace(
            kind="diary", source=source, alternative="", readings=(Reading("billing", 8, "travel"),)
        )
        labels = lay_labels([one], list_activities(), Settings(reader_weight=3, smoothing=0))[0]
        shares[source] = {name: round(float(x), 3) for name, x in zip(list_activities(), labels, strict=True) if x}
    assert shares == {"corpus": {"proposal": 1.0}, "diaries": {"proposal": 0.25, "billing": 0.6, "travel": 0.15}}


def test_a_writer_is_in_one_fold_only():
    examples = read_corpus()
    folds = {}
    for example, fold in zip(examples, assign_folds(examples), strict=True):
        folds.setdefault((example.kind == "diary", example.writer), set()).add(fold)
    assert all(len(found) == 1 for found in folds.values())
    assert set().union(*folds.values()) == set(range(FOLDS))


def test_the_readme_tells_how_far_a_second_reader_agrees():
    first = [example for example in read_corpus() if example.is_of_calibration]
    assert all(example.readings for example in first)
    pairs = [(example, example.readings[-1].activity) for example in first]
    plain = [(example, activity) for example, activity in pairs if UNCLEAR not in (example.activity, activity)]
    figures = measure(
        [Judged(one.kind, one.writer, one.minutes, one.activity, read, open=False, certainty=0) for one, read in plain]
    )
    found = {key: f"{100 * figures[key]:.1f}" for key in ("category_right", "activity_right", "share_error")}
    found["side"] = f"{100 * figures['selling_or_not_right']:.1f}"
    told = " ".join(README.read_text(encoding="utf-8").split())
    assert f"all {len(first):,} entries of whole diaries" in told
    assert f"left {sum(activity == UNCLEAR for _, activity in pairs)} open" in told
    assert (
        f"the labelled category for {found['category_right']} %, the activity for {found['activity_right']} %" in told
    )
    assert f"selling or not for {found['side']} %" in told
    assert f"a person's share was {found['share_error']} points off" in told


def test_the_readme_tells_how_much_was_read_again():
    again = [example for example in read_corpus() if example.readings and not example.is_of_calibration]
    twice = sum(len(example.readings) > 1 for example in again)
    agreed = sum(category_of(one.activity) == category_of(one.readings[0].activity) for one in again)
    told = " ".join(README.read_text(encoding="utf-8").split())
    assert f"{len(again):,} of the later ones were read again" in told
    assert f"{len(again):,} later entries were read again, blind, from the line alone, {twice:,} of them twice" in told
    assert f"The category was that of the label for {100 * agreed / len(again):.0f} %." in told


def test_the_readme_tells_what_is_learned_from():
    examples = read_corpus()
    told = " ".join(README.read_text(encoding="utf-8").split())
    subjects = sum(example.source == "subjects" for example in examples)
    assert f"{len(examples):,} labelled entries of" in told
    assert f"{subjects:,} everyday subjects" in told


def test_no_entry_of_the_corpus_has_the_name_of_another():
    names = [row["id"] for name in os.listdir(FOLDER) if name.endswith(".csv") for row in rows_of(name[:-4])]
    assert len(set(names)) == len(names)


def test_who_writes_in_the_manner_of_another_is_left_out_with_them():
    examples = read_corpus()
    folds = assign_folds(examples)
    fold_of = {e.writer: fold for e, fold in zip(examples, folds, strict=True) if e.is_of_calibration}
    alike = [(e, fold) for e, fold in zip(examples, folds, strict=True) if e.like]
    assert {e.like for e, _ in alike} <= set(fold_of)
    assert {fold for _, fold in alike} == set(range(FOLDS))
    assert all(fold_of[e.like] == fold for e, fold in alike)


def rows_of(name):
    with open(os.path.join(FOLDER, f"{name}.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_is_reworded_has_the_label_and_the_columns_of_its_entry():
    entries = {row["id"]: row for row in rows_of("corpus")}
    kept = ["activity", "alt", "minutes", "activity_type", "customer", "customer_status", "opportunity_stage"]
    reworded = rows_of("rewordings")
    for row in reworded:
        entry = entries[row["id"].rpartition("-")[0]]
        assert [row[name] for name in kept] == [entry[name] for name in kept], row["id"]
        assert (row["like"], row["set"], entry["set"]) == (entry["person"], "reworded", "diary"), row["id"]
        assert row["text"].casefold() != entry["text"].casefold(), row["id"]
    assert len({row["id"] for row in reworded}) == len(reworded)
    told = " ".join(README.read_text(encoding="utf-8").split())
    assert f"The {len(reworded):,} rewordings have the label of their entry." in told


def test_what_is_reworded_is_measured_by_itself_and_calibrates_nothing():
    kinds = [("diary", "corpus"), ("diary", "diaries"), ("reworded", "rewordings")]
    examples = [e._replace(kind=kind, source=source) for kind, source in kinds for e in SMALL]
    card = Scorecard(Table(small_card(), "small"), least_certainty=0)
    found = [HeldOut(example, card.judge(example.words), at % FOLDS) for at, example in enumerate(examples)]
    sets = {name: figures["entries"] for name, figures in evaluate(found).items()}
    assert sets == dict.fromkeys(["diary", "later diary", "reworded"], len(SMALL))
    assert calibrate_from(found) == calibrate_from([item for item in found if item.example.source == "corpus"])


def test_the_more_often_what_is_reworded_is_shown_the_more_it_counts():
    reworded = Example(Words("quote"), "complaint", "", "reworded", "writer 0", 30.0, "rewordings", like="writer 0")
    settings = Settings(units=32, rounds=20, batch=16, drop_unit=0.0)
    points = [
        Scorecard(
            Table(make_card([*SMALL, reworded], settings=settings._replace(reworded_weight=weight)), "card")
        ).points(Words("quote"))["complaint"]
        for weight in (1, 40)
    ]
    assert points[1] > points[0]


def test_a_curve_leaves_out_whole_writers_of_those_in_the_manner_of_others():
    like = [e._replace(writer=f"like {e.writer}", like=e.writer) for e in SMALL]
    reworded = [e._replace(kind="reworded", like=e.writer) for e in SMALL]
    left = {part: thin_likes([*SMALL, *like, *reworded], part) for part in (0, 1, 2, 4)}
    assert all(sum(e.kind == "reworded" for e in kept) == len(reworded) for kept in left.values())
    writers = {
        part: [{e.writer for e in kept if e.writer.startswith("like") == is_like} for is_like in (False, True)]
        for part, kept in left.items()
    }
    everybody = {e.writer for e in SMALL}
    assert all(others == everybody for others, _ in writers.values())
    assert {part: len(kept) for part, (_, kept) in writers.items()} == {0: 0, 1: 20, 2: 10, 4: 5}


def test_certainty_never_falls_as_the_chance_rises():
    trials = [Trial(chance, "selling", (chance * 7919) % 1000 < chance) for chance in range(0, 1001, 3)]
    calibration = calibrate(trials)
    assert len(calibration.certainties) == 1001
    assert calibration.certainties == sorted(calibration.certainties)
    assert 0 <= calibration.certainties[0] <= calibration.certainties[-1] < 1000


def test_what_is_less_sure_than_all_that_was_met_is_as_sure_as_the_least():
    found = calibrate([Trial(chance, "selling", chance % 2 == 0) for chance in range(300, 1001)]).certainties
    assert found[0] == found[300] > 0


def test_each_side_has_the_limit_at_which_enough_is_right():
    trials = [Trial(900, side, True) for side in ("selling", "not selling") for _ in range(90)]
    trials += [Trial(500, "selling", right) for right in [True] * 29 + [False]]
    trials += [Trial(500, "not selling", right) for right in [True] * 29 + [False] * 4]
    calibration = calibrate(trials)
    assert (calibration.selling_limit, calibration.other_limit) == (500, 900)
    assert calibration.limit_of("selling") < calibration.limit_of("excluded")


def test_what_is_always_wrong_is_left_open():
    calibration = calibrate([Trial(chance, "selling", False) for chance in range(1000)])
    assert calibration.selling_limit == 1000


def judged(truth, guess, minutes=60.0, *, open_=False, writer="A"):
    return Judged("diary", writer, minutes, truth, guess, open_, 900)


def test_figures_count_what_they_say():
    figures = measure(
        [
            judged("proposal", "proposal"),
            judged("upsell", "proposal"),
            judged("complaint", "proposal", open_=True),
            judged("unclear", "travel", open_=True),
            judged("excluded", "excluded"),
        ]
    )
    assert figures["entries"] == 5
    assert figures["category_right"] == 0.5
    assert figures["activity_right"] == 0.5
    assert figures["selling_or_not_right"] == 0.75
    assert figures["decided_share_of_time"] == 0.6
    assert figures["decided_right"] == 1.0
    assert figures["unclear_left_open"] == 1.0
    assert figures["share_error"] == round(1 / 3, 4)
    assert figures["range_holds"] == 1.0


@pytest.mark.parametrize(("second", "share"), [("", 0.0), ("travel", 0.0), ("presentation", 1.0), ("unclear", 0.0)])
def test_the_labellers_second_reading_counts_by_its_category(second, share):
    figures = measure([judged("upsell", "proposal")._replace(second=second)])
    assert figures["category_right"] == 0.0
    assert figures["category_right_or_second"] == share


def test_the_shipped_figures_meet_the_bar():
    with open(FIGURES, encoding="utf-8") as file:
        diary = json.load(file)["diary"]
    assert diary["people"] >= 170
    assert diary["category_right"] >= 0.78
    assert diary["decided_right"] >= 0.96


def test_the_shipped_scorecard_knows_the_codebook_and_is_calibrated():
    table = Table.open(DEFAULT)
    assert set(table.activities) == set(ACTIVITIES)
    assert 500 < table.sizes.selling_limit < table.sizes.other_limit < 950
    assert len(table.certainties) == 1001
