import type { FilmFacts } from '../../core/dataset/facts.ts';
import { quickFindings, slowFindings } from '../../core/dataset/findings/from-facts.ts';
import type { FindingsUpdate } from '../../core/dataset/findings/types.ts';
import type { DatasetIndex, IgnoredReason } from '../../core/dataset/types.ts';

/** What is known of the films of a set. */
export interface FindingsQuestion {
  readonly index: DatasetIndex;
  readonly facts: FilmFacts;
  readonly failed: ReadonlyMap<number, IgnoredReason>;
}

/** Answers one question twice: without what needs films compared with one another, then complete; whoever asked ends the worker. */
export function serveFindings(scope: DedicatedWorkerGlobalScope): void {
  const answer = (update: FindingsUpdate) => scope.postMessage(update);
  scope.onmessage = ({ data: { index, facts, failed } }: MessageEvent<FindingsQuestion>) => {
    const quick = quickFindings(index, facts, failed);
    answer({ list: quick, complete: false });
    answer({ list: [...quick, ...slowFindings(index, facts)], complete: true });
  };
}
