import { ChartSpline, Database, type LucideIcon, Package, ScanSearch, Target } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useAppState } from '../AppContext.tsx';
import { cx } from '../shared/cx.ts';
import { frameWords } from '../words/frame.ts';
import { PLACES, type PlaceName, placeStatus } from './place-status.ts';
import styles from './Rail.module.css';

const ICONS: Readonly<Record<PlaceName, LucideIcon>> = {
  data: Database,
  train: ChartSpline,
  evaluate: Target,
  predict: ScanSearch,
  models: Package,
};

/** The five places, each with how it stands; at the left, or below on a narrow screen. */
export function Rail() {
  return (
    <nav className={styles.rail} aria-label={frameWords.navigation}>
      <ul>
        {PLACES.map((place) => (
          <li key={place}>
            <RailLink place={place} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RailLink({ place }: { readonly place: PlaceName }) {
  const [location] = useLocation();
  const isHere = location === `/${place}` || (place === 'data' && location === '/');
  const words = useAppState((state) => placeStatus(place, state).words);
  const kind = useAppState((state) => placeStatus(place, state).kind);
  const progress = useAppState((state) => placeStatus(place, state).progress);
  const Icon = ICONS[place];
  return (
    <Link href={`/${place}`} className={cx(styles.link, styles[kind])} aria-current={isHere ? 'page' : undefined}>
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.name}>{frameWords.places[place]}</span>
      <span className={styles.state}>{words}</span>
      {kind === 'busy' && (
        <span className={styles.bar} data-unknown={progress == null} aria-hidden="true">
          <span style={{ inlineSize: `${(progress ?? 0.3) * 100}%` }} />
        </span>
      )}
    </Link>
  );
}
