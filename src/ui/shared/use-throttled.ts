import { useEffect, useRef, useState } from 'react';

/**
 * The value, `ms` after it changed and at most every `ms`; for what is dear to draw and changes more often than anyone
 * can read. Two drawings of one change, given different `ms`, are two short tasks and not a long one.
 */
export function useThrottled<T>(value: T, ms: number): T {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    newest.current = value;
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setShown(newest.current);
    }, ms);
  }, [value, ms]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown;
}
