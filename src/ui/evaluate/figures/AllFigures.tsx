import { CLASS_FIGURES, type ClassFigure, OVERALL_FIGURES, type OverallFigure } from '../../../core/metrics/columns.ts';
import { isMissing, type Measured } from '../../../core/metrics/figure.ts';
import type { Judgement } from '../../../core/metrics/judge.ts';
import { formatCount } from '../../shared/format.ts';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { FIGURE_NAMES, judgedWords } from '../../words/judged.ts';
import styles from './Figures.module.css';
import { whyMissing, writeFigure, writeInterval } from './measured-words.ts';

const words = judgedWords.figures;

interface AllFiguresProps {
  readonly judgement: Judgement;
  readonly classNames: readonly string[];
}

/** Every figure with both its intervals: of all films, of each class against the rest, and the means. */
export function AllFigures({ judgement, classNames }: AllFiguresProps) {
  const { overall, classes, macro, weighted, films, support, reliability } = judgement;
  return (
    <Scroll label={words.caption}>
      <table className={table.table}>
        <caption className="visually-hidden">{words.caption}</caption>
        <thead>
          <tr>
            {words.columns.map((name, column) => (
              <th key={name} scope="col" className={column > 0 ? table.number : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <Group title={words.overall} names={OVERALL_FIGURES} figures={overall} films={films}>
          <tr>
            <th scope="row">{words.ece}</th>
            <td className={table.number}>{isMissing(reliability.error) ? '–' : reliability.error.toFixed(3)}</td>
            <td colSpan={2} className={styles.why}>
              {whyMissing(reliability.error) ?? words.eceNote}
            </td>
            <td className={table.number}>{formatCount(films)}</td>
          </tr>
        </Group>
        {classes.map((figures, label) => (
          <Group
            key={classNames[label]}
            title={words.against(classNames[label] ?? '')}
            names={CLASS_FIGURES}
            figures={figures}
            films={support[label] ?? 0}
          />
        ))}
        <Group title={words.macro} names={CLASS_FIGURES} figures={macro} films={films} />
        <Group title={words.weighted} names={CLASS_FIGURES} figures={weighted} films={films} />
      </table>
    </Scroll>
  );
}

interface GroupProps<Name extends OverallFigure | ClassFigure> {
  readonly title: string;
  readonly names: readonly Name[];
  readonly figures: Readonly<Record<Name, Measured>>;
  readonly films: number;
  readonly children?: React.ReactNode;
}

function Group<Name extends OverallFigure | ClassFigure>({ title, names, figures, films, children }: GroupProps<Name>) {
  return (
    <tbody>
      <tr className={table.total}>
        <th colSpan={5} scope="rowgroup">
          {title}
        </th>
      </tr>
      {names.map((name) => (
        <Row key={name} name={name} measured={figures[name]} films={films} />
      ))}
      {children}
    </tbody>
  );
}

interface RowProps {
  readonly name: OverallFigure | ClassFigure;
  readonly measured: Measured;
  readonly films: number;
}

function Row({ name, measured, films }: RowProps) {
  const { value, interval, method, reference, share } = measured;
  const ends = writeInterval(interval, name) || (whyMissing(value) ?? whyMissing(interval));
  return (
    <tr>
      <th scope="row">{FIGURE_NAMES[name]}</th>
      <td className={table.number}>{writeFigure(value, name)}</td>
      <td className={table.number}>
        {ends}
        {method === 'wilson-by-patient' && ` (${words.byPatients})`}
      </td>
      <td className={table.number}>
        {reference &&
          !isMissing(reference.interval) &&
          `${writeInterval(reference.interval, name)} ${words[reference.method]}`}
      </td>
      <td className={table.number}>{share ? words.of(share.hits, share.of) : formatCount(films)}</td>
    </tr>
  );
}
