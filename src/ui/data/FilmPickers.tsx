import { FlaskConical, FolderArchive, FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { type Dropped, pickFolder, readPicked } from '../../app/read-drop.ts';
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
  const openPicked = (picked: Dropped | null) => {
    if (picked?.kind === 'folder') void openFiles(picked.name, picked.files, picked.handles);
  };
  const openFolder = (input: HTMLInputElement) => {
    const { files } = input;
    if (files?.length) openPicked(readPicked(files));
    input.value = '';
  };
  const chooseFolder = async () => {
    const picked = await pickFolder();
    if (picked === undefined) folder.current?.click();
    else openPicked(picked);
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
      <Button kind={prominent ? 'primary' : 'plain'} icon={FolderOpen} onPress={() => void chooseFolder()}>
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
