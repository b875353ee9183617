/** The paper's printed test result: 578 of the 624 official test films. */
const PAPER_TEST = { correct: 578, films: 624 } as const;

/** The paper's test accuracy, 0.92628. */
export const PAPER_ACCURACY = PAPER_TEST.correct / PAPER_TEST.films;

/** Whether the classes are those of the paper's films, so that its figures may stand beside ours; never for synthetic ones. */
export function isPaperDataset(classNames: readonly string[], source: string): boolean {
  const names = classNames.map((name) => name.toUpperCase()).sort();
  return source !== 'synthetic' && names.length === 2 && names[0] === 'NORMAL' && names[1] === 'PNEUMONIA';
}
