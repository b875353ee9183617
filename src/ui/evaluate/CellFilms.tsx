import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Evaluation } from '../../app/evaluations.ts';
import { decide } from '../../core/metrics/scores.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { FilmDialog } from '../data/explore/FilmDialog.tsx';
import { FilmGrid } from '../data/explore/FilmGrid.tsx';
import { TileLoader } from '../data/explore/tile-loader.ts';
import { Button } from '../shared/Button.tsx';
import { commonWords } from '../words/common.ts';
import { evaluateWords } from '../words/evaluate.ts';
import styles from './ConfusionTable.module.css';

const words = evaluateWords.confusion;

interface CellFilmsProps {
  readonly evaluation: Evaluation;
  readonly threshold: number | null;
  readonly truth: number;
  readonly answer: number;
  readonly answerName: string;
  readonly onClose: () => void;
}

/** The films of one cell of the matrix, those first of which the network is surest. */
export function CellFilms(props: CellFilmsProps) {
  const { evaluation, truth, answerName, onClose } = props;
  const { tiles: fetchTiles } = useCommands();
  const index = useAppState(({ dataset }) => ('index' in dataset ? dataset.index : null));
  const facts = useAppState((state) => state.facts);
  const [place, setPlace] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const films = useMemo(() => (index ? { index, facts, findings: [] } : null), [index, facts]);
  const tiles = useMemo(() => new TileLoader(fetchTiles), [fetchTiles]);
  const { samples, said } = useMemo(() => filmsOf(props), [props]);
  useEffect(() => heading.current?.focus(), []);
  if (!films) return null;
  return (
    <section className={styles.films} aria-labelledby="cell-films" data-testid="cell-films" data-value={samples.length}>
      <header className={styles.head}>
        <h3 id="cell-films" ref={heading} tabIndex={-1}>
          {words.cellTitle(evaluation.outputs.classNames[truth] ?? '', answerName, commonWords.films(samples.length))}
        </h3>
        <Button kind="quiet" icon={X} onPress={onClose}>
          {commonWords.close}
        </Button>
      </header>
      <FilmGrid
        films={films}
        samples={samples}
        tiles={tiles}
        onOpen={setPlace}
        note={(sample) => (said.get(sample) ?? Number.NaN).toFixed(3)}
      />
      {place !== null && (
        <FilmDialog
          films={films}
          samples={samples}
          place={place}
          onMove={setPlace}
          onPatient={() => setPlace(null)}
          onClose={() => setPlace(null)}
        />
      )}
    </section>
  );
}

/** Samples of the cell, and the probability given to the answer (to the truth, where the answer is no class). */
function filmsOf({ evaluation, threshold, truth, answer }: CellFilmsProps) {
  const { scores, outputs } = evaluation;
  const answers = decide(scores, threshold);
  const label = answer < scores.classes ? answer : truth;
  const said = new Map<number, number>();
  outputs.samples.forEach((sample, film) => {
    if (scores.labels[film] !== truth || answers[film] !== answer) return;
    said.set(sample, scores.probabilities[film * scores.classes + label] as number);
  });
  const samples = [...said.keys()].sort((a, b) => (said.get(b) as number) - (said.get(a) as number));
  return { samples, said };
}
