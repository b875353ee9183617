/** A worker for the client's tests: one method per way a call can end. */
import { expose } from 'comlink';
import { AppError } from '../core/base/errors.ts';
import { registerTransferHandlers, reportCrash } from './transfer-handlers.ts';

/** What the probe can be asked. */
export interface ProbeApi {
  count(to: number, onCount: (n: number) => void): Promise<number>;
  untilAborted(signal: AbortSignal): Promise<never>;
  cleanups(): Promise<number>;
  fail(kind: 'app' | 'foreign'): Promise<never>;
  hang(): Promise<never>;
  loseContext(): Promise<never>;
  throwOutside(): Promise<void>;
  ask(port: MessagePort): Promise<string>;
}

let cleanups = 0;

const probe: ProbeApi = {
  count: async (to, onCount) => {
    for (let n = 0; n < to; n++) onCount(n);
    return to;
  },
  untilAborted: async (signal) => {
    try {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      signal.throwIfAborted();
      throw new Error('not aborted');
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 30));
      cleanups++;
    }
  },
  cleanups: async () => cleanups,
  fail: async (kind) => {
    throw kind === 'app' ? new AppError('image-too-large', { width: 20_000 }) : new TypeError('no such thing');
  },
  hang: () => new Promise(() => {}),
  loseContext: () => {
    reportCrash(new AppError('context-lost'));
    return new Promise(() => {});
  },
  throwOutside: async () => {
    setTimeout(() => {
      throw new Error('outside any promise');
    });
  },
  ask: (port) =>
    new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(`got ${data}`);
    }),
};

registerTransferHandlers();
expose(probe);
