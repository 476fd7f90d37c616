import { describe, expect, it } from '@jest/globals'
import type { Schemas } from '../../api/client.js'
import type { Palette } from '../../charts/palette.js'
import type { Part } from './figures.js'
import { funnelOption } from './option.js'

const stages = [
  { name: 'invited', recorded: true, count: 200, beside: 0 },
  {
    name: 'accepted',
    recorded: true,
    count: 1,
    beside: 0,
    fromBefore: { count: 1, of: 200, rate: 0.005, low: 0, high: 0.03 },
  },
  { name: 'registered', recorded: true, count: 0, beside: 2 },
] as unknown as readonly Schemas['FunnelStage'][]
const measures: Part['measures'] = [
  { stage: 'accepted', reference: { rate: 0.5, expected: 100, says: 'below' } },
  { stage: 'registered', target: { value: 60, reached: 2, beside: 2 } },
]
const palette = { series: Array.from({ length: 8 }, (_, n) => `#00000${n}`) } as unknown as Palette

interface Drawn {
  readonly grid: { readonly right: number }
  readonly series: readonly {
    readonly name?: string
    readonly label?: { readonly formatter: (one: { dataIndex: number }) => string }
    readonly data: readonly { readonly tooltip: { readonly formatter: () => string } }[]
    readonly renderItem?: (
      one: { dataIndex: number },
      api: object,
    ) => { children: readonly { style: { text?: string } }[] }
  }[]
}
const drawn = (parts: readonly Part[]) => funnelOption(stages, parts, palette, false) as unknown as Drawn
const whole = () => drawn([{ key: 'all', stages, measures }])
const parted = () => drawn([{ key: 'w1', stages: [...stages], measures: [] }])
/** What a bar tells whoever points at it; bars stand from the bottom up. */
const told = ({ series: [bars] }: Drawn) => bars!.data.map(({ tooltip }) => tooltip.formatter()).toReversed()

describe('a drawn funnel', () => {
  it('tells at each bar what it is held against, and how many are beside', () => {
    const [, accepted, registered] = told(whole())
    expect(accepted!.split('\n').at(-1)).toBe('Reference: 50% (100), we are below')
    expect(registered).toBe('Registered\nPeople: 0\nBeside: 2\nTarget: 2 of 60')
    expect(told(parted())[2]).toBe('Registered, w1\nPeople: 0\nBeside: 2')
  })

  it('names those beside next to the bar that does not count them, with room for it', () => {
    const api = { value: () => 0, coord: () => [0, 0] }
    const labels = stages.map(
      (_, dataIndex) => whole().series[1]!.renderItem!({ dataIndex }, api).children.at(-1)!.style.text,
    )
    expect(labels.toReversed()).toEqual(['200', '1  ·  0.5%  (0% – 3%)', '0\n2 beside'])
    expect(parted().series[0]!.label!.formatter({ dataIndex: 0 })).toBe('0 · 2 beside')
    const inOrder = stages.map((stage) => ({ ...stage, beside: 0 }))
    expect(parted().grid.right).toBeGreaterThan(drawn([{ key: 'w1', stages: inOrder, measures: [] }]).grid.right)
  })
})
