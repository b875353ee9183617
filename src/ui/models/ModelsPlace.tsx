import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Place } from '../shared/Place.tsx';
import { modelsWords } from '../words/models.ts';
import { InHand } from './InHand.tsx';
import { ModelList } from './ModelList.tsx';

/** Keeping networks and taking them up again. */
export function ModelsPlace() {
  const models = useAppState((state) => state.models);
  return (
    <Place title={modelsWords.title} summary={modelsWords.files.hint} actions={<LoadFiles />}>
      <InHand />
      <ModelList models={models} />
    </Place>
  );
}

function LoadFiles() {
  const { upload } = useCommands();
  const input = useRef<HTMLInputElement>(null);
  const take = (picked: HTMLInputElement) => {
    const files = [...(picked.files ?? [])];
    picked.value = '';
    if (files.length) void upload(files);
  };
  return (
    <>
      <input
        ref={input}
        hidden
        multiple
        type="file"
        aria-label={modelsWords.files.input}
        accept=".json,.bin"
        onChange={(event) => take(event.currentTarget)}
      />
      <Button kind="primary" icon={Upload} onPress={() => input.current?.click()}>
        {modelsWords.files.action}
      </Button>
    </>
  );
}
