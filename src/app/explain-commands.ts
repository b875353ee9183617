import { type AppError, isAbortError, toAppError } from '../core/base/errors.ts';
import type { Explanation } from '../core/training/exchange.ts';
import type { TrainApi } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import { judgedModel } from './judged-model.ts';
import type { Commands } from './state.ts';

/** Maps of evidence; nothing of them is kept in the state, since whoever looks holds them as long as they are looked at. */
export function explainCommands({ store, workers }: AppContext): Pick<Commands, 'explain' | 'explainFile'> {
  const ask = async (call: (train: TrainApi) => Promise<Explanation>): Promise<Explanation | AppError | null> => {
    if (judgedModel(store.getState()).kind === 'none') return null;
    try {
      return await call(await workers.train());
    } catch (error) {
      return isAbortError(error) ? null : toAppError(error);
    }
  };
  return {
    explain: (request, signal) => ask((train) => train.explain(request, signal)),
    explainFile: (file, wish, signal) => ask((train) => train.explainFile(file, wish, signal)),
  };
}
