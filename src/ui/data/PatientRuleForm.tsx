import { FileSpreadsheet } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { AppError } from '../../core/base/errors.ts';
import type { PatientReading, PatientWish } from '../../core/dataset/patient-reading.ts';
import type { DatasetIndex, PatientRule } from '../../core/dataset/types.ts';
import { isBusy } from '../../core/training/run-state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import fieldStyles from '../shared/Field.module.css';
import { Field } from '../shared/Field.tsx';
import { Segmented } from '../shared/Segmented.tsx';
import { patientWords as words } from '../words/patients.ts';
import styles from './PatientsPanel.module.css';

type Kind = PatientRule['kind'];

/** A pause in typing after which the names are read, ms. */
const SETTLE_MS = 350;

/** The choice of how patients are told, with what it would make of these films before it is taken. */
export function PatientRuleForm({ index }: { readonly index: DatasetIndex }) {
  const [kind, setKind] = useState<Kind>(index.patientRule.kind);
  const [wish, setWish] = useState<PatientWish | null>(null);
  const { takePatients } = useCommands();
  const canTake = useAppState(
    ({ dataset, run }) => (dataset.kind === 'ready' || dataset.kind === 'undecoded') && !isBusy(run),
  );
  const options = (['names', 'expression', 'table'] as const).map((value) => ({ value, label: words.rule[value] }));
  const choose = (next: Kind) => {
    setKind(next);
    setWish(null);
  };
  return (
    <div className={styles.form}>
      <Segmented label={words.rule.label} value={kind} options={options} onChange={choose} />
      {kind === 'names' && index.patientRule.kind !== 'names' && (
        <Button disabled={!canTake} onPress={() => void takePatients(null)}>
          {words.names.take}
        </Button>
      )}
      {kind === 'expression' && <ExpressionField rule={index.patientRule} onChange={setWish} />}
      {kind === 'table' && <TableField onChange={setWish} />}
      {wish && <Feedback key={JSON.stringify(wish)} wish={wish} films={index.paths.length} canTake={canTake} />}
    </div>
  );
}

interface WishProps {
  readonly onChange: (wish: PatientWish | null) => void;
}

function ExpressionField({ rule, onChange }: WishProps & { readonly rule: PatientRule }) {
  const [source, setSource] = useState(rule.kind === 'expression' ? rule.source : '');
  const isKnown = rule.kind === 'expression' && rule.source === source;
  useEffect(() => {
    const timer = setTimeout(() => onChange(source && !isKnown ? { kind: 'expression', source } : null), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [source, isKnown, onChange]);
  return (
    <div className={styles.wish}>
      <Field label={words.expression.label} hint={words.expression.hint}>
        {({ id, describedBy }) => (
          <input
            id={id}
            className={fieldStyles.control}
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={words.expression.placeholder}
            aria-describedby={describedBy}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
        )}
      </Field>
    </div>
  );
}

function TableField({ onChange }: WishProps) {
  const picker = useRef<HTMLInputElement>(null);
  const open = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    if (file) onChange({ kind: 'table', file: file.name, text: await file.text() });
  };
  return (
    <>
      <input
        ref={picker}
        hidden
        type="file"
        aria-label={words.table.label}
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => void open(event.currentTarget)}
      />
      <Button icon={FileSpreadsheet} onPress={() => picker.current?.click()}>
        {words.table.choose}
      </Button>
      <p className={styles.quiet}>{words.table.hint}</p>
    </>
  );
}

interface FeedbackProps {
  readonly wish: PatientWish;
  readonly films: number;
  readonly canTake: boolean;
}

/** What a wish would make of the films, or what is wrong with it. */
function Feedback({ wish, films, canTake }: FeedbackProps) {
  const { readPatients, takePatients } = useCommands();
  const [reading, setReading] = useState<PatientReading | AppError | null>(null);
  useEffect(() => {
    let isWanted = true;
    void readPatients(wish).then((result) => isWanted && setReading(result));
    return () => {
      isWanted = false;
    };
  }, [readPatients, wish]);
  if (reading instanceof AppError) return <ErrorNote error={reading} />;
  return (
    <div className={styles.feedback} aria-live="polite" data-testid="patients-reading">
      {reading ? <Told reading={reading} films={films} /> : <p className={styles.quiet}>{words.reading}</p>}
      {reading && reading.untold < films && (
        <>
          <Button disabled={!canTake} onPress={() => void takePatients(reading)}>
            {words.take}
          </Button>
          {!canTake && <p className={styles.quiet}>{words.later}</p>}
        </>
      )}
    </div>
  );
}

function Told({ reading, films }: { readonly reading: PatientReading; readonly films: number }) {
  const { patients, untold, firstUntold, example, spareRows } = reading;
  if (!example) return <p>{words.nothing}</p>;
  return (
    <>
      <p>
        {words.told(films - untold, films, patients)} {words.example(example.path, example.patient)}
      </p>
      {untold > 0 && firstUntold && <p>{words.untold(untold, firstUntold)}</p>}
      {spareRows !== null && spareRows > 0 && <p>{words.spareRows(spareRows)}</p>}
    </>
  );
}
