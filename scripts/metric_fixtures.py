"""Makes the fixtures that hold this app's statistics to scikit-learn, scipy and statsmodels: src/core/metrics/fixtures/judge.json.

    python3 -m venv .cache/metrics && .cache/metrics/bin/pip install scikit-learn==1.9.1 scipy==1.17.1 statsmodels==0.15.0
    .cache/metrics/bin/python scripts/metric_fixtures.py

Only whoever makes the fixtures anew needs them; the tests read the JSON. Who judges what:
scikit-learn: accuracy, balanced accuracy, recall, precision, F1, MCC, kappa, ROC AUC, average precision, Brier, log loss,
classification report, ROC and precision-recall points, bins of the reliability diagram. statsmodels: Wilson, McNemar,
logistic recalibration with cluster-robust errors. scipy: temperature, p-values. numpy, written here from the definitions
(no package has them): DeLong by all pairs of films, vertical values of curves, net benefit, bootstrap by patient.
Probabilities are whole thousandths, so that both sides read the same doubles. A figure that does not exist is null.
"""

import json
import pathlib
import re
import warnings

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import optimize, special, stats
from sklearn import metrics
from sklearn.calibration import calibration_curve
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")
OUT = pathlib.Path(__file__).resolve().parent.parent / "src" / "core" / "metrics" / "fixtures" / "judge.json"
GRID = [0, 0.1, 0.25, 0.5, 0.8, 1]
RNG = np.random.default_rng(20221)


