/** Stands at the end of a film's file over which the decoder of `hanging.worker.ts` never comes to an end. */
export const HANGS = '-- this film hangs --';
