import { shownFindings } from '../../app/findings.ts';
import type { AppState } from '../../app/state.ts';
import { countFilms, countPatients } from '../../core/dataset/plan.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import type { ReportData, ReportFinding } from '../../core/report/evaluation-report.ts';
import { FINDING_WORDS } from '../words/findings.ts';

/** The films as they were given, in counts; no name but that of the set. */
export function describeFilms(index: DatasetIndex): ReportData {
  const { name, source, layout, classNames, fingerprint, namesUnderstood, patientRule, ignored } = index;
  const reasons: Record<string, number> = {};
  for (const { reason } of ignored) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    ...{ name, source, layout, classNames, fingerprint, namesUnderstood },
    patientRule: patientRule.kind,
    films: countFilms(index.splits, index.labels, classNames.length),
    patients: countPatients(index.splits, index.patients),
    ignored: reasons,
  };
}

/** Findings with what was decided on them; a film that one of them names goes by its number unless names are wanted. */
export function describeFindings(state: AppState, withNames: boolean): ReportFinding[] {
  return shownFindings(state).map(({ finding, actedOn }) => {
    const isNamed = 'file' in finding.names && !withNames;
    const names = isNamed ? { ...finding.names, file: `film ${(finding.films[0] ?? 0) + 1}` } : finding.names;
    const { code, severity, numbers, films } = finding;
    const words = FINDING_WORDS[code];
    const shown = { ...finding, names };
    const text = (actedOn ? words.done?.(shown) : undefined) ?? words.headline(shown);
    return { code, severity, numbers, names, films: films.length, groups: finding.groups.length, actedOn, text };
  });
}
