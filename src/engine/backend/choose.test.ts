import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { type Backends, chooseBackend, type Started } from './choose.ts';

const wasm: Started = { renderer: 'WASM SIMD', software: true, ms: 41 };
const cpu: Started = { renderer: 'CPU (JavaScript)', software: true, ms: null };

/** A machine whose WebGL takes `webglMs` a step and whose WASM `wasmMs`, timed elsewhere. */
function machine(webglMs: number, wasmMs: number | null, changes: Partial<Backends> = {}) {
  return {
    webgl: vi.fn(async () => ({ renderer: 'Some GPU', software: false, ms: webglMs })),
    wasm: vi.fn(async () => wasm),
    cpu: vi.fn(async () => cpu),
    dropWebgl: vi.fn(),
    timeWasm: vi.fn(async () => wasmMs),
    ...changes,
  } satisfies Backends;
}

function failing(code: 'backend-unavailable' | 'context-lost' | 'kernel-failed', reason = '') {
  return () => Promise.reject(new AppError(code, reason ? { backend: 'webgl', reason } : {}));
}

describe('the choice auto', () => {
  it('takes a fast graphics card without loading anything else', async () => {
    const fast = machine(3, 41);
    expect(await chooseBackend(fast, null)).toEqual({
      backend: 'webgl',
      renderer: 'Some GPU',
      software: false,
      reason: 'hardware-webgl',
      stepTimes: [{ backend: 'webgl', ms: 3 }],
    });
    expect(fast.timeWasm).not.toHaveBeenCalled();
    expect(fast.wasm).not.toHaveBeenCalled();
  });

  it('times WASM beside a card that could lose, and keeps the card where it is not clearly slower', async () => {
    const even = machine(44, 41);
    const info = await chooseBackend(even, null);
    expect(info).toMatchObject({ backend: 'webgl', reason: 'measured' });
    expect(info.stepTimes).toEqual([
      { backend: 'webgl', ms: 44 },
      { backend: 'wasm', ms: 41 },
    ]);
    expect(even.dropWebgl).not.toHaveBeenCalled();
  });

  it('gives up a card that is clearly slower than the processor, and only then starts WASM', async () => {
    const calls: string[] = [];
    const slow = machine(180, 41, {
      dropWebgl: () => void calls.push('drop'),
      wasm: async () => {
        calls.push('wasm');
        return wasm;
      },
    });
    expect(await chooseBackend(slow, null)).toMatchObject({
      backend: 'wasm',
      reason: 'measured',
      stepTimes: [
        { backend: 'webgl', ms: 180 },
        { backend: 'wasm', ms: 41 },
      ],
    });
    expect(calls).toEqual(['drop', 'wasm']);
  });

  it('keeps a slow card where WASM cannot be timed', async () => {
    expect(await chooseBackend(machine(180, null), null)).toMatchObject({ backend: 'webgl', reason: 'hardware-webgl' });
  });

  it.each(['software-webgl', 'no-webgl', 'half-float-webgl'] as const)('takes WASM for %s', async (reason) => {
    const none = machine(0, 0, { webgl: failing('backend-unavailable', reason) });
    const info = await chooseBackend(none, null);
    expect(info).toMatchObject({ backend: 'wasm', reason, stepTimes: [{ backend: 'wasm', ms: 41 }] });
    expect(none.timeWasm).not.toHaveBeenCalled();
  });

  it('takes WASM where a kernel does not compile or the card goes while it is timed, and frees WebGL', async () => {
    const broken = machine(0, 0, { webgl: failing('kernel-failed') });
    expect(await chooseBackend(broken, null)).toMatchObject({ backend: 'wasm', reason: 'webgl-failed' });
    const lost = machine(50, 0, { timeWasm: failing('context-lost') });
    expect(await chooseBackend(lost, null)).toMatchObject({ backend: 'wasm', reason: 'webgl-lost' });
    const odd = machine(0, 0, { webgl: () => Promise.reject(new Error('odd driver')) });
    expect(await chooseBackend(odd, null)).toMatchObject({ backend: 'wasm', reason: 'no-webgl' });
    expect(lost.dropWebgl).toHaveBeenCalledOnce();
  });

  it('does not even open WebGL that failed in this page before', async () => {
    const before = machine(3, 41);
    expect(await chooseBackend(before, 'webgl-lost')).toMatchObject({ backend: 'wasm', reason: 'webgl-lost' });
    expect(before.webgl).not.toHaveBeenCalled();
  });

  it('ends with plain JavaScript, which is not timed', async () => {
    const poor = machine(0, 0, {
      webgl: failing('backend-unavailable', 'no-webgl'),
      wasm: failing('backend-unavailable', 'no-wasm'),
    });
    expect(await chooseBackend(poor, null)).toEqual({
      backend: 'cpu',
      renderer: 'CPU (JavaScript)',
      software: true,
      reason: 'no-wasm',
      stepTimes: [],
    });
  });
});
