import { expect, test } from 'vitest';
import type { RunRecord } from '../core/training/run-state.ts';
import { formerOf, judgedModel, judgedRecord, weightsOf } from './judged-model.ts';
import type { AppState, ModelPhase } from './state.ts';

const trained = (id: string) => ({ kind: 'trained', id }) as Extract<ModelPhase, { kind: 'trained' }>;
const recordFor = (id: string) => ({ facts: { id } }) as RunRecord;

function stateOf(part: object): AppState {
  const nothing = { model: { kind: 'none' }, former: null, run: { phase: 'idle' }, evaluations: { list: [] } };
  return { ...nothing, ...part } as unknown as AppState;
}

test('the network in hand is the judged one; without one, the former', () => {
  const former = { model: trained('a'), record: recordFor('a') };
  expect(judgedModel(stateOf({})).kind).toBe('none');
  expect(judgedModel(stateOf({ former }))).toBe(former.model);
  expect(judgedModel(stateOf({ former, model: trained('b') }))).toMatchObject({ id: 'b' });
});

test('the record is that of the judged network’s own run, never of one under way', () => {
  const run = { phase: 'running', record: recordFor('b') };
  const former = { model: trained('a'), record: recordFor('a') };
  expect(judgedRecord(stateOf({ run, former }))).toBe(former.record);
  expect(judgedRecord(stateOf({ run, former: { ...former, record: null } }))).toBeNull();
  expect(judgedRecord(stateOf({ run, model: trained('b') }))).toBe(run.record);
  expect(judgedRecord(stateOf({ run, model: { kind: 'uploaded' } }))).toBeNull();
});

test('a run has weights to choose from; a network that was kept those it was kept with', () => {
  const kept = (weights?: 'best') => ({ kind: 'uploaded', current: { weights } }) as ModelPhase;
  expect(weightsOf({ ...trained('a'), bestEpoch: 3 })).toEqual(['last', 'best']);
  expect(weightsOf({ ...trained('a'), bestEpoch: null })).toEqual(['last']);
  expect(weightsOf(kept('best'))).toEqual(['best']);
  expect(weightsOf(kept())).toEqual(['last']);
});

test('only a network that was judged is remembered', () => {
  const run = { phase: 'finished', record: recordFor('a') };
  expect(formerOf(stateOf({ run, model: trained('a') }))).toBeNull();
  expect(formerOf(stateOf({ run, evaluations: { list: [{}] } }))).toBeNull();
  const judged = stateOf({ run, model: trained('a'), evaluations: { list: [{}] } });
  expect(formerOf(judged)).toEqual({ model: judged.model, record: run.record });
});
