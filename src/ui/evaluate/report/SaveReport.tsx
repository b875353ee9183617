import { FileJson, FileSpreadsheet, FileText, Printer } from 'lucide-react';
import { useState } from 'react';
import { type Evaluation, isJudgedNow } from '../../../app/evaluations.ts';
import { useAppState } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { Checkbox } from '../../shared/Field.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { reportWords as words } from '../../words/report.ts';
import { resultOf } from './gather-report.ts';
import { printHtml } from './print-html.ts';
import styles from './SaveReport.module.css';
import { useReportFiles } from './use-report-files.ts';

/** Takes what the screen says of a split away: as a document, on paper, as tables. */
export function SaveReport({ evaluation }: { readonly evaluation: Evaluation }) {
  const [withFilms, setWithFilms] = useState(false);
  const [isWriting, setIsWriting] = useState(false);
  const files = useReportFiles(evaluation, withFilms);
  const evaluations = useAppState((state) => state.evaluations);
  const judged = evaluations.list.filter(({ weights }) => weights === evaluation.weights);
  // Until they are redrawn, figures are those of the operating point before.
  const isDrawn = judged.every(
    (one) => one.failure !== null || (isJudgedNow(one, evaluations) && resultOf(one) !== null),
  );
  const isReady = isDrawn && resultOf(evaluation) !== null;
  const make = (action: () => Promise<void>) => () => {
    setIsWriting(true);
    void action().finally(() => setIsWriting(false));
  };
  const off = { disabled: !isReady || isWriting };
  return (
    <Panel title={words.title}>
      <p className={styles.intro}>{words.intro}</p>
      <Checkbox label={words.include} hint={words.includeHint} checked={withFilms} onChange={setWithFilms} />
      <span hidden data-testid="report-tables" data-value={judged.length} />
      <div className={styles.actions} data-testid="report-ready" data-value={isReady}>
        <Button
          icon={FileText}
          {...off}
          onPress={make(async () => save('report.html', await files.html(), 'text/html'))}
        >
          {words.save}
        </Button>
        <Button icon={Printer} {...off} onPress={make(async () => printHtml((await files.html()) ?? ''))}>
          {words.print}
        </Button>
        <Button
          icon={FileSpreadsheet}
          {...off}
          label={words.csvLabel}
          onPress={make(async () => files.csv().forEach(saveCsv))}
        >
          {words.csv}
        </Button>
        <Button
          icon={FileJson}
          {...off}
          label={words.jsonLabel}
          onPress={make(async () => save('evaluation.json', await files.json(), 'application/json'))}
        >
          {words.json}
        </Button>
        {(!isReady || isWriting) && (
          <span role="status" className={styles.hint}>
            {isReady ? words.working : words.waiting}
          </span>
        )}
      </div>
    </Panel>
  );
}

function saveCsv({ name, text }: { readonly name: string; readonly text: string }): void {
  save(name, text, 'text/csv');
}

function save(name: string, text: string | null, type: string): void {
  if (text !== null) saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
