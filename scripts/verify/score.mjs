/** The figures of a test, reckoned anew from logits, and held against what the app said. */

/** The app's loss is a mean of float32 figures from another backend. */
const LOSS_TOLERANCE = 1e-4;

/** Accuracy, mean cross-entropy and confusion (one column more where an output beyond the classes was the largest). */
export function score(logits, labels, classes) {
  const confusion = Array.from({ length: classes }, () => new Array(classes + 1).fill(0));
  let loss = 0;
  logits.forEach((row, film) => {
    const label = labels[film];
    const largest = Math.max(...row);
    confusion[label][Math.min(row.indexOf(largest), classes)]++;
    loss += Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0)) + largest - row[label];
  });
  const right = confusion.reduce((sum, row, label) => sum + row[label], 0);
  return { films: labels.length, accuracy: right / labels.length, loss: loss / labels.length, confusion };
}

/** The line that is printed: both sides, and whether they are the same network on the same films. */
export function compare(outside, app) {
  const sameConfusion = outside.confusion.every((row, label) =>
    row.every((count, column) => count === (app.confusion[label]?.[column] ?? 0)),
  );
  const lossDifference = Math.abs(outside.loss - app.loss);
  return {
    films: outside.films,
    accuracy: outside.accuracy,
    accuracyOfTheApp: app.accuracy,
    loss: outside.loss,
    lossOfTheApp: app.loss,
    sameConfusion,
    equal:
      sameConfusion &&
      outside.accuracy === app.accuracy &&
      lossDifference <= LOSS_TOLERANCE * Math.max(1, outside.loss),
  };
}
