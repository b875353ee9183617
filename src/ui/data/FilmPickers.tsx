import { FlaskConical, FolderArchive, FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { readPicked } from '../../app/read-drop.ts';
import { useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { dataWords } from '../words/data.ts';

const { empty } = dataWords;

/** Not in React's types, but in every browser. */
const DIRECTORY = { webkitdirectory: '' };

/** The ways to bring films besides dropping them. */
export function FilmPickers({ prominent = false }: { readonly prominent?: boolean }) {
  const { openFiles, openZip, openSynthetic } = useCommands();
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const openFolder = (input: HTMLInputElement) => {
    const picked = readPicked(input.files ?? []);
    input.value = '';
    if (picked.kind === 'folder' && picked.files.length) void openFiles(picked.name, picked.files, picked.handles);
  };
  const openArchive = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    if (file) void openZip(file);
  };
  return (
    <>
      <input
        ref={folder}
        hidden
        type="file"
        aria-label={empty.folderLabel}
        {...DIRECTORY}
        multiple
        onChange={(event) => openFolder(event.currentTarget)}
      />
      <input
        ref={zip}
        hidden
        type="file"
        aria-label={empty.zipLabel}
        accept=".zip,application/zip"
        onChange={(event) => openArchive(event.currentTarget)}
      />
      <Button kind={prominent ? 'primary' : 'plain'} icon={FolderOpen} onPress={() => folder.current?.click()}>
        {empty.folder}
      </Button>
      <Button icon={FolderArchive} onPress={() => zip.current?.click()}>
        {empty.zip}
      </Button>
      <Button icon={FlaskConical} onPress={() => void openSynthetic()}>
        {empty.synthetic}
      </Button>
    </>
  );
}
