import { SPLITS } from '../../core/dataset/types.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Note } from '../shared/Note.tsx';
import { dataWords } from '../words/data.ts';
import { isValidationSmall, type SplitFacts } from './index-facts.ts';

const words = dataWords.validation;

/** Says when the validation folder is too small to compare epochs by, with the button that mends it. */
export function ValidationHint({ facts }: { readonly facts: readonly SplitFacts[] }) {
  const config = useAppState((state) => state.config);
  const { setConfig } = useCommands();
  if (!isValidationSmall(facts) || config.validation === 'none') return null;
  const percent = config.validationPercent;
  if (config.validation === 'patients') {
    return (
      <Note action={<Button onPress={() => setConfig({ ...config, validation: 'folder' })}>{words.undo}</Button>}>
        <p>{words.taken(percent)}</p>
      </Note>
    );
  }
  const films = facts[SPLITS.indexOf('validation')]?.total ?? 0;
  return (
    <Note
      tone="warn"
      action={<Button onPress={() => setConfig({ ...config, validation: 'patients' })}>{words.take(percent)}</Button>}
    >
      <p>
        {films ? words.few(films, Number((100 / films).toPrecision(3)).toString()) : words.none} {words.why(percent)}
      </p>
    </Note>
  );
}
