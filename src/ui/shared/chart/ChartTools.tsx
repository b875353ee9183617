import { trainWords } from '../../words/train.ts';
import { Button } from '../Button.tsx';
import { saveFile } from '../save-file.ts';
import { savePng, saveSvg } from './save-chart.ts';

const words = trainWords.charts;

interface ChartToolsProps {
  readonly name: string;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly svg: () => SVGSVGElement | null;
  readonly csv: () => string;
}

/** What every chart has at its top right: the same as a table, and ways to keep it. */
export function ChartTools({ name, isTable, onTable, svg, csv }: ChartToolsProps) {
  const file = `thoraxlab-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  const withSvg = (save: (svg: SVGSVGElement, name: string) => unknown) => {
    const drawn = svg();
    if (drawn) void save(drawn, file);
  };
  return (
    <>
      <Button
        kind="quiet"
        onPress={() => onTable(!isTable)}
        label={isTable ? `${words.chart}: ${name}` : words.asTable(name)}
      >
        {isTable ? words.chart : words.table}
      </Button>
      {!isTable && (
        <>
          <Button kind="quiet" onPress={() => withSvg(saveSvg)} label={words.save(words.svg, name)}>
            {words.svg}
          </Button>
          <Button kind="quiet" onPress={() => withSvg(savePng)} label={words.save(words.png, name)}>
            {words.png}
          </Button>
        </>
      )}
      <Button
        kind="quiet"
        onPress={() => saveFile(`${file}.csv`, new Blob([csv()], { type: 'text/csv' }))}
        label={words.save(words.csv, name)}
      >
        {words.csv}
      </Button>
    </>
  );
}
