/**
 * Says to other tabs of the browser that a run is at work here, until what it gives is called; where a browser has no Web Locks
 * nothing is said. A tab that dies lets go of it by itself.
 */
export function holdRun(id: string): () => void {
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  held.add(id);
  void locks()?.request(nameOf(id), () => until);
  return () => {
    held.delete(id);
    release();
  };
}

/** Whether another tab is at work on a run. */
export async function isHeldElsewhere(id: string): Promise<boolean> {
  if (held.has(id)) return false;
  const found = await locks()?.query();
  return found?.held?.some(({ name }) => name === nameOf(id)) ?? false;
}

/** Runs of this page. */
const held = new Set<string>();

function nameOf(id: string): string {
  return `thoraxlab run ${id}`;
}

/** Only pages of a secure context have them. */
function locks(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}
