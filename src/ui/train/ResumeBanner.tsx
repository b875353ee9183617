import { Play, Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
import type { DatasetPhase, ResumableRun } from '../../app/state.ts';
import { isKeptAs, type KeptSummary } from '../../core/dataset/kept-films.ts';
import { isBusy } from '../../core/training/run-state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { formatDate } from '../shared/format.ts';
import { Note } from '../shared/Note.tsx';
import { trainWords } from '../words/train.ts';

const words = trainWords.resume;

/** Offers to go on with a run that was cut off, or to bring back one that was never saved; says which films it needs. */
export function ResumeBanner() {
  const resumable = useAppState((state) => state.resumable);
  const dataset = useAppState((state) => state.dataset);
  const busy = useAppState((state) => isBusy(state.run));
  // A network that was loaded since, or a lost graphics card, took the place of the one that the run ended with.
  const inHand = useAppState(({ run, model }) => run.phase === 'finished' && model.kind === 'trained' && model.id);
  const kept = useAppState((state) => state.kept.list);
  const { resumeRun, discardRun, openKept } = useCommands();
  const [, navigate] = useLocation();
  if (!resumable || busy || inHand === resumable.id) return null;
  const { epochsDone, epochs, datasetName, savedAt } = resumable;
  const isFinished = epochsDone >= epochs;
  const isOpen = 'index' in dataset;
  const { keptId, fits } = filmsFor(resumable, dataset, kept);
  const goOn = async () => {
    navigate('/train');
    if (keptId !== undefined) await openKept(keptId);
    await resumeRun();
  };
  return (
    <Note
      title={isFinished ? words.unsaved(epochs) : words.title(epochsDone, epochs)}
      action={
        <>
          <Button icon={Play} disabled={!fits} onPress={() => void goOn()}>
            {isFinished ? words.bringBack : words.goOn}
          </Button>
          <Button kind="quiet" icon={Trash2} onPress={() => void discardRun()}>
            {words.discard}
          </Button>
        </>
      }
    >
      <p data-testid="resumable" data-value={epochsDone}>
        {words.text(datasetName, formatDate(savedAt))}{' '}
        {!fits && (isOpen ? words.otherFilms(datasetName) : words.dropAgain(datasetName))}
      </p>
    </Note>
  );
}

/** Whether the run's films are in hand or can be had, and from which kept set; by whatever patients: the run's are told again when it goes on. */
function filmsFor(
  { fingerprint, namedFingerprint, datasetSource, settings }: ResumableRun,
  dataset: DatasetPhase,
  kept: readonly KeptSummary[],
): { keptId: string | undefined; fits: boolean } {
  const prints = [fingerprint, namedFingerprint];
  if ('index' in dataset) {
    const { index } = dataset;
    return { keptId: undefined, fits: [index.fingerprint, index.namedFingerprint].some((one) => prints.includes(one)) };
  }
  const sets = kept.filter((set) => prints.includes(set.fingerprint));
  const keptId = (sets.find((set) => isKeptAs(set, settings)) ?? sets[0])?.id;
  return { keptId, fits: datasetSource === 'synthetic' || keptId !== undefined };
}
