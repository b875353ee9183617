import type { Finding, FindingCode } from '../core/dataset/findings/types.ts';
import type { TrainingConfig } from '../core/training/config.ts';
import type { AppState, Decision } from './state.ts';

/** Nothing is known of the films yet, and nothing decided. */
export const NO_FINDINGS = {
  findings: { fromPlan: [], fromFacts: [], complete: false },
  facts: null,
  decisions: [],
  leftOut: [],
} as const satisfies Pick<AppState, 'findings' | 'facts' | 'decisions' | 'leftOut'>;

/** A finding as the page shows it. */
export interface ShownFinding {
  readonly finding: Finding;
  /** Whether its action is in force; it can be undone then. */
  readonly actedOn: boolean;
}

type Deciding = Pick<AppState, 'config' | 'findings' | 'decisions'>;
type Decided = Pick<AppState, 'config' | 'decisions' | 'leftOut'>;

/**
 * Findings with what was decided on them, the serious ones first. What the user acted on stays as it was seen, though under
 * the new plan there is nothing to find any more; a decision that the settings have since gone back on is none.
 */
export function shownFindings({ config, findings, decisions }: Deciding): ShownFinding[] {
  const inForce = decisions.filter((decision) => isInForce(decision.finding, config));
  const decided = new Set(inForce.map(({ finding }) => finding.code));
  const open = [...findings.fromPlan, ...findings.fromFacts].filter(({ code }) => !decided.has(code));
  return [
    ...inForce.map(({ finding }) => ({ finding, actedOn: true })),
    ...open.map((finding) => ({ finding, actedOn: finding.action === 'class-weights' && config.classWeights })),
  ].sort((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity] || compare(a.finding.code, b.finding.code));
}

const RANK = { serious: 0, warning: 1, info: 2 } as const;

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The state once the action of the finding `code` is in force; null when there is none to take. */
export function decide(state: Deciding, code: FindingCode): Decided | null {
  const shown = shownFindings(state).find(({ finding }) => finding.code === code);
  if (!shown || shown.actedOn || !shown.finding.action) return null;
  const { finding } = shown;
  const { config } = state;
  const others = state.decisions.filter((decision) => decision.finding.code !== code);
  const { classWeights, validation } = config;
  if (finding.action === 'class-weights') {
    return settle([...others, { finding, before: { classWeights } }], { ...config, classWeights: true });
  }
  if (finding.action === 'validation-by-patient') {
    return settle([...others, { finding, before: { validation } }], { ...config, validation: 'patients' });
  }
  return settle([...others, { finding, before: {} }], config);
}

/** The state once the action on the finding `code` is undone; null when none is in force. */
export function takeBack(state: Deciding, code: FindingCode): Decided | null {
  const shown = shownFindings(state).find(({ finding }) => finding.code === code);
  if (!shown?.actedOn) return null;
  const before = state.decisions.find(({ finding }) => finding.code === code)?.before ?? { classWeights: false };
  const others = state.decisions.filter(({ finding }) => finding.code !== code);
  return settle(others, { ...state.config, ...before });
}

function settle(decisions: readonly Decision[], config: TrainingConfig): Decided {
  const films = decisions.flatMap(({ finding }) => (finding.action === 'leave-out' ? finding.leaveOut : []));
  return { config, decisions, leftOut: [...new Set(films)].sort((a, b) => a - b) };
}

function isInForce({ action }: Finding, config: TrainingConfig): boolean {
  if (action === 'class-weights') return config.classWeights;
  return action !== 'validation-by-patient' || config.validation === 'patients';
}
