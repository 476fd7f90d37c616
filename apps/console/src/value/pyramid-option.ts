import type { EChartsCoreOption } from 'echarts/core'
import { tip } from '../charts/options'
import type { Palette } from '../charts/palette'
import { count, money, percent } from '../shared/format'
import { texts } from '../texts'
import type { Answer } from './screen'

const words = texts.value
/** An empty tier is still a step, and a small one can still be clicked. */
const NARROWEST = 0.04

interface Drawing {
  getWidth(): number
  getHeight(): number
}

/** Steps as wide as their customers are many, A on top, each beside its figures. */
export function pyramidOption({ tiers, customers, currency }: Answer, palette: Palette): EChartsCoreOption {
  const most = Math.max(...tiers.map((one) => one.customers), 1)
  const renderItem = ({ dataIndex }: { dataIndex: number }, api: Drawing) => {
    const { tier, customers: own, amount, share } = tiers[dataIndex]!
    const narrow = api.getWidth() < 440
    const place = narrow ? api.getWidth() - 24 : api.getWidth() * 0.58
    const [step, gap] = [api.getHeight() / tiers.length, narrow ? 26 : 6]
    const width = Math.max(own / most, NARROWEST) * place
    const [x, y] = [12 + (place - width) / 2, dataIndex * step]
    const figures = `${tier}   ${count(own)} (${percent(own / customers)})`
    const bring = `${money(amount, currency)} · ${percent(share)}`
    const shape = { x, y: y + 2, width, height: step - gap, r: 8 }
    const text = (said: string, at: number, fill: string, weight: number) => ({
      type: 'text',
      style: {
        text: said,
        x: narrow ? 12 : place + 28,
        y: at,
        fill,
        fontSize: narrow ? 12 : 14,
        fontWeight: weight,
        verticalAlign: 'middle',
      },
    })
    const lines = narrow
      ? [text(`${figures} · ${bring}`, y + step - 12, palette.text, 500)]
      : [text(figures, y + step / 2 - 11, palette.text, 650), text(bring, y + step / 2 + 11, palette.quiet, 400)]
    return { type: 'group', children: [{ type: 'rect', shape, style: { fill: palette.tiers[tier] } }, ...lines] }
  }
  return {
    tooltip: {
      ...tip(palette),
      formatter: ({ dataIndex }: { dataIndex: number }) => about(tiers[dataIndex]!, currency),
    },
    series: [
      {
        type: 'custom',
        coordinateSystem: undefined,
        renderItem,
        data: tiers.map(({ customers: own }) => own),
        cursor: 'pointer',
      },
    ],
  }
}

const about = ({ tier, customers, amount, share }: Answer['tiers'][number], currency: string): string =>
  [
    `${words.tier} ${tier}`,
    `${words.customers}: ${count(customers)}`,
    `${words.amount}: ${money(amount, currency)}`,
    `${words.share}: ${percent(share)}`,
  ].join('\n')
