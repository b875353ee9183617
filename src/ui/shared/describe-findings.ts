import { shownFindings } from '../../app/findings.ts';
import type { AppState } from '../../app/state.ts';
import type { ReportFinding } from '../../core/report/evaluation-report.ts';
import { FINDING_WORDS } from '../words/findings.ts';

/** Findings with what was decided on them; a film that one of them names goes by its number unless names are wanted. */
export function describeFindings(
  state: Pick<AppState, 'config' | 'findings' | 'decisions'>,
  withNames: boolean,
): ReportFinding[] {
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
