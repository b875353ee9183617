import type { Split } from '../../core/dataset/types.ts';
import type { BackendReason, StepTime } from '../../core/training/events.ts';
import { formatCount, plural } from '../shared/format.ts';

/** Words that stand in more than one place. */
export const commonWords = {
  name: 'ThoraxLab',
  details: 'Details',
  code: 'Code',
  cancel: 'Cancel',
  close: 'Close',
  films: (count: number) => plural(count, 'film', 'films'),
  epochs: (count: number) => plural(count, 'epoch', 'epochs'),
  classes: (count: number) => plural(count, 'class', 'classes'),
  of: (done: string, total: string) => `${done} of ${total}`,
  remaining: (time: string) => `${time} left`,
  synthetic: 'synthetic',
  toData: 'Go to Data',
  toTrain: 'Go to Train',
  toModels: 'Go to Models',
} as const;

/** The three parts of a dataset, as they are called on screen. */
export const SPLIT_WORDS: Readonly<Record<Split, string>> = {
  train: 'Train',
  validation: 'Validation',
  test: 'Test',
};

/** The backends, as they are called on screen. */
export const BACKEND_WORDS = {
  auto: 'Automatic',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
} as const;

/** Said beside the reason when the graphics card is only played by the processor. */
export const SOFTWARE_WEBGL_WORDS =
  'WebGL is drawn by the processor here, without a graphics card: very slow. WASM is faster.';

/** What a training step took on each backend that was timed: `WebGL: 4 ms a step, WASM: 41 ms`. */
export function stepTimeWords(times: readonly StepTime[] | undefined): string {
  const parts = (times ?? []).map(
    ({ backend, ms }, i) =>
      `${BACKEND_WORDS[backend]}: ${formatCount(Math.max(1, Math.round(ms)))} ms${i === 0 ? ' a step' : ''}`,
  );
  return parts.length > 0 ? `${parts.join(', ')}.` : '';
}

/** Why the page works on this backend and not another; total. */
export const BACKEND_REASON_WORDS: Readonly<Record<BackendReason, string>> = {
  'hardware-webgl': 'This computer has a graphics card the page can use: the fastest backend.',
  measured: 'Both were timed on one training step when the page opened: this one is the faster here.',
  'software-webgl':
    'WebGL is drawn by the processor here, without a graphics card. WebAssembly is many times faster for training, so it was taken instead.',
  'no-webgl': 'This browser offers no WebGL 2. Training runs on the processor with WebAssembly: slower, same results.',
  'half-float-webgl':
    'This graphics card calculates with 16 bits only, too few for training. WebAssembly was taken instead.',
  'no-wasm':
    'Neither WebGL nor WebAssembly works in this browser. Training runs in plain JavaScript and is very slow; another browser will be much faster.',
  'webgl-lost':
    'The graphics card was taken away from the page while it trained. WebAssembly was taken instead; choose WebGL to try the card again.',
  'webgl-failed': 'This graphics card or its driver cannot run the training programs. WebAssembly was taken instead.',
  chosen: 'Chosen in the settings on the Train page.',
};
