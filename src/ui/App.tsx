import { useEffect, useRef } from 'react';
import { Router, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import styles from './App.module.css';
import { useAppState } from './AppContext.tsx';
import { DataPlace } from './data/DataPlace.tsx';
import { EvaluatePlace } from './evaluate/EvaluatePlace.tsx';
import { Announcer } from './frame/Announcer.tsx';
import { BrowserNotes } from './frame/BrowserNotes.tsx';
import { DropCurtain } from './frame/DropCurtain.tsx';
import { Header } from './frame/Header.tsx';
import { Notices } from './frame/Notices.tsx';
import { PLACES, type PlaceName } from './frame/place-status.ts';
import { Rail } from './frame/Rail.tsx';
import { useLeaveWarning, usePageTitle } from './frame/use-page-title.ts';
import { ModelsPlace } from './models/ModelsPlace.tsx';
import { PredictPlace } from './predict/PredictPlace.tsx';
import { TrainPlace } from './train/TrainPlace.tsx';
import { frameWords } from './words/frame.ts';

const SCREENS: Readonly<Record<PlaceName, () => React.JSX.Element>> = {
  data: DataPlace,
  train: TrainPlace,
  evaluate: EvaluatePlace,
  predict: PredictPlace,
  models: ModelsPlace,
};

/** The whole page: header, places, and the place one is at. */
export function App() {
  return (
    <Router hook={useHashLocation}>
      <Page />
    </Router>
  );
}

function Page() {
  useTheme();
  usePageTitle();
  useLeaveWarning();
  return (
    <>
      <button type="button" className={styles.skip} onClick={skipToPlace}>
        {frameWords.skip}
      </button>
      <Header />
      <div className={styles.body}>
        <Rail />
        <CurrentPlace />
      </div>
      <Announcer />
      <Notices />
      <DropCurtain />
    </>
  );
}

function CurrentPlace() {
  const [location] = useLocation();
  const place = PLACES.find((name) => location === `/${name}`) ?? 'data';
  const main = useRef<HTMLElement>(null);
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    window.scrollTo({ top: 0 });
    main.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [place]);
  const Screen = SCREENS[place];
  return (
    <main ref={main} id="main" className={styles.main}>
      <BrowserNotes />
      <Screen />
    </main>
  );
}

function useTheme(): void {
  const theme = useAppState((state) => state.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}

/** A link could not do this: the hash belongs to the router. */
function skipToPlace(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}
