import { useEffect, useRef, useState } from 'react';
import { invalidRanges, NO_AUGMENTATION } from '../../core/augment/policy.ts';
import type { FilmTiles } from '../../core/dataset/explore.ts';
import { type DatasetIndex, SPLITS } from '../../core/dataset/types.ts';
import type { TrainingConfig } from '../../core/training/config.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { toImage } from '../data/explore/tile-loader.ts';
import { Button } from '../shared/Button.tsx';
import { exploreWords } from '../words/explore.ts';
import styles from './AugmentationPreview.module.css';

const words = exploreWords.augmentation;

/** Epochs shown, beside the film as it is. */
const DRAWS = 7;

/** One training film as the first epochs will see it, drawn anew with every change of the settings. */
export function AugmentationPreview({ config }: { readonly config: TrainingConfig }) {
  const index = useAppState(({ dataset }) => (dataset.kind === 'ready' ? dataset.index : null));
  const [turn, setTurn] = useState(0);
  const sample = index ? trainingSample(index, turn) : null;
  const tiles = usePreview(config, sample);
  const isNone = JSON.stringify(config.augmentation) === JSON.stringify(NO_AUGMENTATION);
  if (sample === null) return <p className={styles.quiet}>{words.waiting}</p>;
  return (
    <div className={styles.preview} data-testid="augmentation-preview" data-value={turn}>
      <p className={styles.quiet}>{isNone ? words.none : words.hint}</p>
      {!isNone && tiles && (
        <div className={styles.films}>
          <Draw image={toImage(tiles.plain, 0)} label={words.original} />
          {Array.from({ length: DRAWS }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the places are the epochs, and they stay.
            <Draw key={i} image={toImage(tiles.drawn, i)} label={words.draw(i + 1)} />
          ))}
        </div>
      )}
      {!isNone && (
        <Button kind="quiet" onPress={() => setTurn(turn + 1)}>
          {words.other}
        </Button>
      )}
    </div>
  );
}

interface Preview {
  readonly plain: FilmTiles;
  readonly drawn: FilmTiles;
}

/** Null until the films are there; the last drawing stays while the next is made. */
function usePreview({ augmentation, seed }: TrainingConfig, sample: number | null): Preview | null {
  const { tiles, augmented } = useCommands();
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    if (sample === null || invalidRanges(augmentation).length > 0) return;
    let isCurrent = true;
    const wish = { sample, policy: augmentation, seed, draws: DRAWS };
    void Promise.all([tiles(Uint32Array.of(sample)), augmented(wish)]).then(([plain, drawn]) => {
      if (isCurrent && plain && drawn) setPreview({ plain, drawn });
    });
    return () => {
      isCurrent = false;
    };
  }, [augmentation, seed, sample, tiles, augmented]);
  return preview;
}

/** A step that meets films of every class soon. */
const STRIDE = 997;

function trainingSample({ splits }: DatasetIndex, turn: number): number | null {
  const train = [...splits.keys()].filter((sample) => SPLITS[splits[sample] as number] === 'train');
  return train[(turn * STRIDE) % Math.max(1, train.length)] ?? null;
}

function Draw({ image, label }: { readonly image: ImageData; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [image]);
  return (
    <figure className={styles.draw}>
      <canvas ref={canvas} width={image.width} height={image.height} role="img" aria-label={label} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}
