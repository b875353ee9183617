import { Copy } from 'lucide-react';
import { useState } from 'react';
import { reportText } from '../../../core/metrics/report-text.ts';
import { Button } from '../../shared/Button.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { judgedWords } from '../../words/judged.ts';
import styles from './Figures.module.css';

const words = judgedWords.report;

interface ReportPanelProps {
  readonly matrix: readonly (readonly number[])[];
  readonly classNames: readonly string[];
}

/** The classification report, to the letter what scikit-learn prints, to be copied. */
export function ReportPanel({ matrix, classNames }: ReportPanelProps) {
  const text = reportText(matrix, classNames);
  const [copied, setCopied] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Panel
      title={words.title}
      tools={
        <Button kind="quiet" icon={Copy} onPress={() => void copy().catch(() => setCopied(''))}>
          {copied === text ? words.copied : words.copy}
        </Button>
      }
    >
      <Scroll label={words.title}>
        <pre className={styles.report}>{text}</pre>
      </Scroll>
      <p className={table.foot}>{words.hint}</p>
    </Panel>
  );
}
