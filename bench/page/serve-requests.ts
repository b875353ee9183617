import { countDraws, drawOnePixel } from './draws.ts';
import type { Measure, Measured, Prepared, Request, Task, Work } from './protocol.ts';
import { timed } from './timed.ts';

/** A backend that is up, and the task on it. */
export interface Ready {
  readonly renderer: string;
  readonly work: Work;
}

/** Answers the page's requests, one after another. */
export function serveRequests(prepare: (task: Task) => Promise<Ready>): void {
  countDraws();
  let measure: Measure | null = null;
  const answer = async (request: Request): Promise<Prepared | Measured> => {
    if (request.kind === 'prepare') {
      const { renderer, work } = await prepare(request.task);
      if (request.task.what === 'overhead') drawOnePixel();
      measure = timed(work.run);
      return { renderer, multiplyAdds: work.multiplyAdds };
    }
    if (!measure) throw new Error('nothing is prepared');
    return measure();
  };
  addEventListener('message', ({ data }: MessageEvent<Request>) => {
    answer(data).then(
      (result) => postMessage(result),
      (error: unknown) => postMessage({ failed: error instanceof Error ? error.message : String(error) }),
    );
  });
}
