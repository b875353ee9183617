import { type Evaluation, evaluationOf } from '../../../app/evaluations.ts';
import { isMissing } from '../../../core/metrics/figure.ts';
import { isBusy } from '../../../core/training/run-state.ts';
import { useAppState, useCommands } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { Note } from '../../shared/Note.tsx';
import { curveWords } from '../../words/curves.ts';
import { REASON_WORDS } from '../../words/reasons.ts';

const words = curveWords.point;

/** Says why there are no thresholds from validation, with the button that mends it; nothing where there are. */
export function FitNote({ evaluation }: { readonly evaluation: Evaluation }) {
  const { weights, outputs } = evaluation;
  const evaluations = useAppState((state) => state.evaluations);
  const config = useAppState((state) => state.config);
  const busy = useAppState((state) => isBusy(state.run) || state.model.kind === 'none');
  const { evaluate, setConfig } = useCommands();
  const fit = evaluations.fits[weights];
  if (!fit) {
    return (
      <Note
        action={
          <Button disabled={busy} onPress={() => void evaluate('validation', weights)}>
            {words.judgeValidation}
          </Button>
        }
      >
        <p>{words.noFit}</p>
      </Note>
    );
  }
  if (!isMissing(fit.points.balanced)) return null;
  if (fit.points.balanced.reason !== 'too-few-validation-films') {
    return (
      <Note>
        <p>{REASON_WORDS[fit.points.balanced.reason]}</p>
      </Note>
    );
  }
  const labels = evaluationOf(evaluations, 'validation', weights)?.scores.labels ?? new Uint8Array();
  const counts = outputs.classNames.map((name, label) => `${labels.filter((own) => own === label).length} ${name}`);
  const isTaken = config.validation === 'patients';
  const take = (
    <Button disabled={busy} onPress={() => setConfig({ ...config, validation: 'patients' })}>
      {words.take(config.validationPercent)}
    </Button>
  );
  return (
    <Note tone="warn" action={isTaken ? null : take}>
      <p>{words.tooFew(counts.join(', '))}</p>
      {isTaken && <p>{words.taken}</p>}
    </Note>
  );
}
