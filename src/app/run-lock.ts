import { takeName, takenNames, whenFree } from '../storage/locks.ts';

/** Runs of this page. */
const own = new Set<string>();

/** Says to other tabs of the browser that a run is at work here, until what it gives is called. */
export function holdRun(id: string): () => void {
  own.add(id);
  const holding = takeName(nameOf(id));
  return () => {
    own.delete(id);
    void holding.then((release) => release?.());
  };
}

/** Whether another tab is at work on a run. */
export async function isHeldElsewhere(id: string): Promise<boolean> {
  return !own.has(id) && (await takenNames(nameOf(id))).length > 0;
}

/** Waits until no tab is at work on a run. */
export function untilLetGo(id: string): Promise<void> {
  return whenFree(nameOf(id));
}

function nameOf(id: string): string {
  return `thoraxlab run ${id}`;
}
