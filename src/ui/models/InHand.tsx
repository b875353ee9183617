import { Download, Save } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AppState } from '../../app/state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Empty } from '../shared/Empty.tsx';
import field from '../shared/Field.module.css';
import { Field } from '../shared/Field.tsx';
import { formatCount, formatPercent } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { commonWords } from '../words/common.ts';
import { modelsWords } from '../words/models.ts';
import styles from './InHand.module.css';

const words = modelsWords.inHand;
type Model = Exclude<AppState['model'], { kind: 'none' }>;

/** The network in hand, with the ways to keep it. */
export function InHand() {
  const model = useAppState((state) => state.model);
  const [, navigate] = useLocation();
  if (model.kind === 'none') {
    return (
      <Empty sentence={words.none}>
        <Button onPress={() => navigate('/train')}>{commonWords.toTrain}</Button>
      </Empty>
    );
  }
  return (
    <Panel title={words.title}>
      <Facts model={model} />
      <KeepForm />
    </Panel>
  );
}

function Facts({ model }: { readonly model: Model }) {
  const evaluated = useAppState(({ evaluation }) =>
    evaluation.kind === 'done' && evaluation.result.split === 'test' ? evaluation.result.accuracy : null,
  );
  const { classNames, parameters, preprocessing } = model.current;
  const accuracy = evaluated ?? (model.kind === 'loaded' ? (model.record.result?.accuracy ?? null) : null);
  const facts = [
    words.classes(classNames),
    words.input(preprocessing.imageSize, preprocessing.channels),
    ...(accuracy === null ? [] : [words.accuracy(formatPercent(accuracy))]),
  ];
  return (
    <div data-testid="model-in-hand" data-value={model.kind}>
      <p className={styles.name}>{nameOf(model)}</p>
      <p className={styles.facts}>
        <span data-testid="parameters" data-value={parameters}>
          {words.parameters(formatCount(parameters))}
        </span>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
    </div>
  );
}

function nameOf(model: Model): string {
  if (model.kind === 'loaded') return model.record.name;
  return model.kind === 'trained' ? words.trained(commonWords.epochs(model.epochs)) : words.uploaded;
}

function KeepForm() {
  const { save, download } = useCommands();
  const films = useAppState(({ dataset }) => ('index' in dataset ? dataset.index.name : commonWords.name));
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? modelsWords.save.defaultName(films);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) void save(name.trim());
      }}
    >
      <Field label={modelsWords.save.name} hint={modelsWords.save.hint}>
        {({ id, describedBy }) => (
          <input
            id={id}
            className={field.control}
            maxLength={120}
            value={name}
            aria-describedby={describedBy}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className={styles.actions}>
        <Button icon={Save} disabled={!name.trim()} onPress={() => void save(name.trim())}>
          {modelsWords.save.action}
        </Button>
        <Button icon={Download} onPress={() => void download()}>
          {modelsWords.save.download}
        </Button>
        <span className={styles.hint}>{modelsWords.save.downloadHint}</span>
      </div>
    </form>
  );
}
