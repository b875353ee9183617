import { ClassName } from '../../shared/ClassName.tsx';
import { formatCount, formatFigure, formatPercent } from '../../shared/format.ts';
import { errorsWords } from '../../words/errors.ts';
import styles from './ErrorGallery.module.css';
import type { RankedProps } from './gallery-props.ts';
import { useFilmName } from './use-film-name.ts';

const words = errorsWords.facts;

interface FilmFactsProps extends Pick<RankedProps, 'films'> {
  readonly place: number;
}

/** What is known of one film and of the network's answer. */
export function FilmFactsList({ films, place }: FilmFactsProps) {
  const { outputs, scores } = films.evaluation;
  const { classNames } = outputs;
  const name = useFilmName(outputs.samples[place] as number);
  const truth = scores.labels[place] as number;
  const answer = films.answers[place] as number;
  const row = scores.probabilities.subarray(place * scores.classes, (place + 1) * scores.classes);
  const siblings = scores.clusters.filter((patient) => patient === scores.clusters[place]).length;
  return (
    <dl className={styles.facts}>
      <dt>{words.file}</dt>
      <dd className={styles.name}>{name}</dd>
      <dt>{words.truth}</dt>
      <dd>
        <ClassName label={truth} name={classNames[truth] ?? ''} />
      </dd>
      <dt>{words.answer}</dt>
      <dd data-testid="error-answer" data-value={answer}>
        {answer < classNames.length ? (
          <ClassName label={answer} name={classNames[answer] ?? ''} />
        ) : (
          errorsWords.noClass
        )}
      </dd>
      {classNames.map((className, label) => (
        <Probability key={className} name={className} value={row[label] as number} />
      ))}
      <dt>{words.loss}</dt>
      <dd data-testid="error-loss" data-value={scores.losses[place]}>
        {formatFigure(scores.losses[place] as number)}
      </dd>
      <dt>{words.patient}</dt>
      <dd>{formatCount(siblings)}</dd>
    </dl>
  );
}

function Probability({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <>
      <dt>{words.probability(name)}</dt>
      <dd>{formatPercent(value)}</dd>
    </>
  );
}
