import { useCallback } from 'react';
import type { AppState } from '../../app/state.ts';
import { useAppState } from '../AppContext.tsx';
import { ClassName } from '../shared/ClassName.tsx';
import { classColour } from '../shared/class-colour.ts';
import { FilmCanvas } from '../shared/FilmCanvas.tsx';
import { formatCount, formatDuration, formatPercent } from '../shared/format.ts';
import { commonWords } from '../words/common.ts';
import { predictWords } from '../words/predict.ts';
import styles from './VerdictCard.module.css';
import { toVerdict, type Verdict } from './verdict.ts';

type Done = Extract<AppState['prediction'], { kind: 'done' }>;
type Model = Exclude<AppState['model'], { kind: 'none' }>;

/** Height of the film on screen, px. */
const FILM_HEIGHT = 720;

/** The film and what the network says of it. */
export function VerdictCard({ file, prediction }: Pick<Done, 'file' | 'prediction'>) {
  const model = useAppState((state) => state.model);
  const load = useCallback(
    // As the network sees it: without the colour profile that some films carry.
    () => createImageBitmap(file, { colorSpaceConversion: 'none', resizeHeight: FILM_HEIGHT }).catch(() => null),
    [file],
  );
  if (model.kind === 'none') return null;
  const verdict = toVerdict(prediction.probabilities, model.current.classNames.length);
  return (
    <section
      className={styles.card}
      aria-label={predictWords.verdict}
      data-testid="verdict"
      data-value={verdict.label ?? ''}
    >
      <figure className={styles.film}>
        <FilmCanvas load={load} label={predictWords.film(file.name)} missing={predictWords.noPreview} fit="natural" />
        <figcaption>{file.name}</figcaption>
      </figure>
      <div className={styles.words}>
        <Answer verdict={verdict} classNames={model.current.classNames} />
        <Probabilities verdict={verdict} classNames={model.current.classNames} />
        <ModelFacts model={model} />
        <p className={styles.quiet}>{predictWords.seconds(formatDuration(prediction.seconds))}</p>
      </div>
    </section>
  );
}

interface VerdictProps {
  readonly verdict: Verdict;
  readonly classNames: readonly string[];
}

function Answer({ verdict, classNames }: VerdictProps) {
  const { label, shares, isClose } = verdict;
  if (label === null) {
    return (
      <div>
        <h2 className={styles.class}>{predictWords.noClass}</h2>
        <p className={styles.quiet}>{predictWords.noClassHint}</p>
      </div>
    );
  }
  return (
    <div>
      <h2 className={styles.class}>{classNames[label]}</h2>
      <p className={styles.share}>{predictWords.share(formatPercent(shares[label] ?? Number.NaN))}</p>
      {isClose && <p className={styles.close}>{predictWords.uncertain}</p>}
    </div>
  );
}

function Probabilities({ verdict, classNames }: VerdictProps) {
  return (
    <div>
      <h3 className={styles.heading}>{predictWords.probabilities}</h3>
      <ul className={styles.bars}>
        {classNames.map((name, label) => {
          const share = verdict.shares[label] ?? Number.NaN;
          return (
            <li key={name}>
              <ClassName label={label} name={name} />
              <span data-testid={`probability-${name}`} data-value={share}>
                {formatPercent(share)}
              </span>
              <span className={styles.track}>
                <span style={{ inlineSize: `${share * 100}%`, background: classColour(label) }} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function ModelFacts({ model }: { readonly model: Model }) {
  const { parameters, preprocessing } = model.current;
  return (
    <div>
      <h3 className={styles.heading}>{predictWords.model}</h3>
      <p>{originOf(model)}</p>
      <p className={styles.quiet}>
        {predictWords.parameters(formatCount(parameters))},{' '}
        {predictWords.inputSize(preprocessing.imageSize, preprocessing.channels)}
      </p>
    </div>
  );
}

function originOf(model: Model): string {
  if (model.kind === 'loaded') return model.record.name;
  return model.kind === 'trained' ? predictWords.trainedHere(commonWords.epochs(model.epochs)) : predictWords.uploaded;
}
