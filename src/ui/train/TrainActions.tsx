import { Pause, Play, RotateCw, Square, Target } from 'lucide-react';
import { useLocation } from 'wouter';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { trainWords } from '../words/train.ts';
import { isStartable, useStart } from './use-start.ts';

const words = trainWords.actions;

/** The primary action of the train place, by the run's phase, and the one beside it. */
export function TrainActions() {
  const phase = useAppState((state) => state.run.phase);
  const hasModel = useAppState((state) => state.model.kind !== 'none');
  const { pause, resume, stop } = useCommands();
  if (phase === 'running' || phase === 'paused') {
    return (
      <>
        {phase === 'running' ? (
          <Button kind="primary" icon={Pause} onPress={() => void pause()}>
            {words.pause}
          </Button>
        ) : (
          <Button kind="primary" icon={Play} onPress={() => void resume()}>
            {words.resume}
          </Button>
        )}
        <Button icon={Square} onPress={stop}>
          {words.stop}
        </Button>
      </>
    );
  }
  if (phase === 'preparing' || phase === 'stopping') {
    return (
      <Button kind="primary" icon={Square} disabled={phase === 'stopping'} onPress={stop}>
        {words.stop}
      </Button>
    );
  }
  return hasModel && (phase === 'finished' || phase === 'stopped') ? <AfterRun /> : <StartButton kind="primary" />;
}

/** After a run the way on is to judge it, where the test set waits sealed; training again stands beside. */
function AfterRun() {
  const [, navigate] = useLocation();
  return (
    <>
      <Button kind="primary" icon={Target} onPress={() => navigate('/evaluate')}>
        {words.evaluate}
      </Button>
      <StartButton kind="plain" />
    </>
  );
}

function StartButton({ kind }: { readonly kind: 'primary' | 'plain' }) {
  const isReady = useAppState((state) => 'index' in state.dataset && isStartable(state.config));
  const hasFilms = useAppState((state) => 'index' in state.dataset);
  const start = useStart();
  if (!hasFilms) return null;
  return (
    <Button kind={kind} icon={kind === 'primary' ? Play : RotateCw} disabled={!isReady} onPress={start}>
      {kind === 'primary' ? words.train : words.again}
    </Button>
  );
}