def compact(value):
    """Numbers with 13 digits; NaN and None become null."""
    if isinstance(value, dict):
        return {k: compact(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [compact(v) for v in value]
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (bool, int, np.integer)):
        return int(value)
    if np.isnan(value):
        return None
    if np.isinf(value):
        return "inf"
    short = float(f"{value:.13g}")
    return int(short) if short == int(short) else short


# --- figures ---


def class_figures(y, answers, score, c):
    """Sensitivity, specificity, PPV, NPV, F1, AUC, average precision of class c against the rest."""
    t, a = (y == c).astype(int), (answers == c).astype(int)
    both = 0 < t.sum() < len(t)
    nan = float("nan")
    ratio = {"zero_division": nan}
    return [
        metrics.recall_score(t, a, **ratio) if t.sum() else nan,
        metrics.recall_score(t, a, pos_label=0, **ratio) if t.sum() < len(t) else nan,
        metrics.precision_score(t, a, **ratio) if both else nan,
        metrics.precision_score(t, a, pos_label=0, **ratio) if both else nan,
        metrics.f1_score(t, a, **ratio) if both else nan,
        metrics.roc_auc_score(t, score) if both else nan,
        metrics.average_precision_score(t, score) if both else nan,
    ]


def all_figures(y, answers, p):
    """In the order of `figureNames`, without the training loss that stands first there."""
    classes = p.shape[1]
    nan = float("nan")
    present = len(set(y))
    labels = list(range(classes))
    brier = (
        metrics.brier_score_loss(y, p[:, 1], pos_label=1, labels=[0, 1])
        if classes == 2
        else metrics.brier_score_loss(y, p, labels=labels)
    )
    overall = [
        metrics.accuracy_score(y, answers),
        metrics.balanced_accuracy_score(y, answers) if present > 1 else nan,
        metrics.matthews_corrcoef(y, answers) if present > 1 and len(set(answers)) > 1 else nan,
        metrics.cohen_kappa_score(y, answers) if present > 1 else nan,
        brier,
        metrics.log_loss(y, y_proba=p, labels=labels),
    ]
    rows = np.array([class_figures(y, answers, p[:, c], c) for c in labels])
    support = np.array([(y == c).sum() for c in labels])
    macro = rows.mean(axis=0)
    weighted = (rows[support > 0] * (support[support > 0] / len(y))[:, None]).sum(axis=0)
    if classes > 2 and present == classes:
        judged = metrics.roc_auc_score(y, p, multi_class="ovr", average="macro", labels=labels)
        assert abs(judged - macro[5]) < 1e-12
        judged = metrics.roc_auc_score(y, p, multi_class="ovr", average="weighted", labels=labels)
        assert abs(judged - weighted[5]) < 1e-12
    return [*overall, *rows.ravel(), *macro, *weighted]


def report(y, answers, classes, digits):
    """Where not one film is right, scikit-learn prints its counts as 6.0; here they are whole, as everywhere else."""
    names = ["NORMAL", "PNEUMONIA", "third class of a long name", "4", "5"][:classes]
    text = metrics.classification_report(
        y, answers, labels=list(range(classes)), target_names=names, digits=digits, zero_division=0
    )
    return re.sub(r"(\d+)\.0\n", r"  \1\n", text)


# --- DeLong, from the definition: every pair of films ---


def placements(t, s):
    x, z = s[t == 1], s[t == 0]
    pairs = (x[:, None] > z[None, :]) + 0.5 * (x[:, None] == z[None, :])
    return pairs.mean(axis=1), pairs.mean(axis=0)


def delong(t, s):
    if not 1 < t.sum() < len(t) - 1:
        return None
    v10, v01 = placements(t, s)
    auc = v10.mean()
    var = v10.var(ddof=1) / len(v10) + v01.var(ddof=1) / len(v01)
    if var <= 1e-20 or auc in (0, 1):
        return None
    spread = stats.norm.ppf(0.975) * np.sqrt(var) / (auc * (1 - auc))
    return [special.expit(special.logit(auc) + sign * spread) for sign in (-1, 1)]


def delong_paired(t, s, r):
    if not 1 < t.sum() < len(t) - 1:
        return None
    (a10, a01), (b10, b01) = placements(t, s), placements(t, r)
    var = (b10 - a10).var(ddof=1) / len(a10) + (b01 - a01).var(ddof=1) / len(a01)
    if var <= 1e-20:
        return None
    z = (b10.mean() - a10.mean()) / np.sqrt(var)
    return [z, 2 * stats.norm.sf(abs(z))]


# --- curves ---


def vertical(t, s):
    """Highest sensitivity on the ROC polygon at each false positive rate; precision where each recall is first reached."""
    fpr, tpr, _ = metrics.roc_curve(t, s, drop_intermediate=False)
    high = []
    for x in GRID:
        k = np.flatnonzero(fpr <= x)[-1]
        slope = (tpr[k + 1] - tpr[k]) / (fpr[k + 1] - fpr[k]) if k + 1 < len(fpr) else 0
        high.append(tpr[k] + slope * (x - fpr[k]))
    precision, recall, _ = metrics.precision_recall_curve(t, s)
    precision, recall = precision[:-1][::-1], recall[:-1][::-1]
    first = [precision[np.flatnonzero(recall >= x - 1e-12)[0]] for x in GRID]
    return {"tpr": high, "precision": first}


def curves(t, s):
    fpr, tpr, roc_at = metrics.roc_curve(t, s, drop_intermediate=False)
    precision, recall, pr_at = metrics.precision_recall_curve(t, s)
    return {"fpr": fpr, "tpr": tpr, "at": roc_at, "precision": precision, "recall": recall, "prAt": pr_at}


def operating_points(t, s):
    fpr, tpr, at = metrics.roc_curve(t, s, drop_intermediate=False)
    fpr, tpr, at = fpr[1:], tpr[1:], at[1:]
    screening = np.flatnonzero(tpr >= 0.95)[0]
    rule_in = np.flatnonzero((1 - fpr >= 0.95) & (tpr > 0))
    youden = tpr - fpr
    best = np.flatnonzero(youden >= youden.max() - 1e-12)[0]
    return [at[screening], at[best] if youden[best] > 1e-12 else None, at[rule_in[-1]] if len(rule_in) else None]


def net_benefit(t, s, prevalence, cuts):
    rows = []
    for cut in cuts:
        sens, spec = (s[t == 1] >= cut).mean(), (s[t == 0] < cut).mean()
        odds = cut / (1 - cut)
        rows.append(
            [sens * prevalence - (1 - spec) * (1 - prevalence) * odds, prevalence - (1 - prevalence) * odds]
        )
    return rows


def at_prevalence(sens, spec, prevalence):
    up = sens * prevalence + (1 - spec) * (1 - prevalence)
    down = spec * (1 - prevalence) + (1 - sens) * prevalence
    return [sens * prevalence / up if up else None, spec * (1 - prevalence) / down if down else None]


# --- calibration ---


def reliability(t, s):
    observed, predicted = calibration_curve(t, s, n_bins=10, strategy="uniform")
    edges = np.linspace(0, 1, 11)
    bins = np.searchsorted(edges[1:-1], s)
    counts = np.bincount(bins, minlength=10)
    error = (counts[counts > 0] / len(t) * abs(observed - predicted)).sum()
    return {"counts": counts, "observed": observed, "predicted": predicted, "error": error}


def recalibration(t, s, groups):
    """Offset model and slope model with cluster-robust errors; a word where the likelihood has no maximum."""
    if t.min() == t.max():
        return "one-class"
    x = special.logit(s)
    high, low = x[t == 1], x[t == 0]
    options = {"cov_type": "cluster", "cov_kwds": {"groups": groups, "use_correction": True}, "tol": 1e-14, "maxiter": 300}
    family = sm.families.Binomial()
    ones = np.ones((len(t), 1))
    intercept = sm.GLM(t, ones, family=family, offset=x).fit(**options)
    result = {"intercept": [intercept.params[0], intercept.bse[0]]}
    if len(set(x)) == 1:
        return {**result, "slope": "no-variation"}
    if low.max() <= high.min() or high.max() <= low.min():
        return {**result, "slope": "separable"}
    both = sm.GLM(t, np.column_stack([ones, x]), family=family).fit(**options)
    return {**result, "slope": [both.params[1], both.bse[1]]}


def temperature(y, p):
    """Minimum of the log loss over 1 / T, from its derivative."""
    z = np.log(p)
    own = z[np.arange(len(y)), y]

    def slope(b):
        q = special.softmax(b * z, axis=1)
        return ((q * z).sum(axis=1) - own).mean()

    if slope(0) >= -1e-13:
        return "no-signal"
    # Where every own logit is the (or a) largest, the loss falls for ever (or levels out).
    if (own >= z.max(axis=1)).all():
        return "separable"
    high = 1.0
    while slope(high) < 0:
        high *= 2
    b = optimize.brentq(slope, 0, high, xtol=1e-15, rtol=1e-15, maxiter=500)
    after = special.softmax(b * z, axis=1)
    return [1 / b, metrics.log_loss(y, y_proba=after, labels=list(range(p.shape[1])))]


# --- cases ---


def draw_labels(n, share):
    y = (RNG.random(n) < share).astype(int)
    if n > 3 and y.min() == y.max():
        y[0] = 1 - y[0]
    return y


def noisy(y, strength, step=1, spread=1.5):
    """Thousandths that follow `y`, on a grid of `step` so that ties happen."""
    s = special.expit(strength * (y - 0.5) + RNG.normal(0, spread, len(y)))
    return np.clip(np.round(s * 1000 / step) * step, 1, 999).astype(int)


def binary_cases():
    cases = []

    def add(name, y, p, threshold=500, q=None):
        y = np.asarray(y)
        q = noisy(y, 2, 10) if q is None else np.asarray(q)
        groups = np.sort(RNG.integers(0, max(1, int(len(y) * 0.7)), len(y)))
        cases.append((name, y, np.asarray(p), q, groups, threshold))

    for i in range(14):
        y = draw_labels(12 + 2 * i, 0.3 + 0.03 * i)
        add(f"random {i}", y, noisy(y, 0.5 + 0.3 * i), 300 + 30 * i)
    for i in range(14):
        y = draw_labels(10 + i, 0.7 - 0.03 * i)
        add(f"ties {i}", y, noisy(y, 0.4 * i, [50, 100, 250, 333][i % 4]), 500)
    y = draw_labels(150, 0.62)
    add("one hundred and fifty", y, noisy(y, 3))
    y = draw_labels(60, 0.06)
    add("rare", y, noisy(y, 2))
    y = draw_labels(20, 0.5)
    add("perfect", y, np.where(y == 1, RNG.integers(600, 999, 20), RNG.integers(1, 400, 20)))
    add("inverted", y, np.where(y == 0, RNG.integers(600, 999, 20), RNG.integers(1, 400, 20)))
    add("touching", [0, 0, 0, 1, 1, 1], [100, 300, 500, 500, 700, 900])
    add("all equal", draw_labels(12, 0.5), [500] * 12)
    add("all equal, below", draw_labels(12, 0.5), [200] * 12)
    add("one class, normal", [0] * 8, noisy(np.zeros(8), 1))
    add("one class, ill", [1] * 8, noisy(np.ones(8), 1))
    add("saturated", [0, 0, 0, 1, 1, 1, 0, 1], [0, 0, 1000, 1000, 1000, 0, 400, 600])
    add("one film", [1], [700])
    add("two films", [0, 1], [300, 700])
    add("two films, wrong", [0, 1], [700, 300])
    add("three films", [0, 1, 1], [300, 300, 700])
    add("four films", [0, 0, 1, 1], [100, 600, 400, 900])
    add("never positive", draw_labels(14, 0.5), noisy(draw_labels(14, 0.5), 1), 1000)
    add("always positive", draw_labels(14, 0.5), noisy(draw_labels(14, 0.5), 1), 0)
    return cases


def binary(case):
    name, y, k, other, groups, threshold = case
    s, r = k / 1000, other / 1000
    p = np.column_stack([(1000 - k) / 1000, s])
    answers = (k >= threshold).astype(int)
    both = y.min() != y.max()
    hits, wrong = (answers == y), ((other >= threshold).astype(int) == y)
    table = [[int((hits & wrong).sum()), int((hits & ~wrong).sum())], [int((~hits & wrong).sum()), int((~hits & ~wrong).sum())]]
    discordant = table[0][1] + table[1][0]
    test = mcnemar(table, exact=discordant < 25, correction=True) if discordant else None
    of_groups = RNG.integers(0, 3, groups.max() + 1)
    weights = of_groups[groups]
    repeat = np.repeat(np.arange(len(y)), weights)
    result = {
        "name": name,
        "y": "".join(map(str, y)),
        "p": k,
        "q": other,
        "c": groups,
        "t": threshold,
        "figures": all_figures(y, answers, p),
        "weights": "".join(map(str, weights)),
        "weighted": all_figures(y[repeat], answers[repeat], p[repeat]) if len(repeat) else None,
        "wilson": proportion_confint(int(hits.sum()), len(y), method="wilson"),
        "mcnemar": [test.statistic, test.pvalue] if test else None,
        "reliability": reliability(y, s),
    }
    if k.min() > 0 and k.max() < 1000:
        result["recalibration"] = recalibration(y, s, groups) if len(y) > 4 else None
        result["temperature"] = temperature(y, p)
    if both:
        sens, spec = (s[y == 1] >= threshold / 1000).mean(), (s[y == 0] < threshold / 1000).mean()
        result |= {
            "delong": delong(y, s),
            "paired": delong_paired(y, s, r),
            "vertical": vertical(y, s),
            "operating": operating_points(y, s),
            "net": net_benefit(y, s, 0.2, [0.05, 0.3, 0.6]),
            "prevalence": at_prevalence(sens, spec, 0.07),
        }
        if len(y) <= 24:
            result["curves"] = curves(y, s)
    if len(y) < 30:
        result["report"] = report(y, answers, 2, 2 + len(y) % 3)
    return result


def multi_cases():
    for i in range(32):
        classes = 3 + (i % 4 == 3) + (i % 8 == 7)
        n = [3, 5, 9, 16, 24, 30][i % 6]
        y = RNG.integers(0, classes, n)
        if i % 5 == 0:
            y[: min(n, classes)] = np.arange(classes)[:n]
        if i == 11:
            y[:] = 1
        strength = 0.5 * (i % 9)
        if i == 12:
            strength = 40
        z = RNG.normal(0, 1, (n, classes))
        z[np.arange(n), y] += strength
        step = 100 if i % 3 == 0 else 1
        k = np.maximum(np.round(special.softmax(z, axis=1) * 1000 / step) * step, 1).astype(int)
        k[:, 0] += 1000 - k.sum(axis=1)
        k = k[(k[:, 0] > 0)]
        y = y[: len(k)]
        answers = k.argmax(axis=1)
        if i % 7 == 4:
            answers[0] = classes
        yield i, classes, y, k, answers


def multi(case):
    i, classes, y, k, answers = case
    p = k / 1000
    return {
        "name": f"{classes} classes {i}",
        "classes": classes,
        "y": "".join(map(str, y)),
        "p": k.ravel(),
        "a": "".join(map(str, answers)),
        "figures": all_figures(y, answers, p),
        "report": report(y, answers, classes, 2 + i % 2),
        "reliability": reliability((k.argmax(axis=1) == y).astype(int), p.max(axis=1)),
        "temperature": temperature(y, p),
    }


# --- bootstrap by patient: each patient drawn with all films, percentiles ---


def bootstrap_case(i, draws=6000):
    sizes = RNG.integers(1, 4, 30 + i)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    ill = draw_labels(len(sizes), 0.55)
    y = ill[groups]
    shift = RNG.normal(0, 1, len(sizes))[groups]
    k = np.clip(np.round(special.expit(2 * (y - 0.5) + shift + RNG.normal(0, 1, len(y))) * 1000), 1, 999).astype(int)
    other = np.clip(np.round(special.expit(2 * (y - 0.5) + shift + RNG.normal(0, 1, len(y))) * 1000), 1, 999).astype(int)
    films = [np.flatnonzero(groups == g) for g in range(len(sizes))]
    rows = []
    for _ in range(draws):
        chosen = np.concatenate([films[g] for g in RNG.integers(0, len(sizes), len(sizes))])
        rows.append([drawn_figures(y[chosen], k[chosen]), drawn_figures(y[chosen], other[chosen])])
    rows = np.array(rows)
    limits = [2.5, 97.5]
    return {
        "y": "".join(map(str, y)),
        "p": k,
        "q": other,
        "c": groups,
        "intervals": np.round(np.percentile(rows[:, 0], limits, axis=0).T, 5),
        "differences": np.round(np.percentile(rows[:, 1] - rows[:, 0], limits, axis=0).T, 5),
    }


def drawn_figures(t, k):
    """Accuracy, sensitivity, specificity, AUC, Brier score at 0.5."""
    s, a = k / 1000, k >= 500
    ranks = stats.rankdata(k)
    m, n = t.sum(), len(t) - t.sum()
    auc = (ranks[t == 1].sum() - m * (m + 1) / 2) / (m * n)
    return [(a == t).mean(), a[t == 1].mean(), (~a[t == 0]).mean(), auc, ((s - t) ** 2).mean()]


# --- tables ---


def mcnemar_rows():
    """Films only the first, only the second got right, p: exact below 25 of them, else chi-squared with correction."""
    for b, c in [(b, c) for b in (0, 1, 5, 12, 20, 60) for c in (1, 4, 12, 13, 24, 40, 300)]:
        yield [b, c, mcnemar([[0, b], [c, 0]], exact=b + c < 25, correction=True).pvalue]


def wilson_rows():
    for n in (1, 2, 7, 20, 428, 624, 10000):
        for k in sorted({0, 1, n // 3, n // 2, n - 1, n}):
            yield [k, n, *proportion_confint(k, n, method="wilson")]


def main():
    fixtures = {
        "by": f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}",
        "grid": GRID,
        "binary": [binary(case) for case in binary_cases()],
        "multi": [multi(case) for case in multi_cases()],
        "mcnemar": list(mcnemar_rows()),
        "wilson": list(wilson_rows()),
        "bootstrap": [bootstrap_case(i) for i in range(30)],
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(compact(fixtures), separators=(",", ":")) + "\n")
    print(OUT, OUT.stat().st_size, "bytes;", len(fixtures["binary"]), "binary,", len(fixtures["multi"]), "multi-class cases")


if __name__ == "__main__":
    main()
