import { type RunRecord, recordOf } from '../core/training/run-state.ts';
import type { Evaluations, Weights } from './evaluations.ts';
import type { AppState, FormerNetwork, ModelPhase } from './state.ts';

type Networks = Pick<AppState, 'model' | 'former' | 'run'>;

/** The network that the evaluations are of: the one in hand, or while another is trained the one that was judged before. */
export function judgedModel({ model, former }: Pick<AppState, 'model' | 'former'>): ModelPhase {
  return model.kind === 'none' && former ? former.model : model;
}

/** The weights of a network that can be asked for, the first of them unless another is chosen. */
export function weightsOf(model: ModelPhase): readonly [Weights, ...Weights[]] {
  if (model.kind === 'trained') return model.bestEpoch === null ? ['last'] : ['last', 'best'];
  return [model.kind === 'none' ? 'last' : (model.current.weights ?? 'last')];
}

/** The weights that the network in hand answers with: those that were judged last. */
export function weightsInHand({ list }: Evaluations, model: ModelPhase): Weights {
  return list.at(-1)?.weights ?? weightsOf(model)[0];
}

/** The record of the judged network's run, where that was on this visit; never that of another run under way. */
export function judgedRecord(state: Networks): RunRecord | null {
  const judged = judgedModel(state);
  if (judged.kind !== 'trained') return null;
  const known = [recordOf(state.run), state.former?.record];
  return known.find((record) => record?.facts.id === judged.id) ?? null;
}

/** What has to be remembered of the network in hand, that its answers can be looked at while another is trained; null where it was not judged. */
export function formerOf(state: AppState): FormerNetwork | null {
  const { model, evaluations } = state;
  return model.kind === 'none' || evaluations.list.length === 0 ? null : { model, record: judgedRecord(state) };
}
