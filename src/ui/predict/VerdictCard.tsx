import { useCallback, useState } from 'react';
import type { AppState } from '../../app/state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { FilmWithHeat } from '../explain/FilmWithHeat.tsx';
import { HeatOpacity, HeatScale } from '../explain/Heat.tsx';
import { ClassName } from '../shared/ClassName.tsx';
import { classColour } from '../shared/class-colour.ts';
import { formatCount, formatDuration, formatPercent } from '../shared/format.ts';
import { commonWords } from '../words/common.ts';
import { explainWords } from '../words/explain.ts';
import { predictWords } from '../words/predict.ts';
import { useFileMap } from './use-file-map.ts';
import styles from './VerdictCard.module.css';
import { toVerdict, type Verdict } from './verdict.ts';

type Done = Extract<AppState['prediction'], { kind: 'done' }>;
type Model = Exclude<AppState['model'], { kind: 'none' }>;

/** Longest side of the film on screen, px. */
const FILM_SIDE = 960;

/** The film and what the network says of it. */
export function VerdictCard({ file, prediction }: Pick<Done, 'file' | 'prediction'>) {
  const model = useAppState((state) => state.model);
  const temperature = useAppState((state) => state.evaluations.calibrated?.temperature);
  if (model.kind === 'none') return null;
  const verdict = toVerdict(prediction.probabilities, model.current.classNames.length, temperature);
  return (
    <section
      className={styles.card}
      aria-label={predictWords.verdict}
      data-testid="verdict"
      data-value={verdict.label ?? ''}
    >
      <FilmFigure file={file} verdict={verdict} classNames={model.current.classNames} />
      <div className={styles.words}>
        <Answer verdict={verdict} classNames={model.current.classNames} />
        <Probabilities verdict={verdict} classNames={model.current.classNames} />
        <p className={styles.quiet} data-testid="calibrated" data-value={temperature ?? ''}>
          {temperature ? predictWords.calibrated(temperature.toFixed(2)) : predictWords.uncalibrated}
        </p>
        <ModelFacts model={model} />
        <p className={styles.quiet}>{predictWords.seconds(formatDuration(prediction.seconds))}</p>
      </div>
    </section>
  );
}

/** The film under the map of what speaks for the class that it is given. */
function FilmFigure({ file, verdict, classNames }: VerdictProps & { readonly file: File }) {
  const commands = useCommands();
  // By our own decoding, as the network gets it: no colour profile, and formats that no browser shows.
  const load = useCallback(() => commands.picture(file, FILM_SIDE), [commands, file]);
  const target = verdict.label ?? Math.max(0, verdict.shares.indexOf(Math.max(...verdict.shares)));
  const map = useFileMap(file, target);
  const [opacity, setOpacity] = useState(0.5);
  const drawn = typeof map === 'object' ? map : null;
  return (
    <figure className={styles.film}>
      <FilmWithHeat
        load={load}
        label={predictWords.film(file.name)}
        missing={predictWords.noPreview}
        map={map}
        opacity={opacity}
        testId="verdict-film"
      />
      <figcaption>
        <p>{file.name}</p>
        <p>
          {explainWords.title(drawn?.method ?? null)}: {explainWords.toward(classNames[target] ?? '')}
        </p>
        <div className={styles.map}>
          <HeatOpacity value={opacity} onChange={setOpacity} />
          <HeatScale />
        </div>
        {drawn && <p>{explainWords.how(drawn.method, drawn.cell)}</p>}
      </figcaption>
    </figure>
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
