import { useEffect, useState } from 'react';
import type { Explanation } from '../../core/training/exchange.ts';
import { useCommands } from '../AppContext.tsx';

/** The map of what speaks for class `target` in a file that is no sample. */
export function useFileMap(file: File, target: number): Explanation | 'waiting' | 'missing' {
  const { explainFile } = useCommands();
  const [state, setState] = useState<{ readonly file: File | null; readonly map: Explanation | 'missing' }>({
    file: null,
    map: 'missing',
  });
  useEffect(() => {
    const abort = new AbortController();
    const wish = { method: 'cam', targets: Uint8Array.of(target), control: null } as const;
    void explainFile(file, wish, abort.signal).then((found) => {
      if (!abort.signal.aborted) setState({ file, map: found && 'maps' in found ? found : 'missing' });
    });
    return () => abort.abort();
  }, [explainFile, file, target]);
  return state.file === file ? state.map : 'waiting';
}
