import { Fragment, useState } from 'react';
import type { LayerRow, NetworkSummary } from '../../core/training/events.ts';
import { Button } from '../shared/Button.tsx';
import { formatCount, formatOperations } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { trainWords } from '../words/train.ts';

const words = trainWords.network;

/** The network, layer by layer, as the paper prints it, with its totals. */
export function LayerTable({ network }: { readonly network: NetworkSummary | null }) {
  return (
    <Panel title={words.title}>
      {network ? <Layers network={network} /> : <p className={table.foot}>{words.waiting}</p>}
    </Panel>
  );
}

/** A deeper network than this is folded after its first layers. */
const FOLD_FROM = 14;
const SHOWN_FOLDED = 10;

function Layers({ network }: { readonly network: NetworkSummary }) {
  const [isOpen, setOpen] = useState(false);
  const { layers } = network;
  const shown = isOpen || layers.length < FOLD_FROM ? layers : layers.slice(0, SHOWN_FOLDED);
  const multiplyAdds = layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
  return (
    <Scroll label={words.caption}>
      <table className={table.table}>
        <caption className="visually-hidden">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.layer}</th>
            <th scope="col">{words.shape}</th>
            <th scope="col" className={table.number}>
              {words.parameters}
            </th>
            <th scope="col" className={table.number}>
              {words.multiplyAdds}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((layer) => (
            <Layer key={layer.name} layer={layer} />
          ))}
          {layers.length >= FOLD_FROM && (
            <tr>
              <td colSpan={4}>
                <Button kind="quiet" onPress={() => setOpen(!isOpen)}>
                  {isOpen ? words.fewer : words.all(layers.length)}
                </Button>
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td />
            <td className={table.number} data-testid="parameters" data-value={network.parameters}>
              {formatCount(network.parameters)}
            </td>
            <td className={table.number} title={formatCount(multiplyAdds)}>
              {formatOperations(multiplyAdds)}
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

/** `GlobalAveragePooling2D` may be cut between its words, so that narrow screens need no scrolling. */
function breakable(type: string) {
  const words = type.split(/(?<=[a-z])(?=[A-Z])/);
  return words.map((word, i) => (
    <Fragment key={word}>
      {i > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}

function Layer({ layer }: { readonly layer: LayerRow }) {
  return (
    <tr>
      <th scope="row">{breakable(layer.type)}</th>
      <td className={table.nowrap}>{layer.outputShape.join(' × ')}</td>
      <td className={table.number}>{formatCount(layer.parameters)}</td>
      <td className={table.number} title={formatCount(layer.multiplyAdds)}>
        {formatOperations(layer.multiplyAdds)}
      </td>
    </tr>
  );
}
