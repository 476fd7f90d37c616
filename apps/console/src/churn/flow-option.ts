import type { EChartsCoreOption } from 'echarts/core'
import { tip } from '../charts/options'
import type { Palette } from '../charts/palette'
import { count } from '../shared/format'
import { texts } from '../texts'
import type { Move } from './moves'
import { tiers } from './use-churn'

const words = texts.churn
const starts = [...tiers, 'none'] as const
const named = (tier: Move['from']): string => (tier === 'none' ? words.none : tier)
const atStart = (tier: Move['from']): string => `${named(tier)} ${words.start}`
const atEnd = (tier: Move['from']): string => `${named(tier)} ${words.end}`

/** Tiers at the start on the left, at the end on the right, and between them as many as moved. */
export function flowOption(moves: readonly Move[], palette: Palette): EChartsCoreOption {
  const node = (name: string, tier: Move['from'], left: boolean) => ({
    name,
    depth: left ? 0 : 1,
    itemStyle: { color: palette.tiers[tier] },
    label: { position: left ? 'right' : 'left' },
  })
  const left = starts.filter((tier) => moves.some(({ from }) => from === tier))
  const right = tiers.filter((tier) => moves.some(({ to }) => to === tier))
  return {
    tooltip: { ...tip(palette), formatter: about },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 4,
        top: 8,
        bottom: 8,
        nodeGap: 14,
        nodeWidth: 16,
        draggable: false,
        layoutIterations: 0,
        label: { color: palette.text, fontSize: 13 },
        lineStyle: { color: 'source', opacity: 0.4, curveness: 0.5 },
        emphasis: { focus: 'adjacency' },
        data: [
          ...left.map((tier) => node(atStart(tier), tier, true)),
          ...right.map((tier) => node(atEnd(tier), tier, false)),
        ],
        links: moves.map((move) => ({
          source: atStart(move.from),
          target: atEnd(move.to),
          value: move.customers,
          move,
        })),
      },
    ],
  }
}

function about({ data, name, value }: { data: { move?: Move }; name: string; value: number }): string {
  const { move } = data
  return move ? `${named(move.from)} → ${move.to}: ${count(move.customers)}` : `${name}: ${count(value)}`
}
