import type { LayerRow, NetworkSummary } from '../../core/training/events.ts';
import { formatCount, formatMillions } from '../shared/format.ts';
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

function Layers({ network }: { readonly network: NetworkSummary }) {
  const multiplyAdds = network.layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
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
          {network.layers.map((layer) => (
            <Layer key={layer.name} layer={layer} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td />
            <td className={table.number} data-testid="parameters" data-value={network.parameters}>
              {formatCount(network.parameters)}
            </td>
            <td className={table.number} title={formatCount(multiplyAdds)}>
              {formatMillions(multiplyAdds)}
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function Layer({ layer }: { readonly layer: LayerRow }) {
  return (
    <tr>
      <th scope="row">{layer.type}</th>
      <td className={table.nowrap}>{layer.outputShape.join(' × ')}</td>
      <td className={table.number}>{formatCount(layer.parameters)}</td>
      <td className={table.number} title={formatCount(layer.multiplyAdds)}>
        {formatMillions(layer.multiplyAdds)}
      </td>
    </tr>
  );
}
