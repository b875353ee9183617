import type { Answer, Request, Row, Task } from './protocol.ts';

/** How often each side is measured, and for how long stock TensorFlow.js may take in all. */
interface Budget {
  readonly rounds: number;
  readonly stockSeconds: number;
}

type Side = 'stock' | 'ours';

/** Runs one row; called by `run.mjs`. */
async function runRow(task: Task, { rounds, stockSeconds }: Budget): Promise<Row & { renderer: string }> {
  const ours = new Contestant('ours');
  const stock = task.backend === 'webgl' ? new Contestant('stock') : null;
  try {
    const renderer = await ours.prepare(task);
    await stock?.prepare(task);
    // The first run compiles the shaders, the second fills the pools.
    for (let i = 0; i < 2; i++) await ours.measure();
    await stock?.measure();
    const [stockTimes, oursTimes]: [number[], number[]] = [[], []];
    let spent = 0;
    for (let i = 0; i < rounds && (i === 0 || spent < stockSeconds * 1000); i++) {
      if (stock) stockTimes.push(await stock.measure());
      oursTimes.push(await ours.measure());
      spent += stockTimes.at(-1) ?? 0;
    }
    return { ...toRow(task, stock ? median(stockTimes) : null, median(oursTimes)), renderer };
  } finally {
    ours.close();
    stock?.close();
  }
}

function toRow(task: Task, stock: number | null, ours: number): Row {
  const ratio = stock === null ? null : round(stock / ours);
  return {
    bench: 'train',
    ...task,
    stock_ms: stock === null ? 'impossible' : round(stock),
    ours_ms: round(ours),
    ratio,
  };
}

/** A worker with one of the two engines. */
class Contestant {
  private readonly worker: Worker;

  constructor(side: Side) {
    this.worker =
      side === 'ours'
        ? new Worker(new URL('./ours.worker.ts', import.meta.url), { type: 'module' })
        : new Worker(new URL('./stock.worker.ts', import.meta.url), { type: 'module' });
  }

  async prepare(task: Task): Promise<string> {
    const answer = await this.ask({ kind: 'prepare', task });
    return answer.kind === 'prepared' ? answer.renderer : '';
  }

  async measure(): Promise<number> {
    const answer = await this.ask({ kind: 'measure' });
    return answer.kind === 'measured' ? answer.milliseconds : Number.NaN;
  }

  close(): void {
    this.worker.terminate();
  }

  private ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }: MessageEvent<Answer>) =>
        data.kind === 'failed' ? reject(new Error(data.message)) : resolve(data);
      this.worker.onerror = (event) => reject(new Error(event.message));
      this.worker.postMessage(request);
    });
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

Object.assign(globalThis, { runRow });
