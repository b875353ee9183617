import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { Dropped } from '../../app/read-drop.ts';
import { useAppState, useCommands } from '../AppContext.tsx';

/** Takes in whatever was dropped, picked or pasted, and goes to the place where it belongs. */
export function useIntake(): (dropped: Dropped) => void {
  const commands = useCommands();
  const hasModel = useAppState((state) => state.model.kind !== 'none');
  const [location, navigate] = useLocation();
  const isPredict = location === '/predict';
  return useCallback(
    (dropped: Dropped) => {
      if (dropped.kind === 'nothing') return;
      const [film] = dropped.kind === 'films' ? dropped.files : [];
      // A single picture is a question to the network; without one it can only be (too small) a dataset.
      if (film && dropped.kind === 'films' && (isPredict || (hasModel && dropped.files.length === 1))) {
        navigate('/predict');
        void commands.predict(film);
        return;
      }
      navigate('/data');
      if (dropped.kind === 'zip') void commands.openZip(dropped.file);
      else if (dropped.kind === 'folder') void commands.openFiles(dropped.name, dropped.files, dropped.handles);
      else
        void commands.openFiles(
          film?.name ?? '',
          dropped.files.map((file) => ({ path: file.name, file })),
          [],
        );
    },
    [commands, hasModel, isPredict, navigate],
  );
}
