import { FileJson } from 'lucide-react';
import type { AppState } from '../../../app/state.ts';
import {
  countPathogens,
  type DatasetReport,
  describeDivision,
  describeFilms,
} from '../../../core/report/dataset-report.ts';
import { planOf } from '../../../core/training/config.ts';
import { useReadState } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { describeFindings } from '../../shared/describe-findings.ts';
import { saveFile } from '../../shared/save-file.ts';
import { reportWords as words } from '../../words/report.ts';

/** Saves what is known of the films as `dataset.json`: counts, plan, findings, times; no film by name. */
export function SaveFindings() {
  const read = useReadState();
  const save = () => {
    const report = datasetReport(read(), new Date().toISOString());
    if (!report) return;
    const text = `${JSON.stringify(report, null, 2)}\n`;
    saveFile('dataset.json', new Blob([text], { type: 'application/json;charset=utf-8' }));
  };
  return (
    <Button kind="quiet" icon={FileJson} label={words.datasetLabel} onPress={save}>
      {words.json}
    </Button>
  );
}

function datasetReport(state: AppState, madeAt: string): DatasetReport | null {
  const { dataset, config, leftOut, findings, indexSeconds } = state;
  if (!('index' in dataset)) return null;
  const { index } = dataset;
  const decoded = dataset.kind === 'ready' ? dataset.report : null;
  return {
    version: 1,
    madeAt,
    data: { ...describeFilms(index), pathogens: countPathogens(index.splits, index.pathogens) },
    division: describeDivision(index, planOf(config, leftOut), decoded?.failed ?? []),
    findings: describeFindings(state, false),
    complete: findings.complete,
    seconds: { index: indexSeconds, decode: decoded?.seconds ?? null },
  };
}
