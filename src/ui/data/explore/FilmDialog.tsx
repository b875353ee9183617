import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { PATHOGENS, SPLITS } from '../../../core/dataset/types.ts';
import { useCommands } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { ClassName } from '../../shared/ClassName.tsx';
import { FilmCanvas } from '../../shared/FilmCanvas.tsx';
import { formatBytes, formatCount } from '../../shared/format.ts';
import { SPLIT_WORDS } from '../../words/common.ts';
import { exploreWords } from '../../words/explore.ts';
import { type KnownFilms, nameOf } from './choose-films.ts';
import styles from './FilmDialog.module.css';

const words = exploreWords.film;

/** Longest side of the picture that is asked for, pixels. */
const FULL_SIZE = 1400;

interface FilmDialogProps {
  readonly films: KnownFilms;
  readonly samples: readonly number[];
  /** Which of `samples` is shown. */
  readonly place: number;
  readonly onMove: (place: number) => void;
  readonly onPatient: (patient: number) => void;
  readonly onClose: () => void;
}

/** One film at full size from its file, with what is known of it; arrows go to its neighbours. */
export function FilmDialog({ films, samples, place, onMove, onPatient, onClose }: FilmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { thumbnail } = useCommands();
  const sample = samples[place] ?? 0;
  const [decoded, setDecoded] = useState<string | null>(null);
  const load = useCallback(async () => {
    const bitmap = await thumbnail(sample, FULL_SIZE);
    setDecoded(bitmap && isSmaller(bitmap, films, sample) ? words.decodedOnly(bitmap.width, bitmap.height) : null);
    return bitmap;
  }, [thumbnail, films, sample]);
  useEffect(() => dialog.current?.showModal(), []);
  const step = (by: number) => {
    if (samples[place + by] !== undefined) onMove(place + by);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  };
  const name = nameOf(films.index, sample);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 id={id}>{name}</h2>
        <Button kind="quiet" icon={X} onPress={() => dialog.current?.close()}>
          {words.close}
        </Button>
      </header>
      <div className={styles.body}>
        <div className={styles.film}>
          <FilmCanvas key={sample} load={load} label={name} missing={words.gone} fit="natural" />
          {decoded && (
            <p className={styles.note} role="status">
              {decoded}
            </p>
          )}
        </div>
        <Facts films={films} sample={sample} onPatient={onPatient} />
      </div>
      <footer className={styles.foot}>
        <Button icon={ChevronLeft} disabled={place === 0} onPress={() => step(-1)}>
          {words.previous}
        </Button>
        <span>{words.place(place + 1, samples.length)}</span>
        <Button icon={ChevronRight} disabled={place >= samples.length - 1} onPress={() => step(1)}>
          {words.next}
        </Button>
      </footer>
    </dialog>
  );
}

/** Whether the picture has fewer pixels than its file would give: then it is the decoded one. */
function isSmaller(bitmap: ImageBitmap, { facts }: KnownFilms, sample: number): boolean {
  const side = Math.max(facts?.width[sample] ?? 0, facts?.height[sample] ?? 0);
  return Math.max(bitmap.width, bitmap.height) < Math.min(FULL_SIZE, side);
}

function Facts({
  films,
  sample,
  onPatient,
}: Pick<FilmDialogProps, 'films' | 'onPatient'> & { readonly sample: number }) {
  const { index, facts } = films;
  const patient = index.patients[sample] as number;
  const siblings = index.patients.reduce((count, other) => count + (other === patient ? 1 : 0), 0);
  const label = index.labels[sample] as number;
  const pathogen = PATHOGENS[index.pathogens[sample] as number] ?? 'unknown';
  return (
    <dl className={styles.facts}>
      <Fact term={words.class}>
        <ClassName label={label} name={index.classNames[label] ?? ''} />
      </Fact>
      <Fact term={words.split}>{SPLIT_WORDS[SPLITS[index.splits[sample] as number] ?? 'train']}</Fact>
      {pathogen !== 'unknown' && <Fact term={words.pathogen}>{words.pathogens[pathogen]}</Fact>}
      {facts && (facts.width[sample] as number) > 0 && (
        <>
          <Fact term={words.size}>{words.pixels(facts.width[sample] as number, facts.height[sample] as number)}</Fact>
          <Fact term={words.brightness}>{words.grey(Math.round(facts.mean[sample] as number))}</Fact>
        </>
      )}
      <Fact term={words.bytes}>{formatBytes(index.sizes[sample] as number)}</Fact>
      <Fact term={words.patient}>
        {words.siblings(siblings)}
        {siblings > 1 && (
          <Button kind="quiet" onPress={() => onPatient(patient)}>
            {words.showPatient(formatCount(siblings))}
          </Button>
        )}
      </Fact>
      <Fact term={words.path}>
        <span className={styles.path}>{index.paths[sample]}</span>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
