import type { EChartsCoreOption } from 'echarts/core'
import type { Schemas } from '../../api/client'
import { axisLabels, softLines, tip } from '../../charts/options'
import type { Palette } from '../../charts/palette'
import { count, duration, interval, percent, short } from '../../shared/format'
import { texts } from '../../texts'
import type { Part } from './figures'
import type { Measure } from './measures'
import { referenceInWords } from './saying'
import { stageName } from './stage-name'

type Stage = Schemas['FunnelStage']
const words = texts.funnel

/** How bars lie beside each other; marks have to know. */
const BARS = { barMaxWidth: 34, barGap: '10%' }

/** Whether somebody came to a stage without one before it. */
export const hasBeside = (stages: readonly Pick<Stage, 'beside'>[]): boolean => stages.some(({ beside }) => beside > 0)

/** Bars from the top down, a bar a stage, or one for each part of it, with marks across what they are held against. */
export function funnelOption(
  stages: readonly Stage[],
  drawn: readonly Part[],
  palette: Palette,
  narrow: boolean,
): EChartsCoreOption {
  const parted = drawn.length !== 1 || drawn[0]!.stages !== stages
  return {
    grid: { left: 8, right: roomFor(drawn, parted, narrow), top: parted ? 40 : 8, bottom: 8, containLabel: true },
    tooltip: { ...tip(palette), trigger: 'item' },
    ...(parted ? { legend: { type: 'scroll', textStyle: { color: palette.text }, top: 0 } } : {}),
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...axisLabels(palette), formatter: short, hideOverlap: true },
      splitLine: softLines(palette),
    },
    yAxis: {
      type: 'category',
      data: stages.toReversed().map(({ name }) => stageName(name)),
      axisLabel: { ...axisLabels(palette), color: palette.text, fontSize: 13 },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      ...drawn.map((part, at) => bars(part, palette.series[at % 8]!, palette, !parted)),
      ...(parted ? [] : [whiskers(stages, palette, narrow)]),
      marks(stages, drawn, palette),
    ],
  }
}

/** What a label behind the longest bar needs, in pixels. */
function roomFor(drawn: readonly Part[], parted: boolean, narrow: boolean): number {
  if (parted) return drawn.some(({ stages }) => hasBeside(stages)) ? 108 : 48
  return narrow ? 92 : 200
}

function bars({ key: name, stages, measures }: Part, color: string, palette: Palette, alone: boolean) {
  const measureOf = (stage: string) => measures.find((one) => one.stage === stage)
  return {
    name,
    type: 'bar',
    itemStyle: { color: alone ? palette.main : color, borderRadius: [0, 6, 6, 0] },
    ...BARS,
    barMinHeight: 2,
    label: {
      show: !alone,
      position: 'right',
      distance: 10,
      color: palette.text,
      fontSize: 12,
      formatter: ({ dataIndex }: { dataIndex: number }) => label(stages.toReversed()[dataIndex]!),
    },
    data: stages.toReversed().map((stage) => ({
      value: stage.count,
      tooltip: { formatter: () => about(stage, measureOf(stage.name), alone ? undefined : name) },
    })),
  }
}

/** How many are at a stage and, in a line of their own where there is room for two, beside it; a rate where that is wanted. */
const label = (stage: Stage, length: 'count' | 'short' | 'whole' = 'count'): string => {
  if (!stage.recorded) return words.notRecorded
  const figure = figureOf(stage, length)
  if (stage.beside === 0) return figure
  return `${figure}${length === 'count' ? ' · ' : '\n'}${words.besides(count(stage.beside))}`
}

function figureOf({ count: people, fromBefore }: Stage, length: 'count' | 'short' | 'whole'): string {
  if (length === 'count' || !fromBefore) return count(people)
  if (length === 'short') return `${count(people)} · ${percent(fromBefore.rate)}`
  return `${count(people)}  ·  ${percent(fromBefore.rate)}  (${interval(fromBefore)})`
}

/** All that there is to say of a bar, a line each; which part it is of, where there are several. */
function about(
  { name, count: people, fromBefore, medianFromBefore, beside }: Stage,
  { target, reference }: Partial<Measure> = {},
  part?: string,
): string {
  return [
    part === undefined ? stageName(name) : `${stageName(name)}, ${part}`,
    `${words.count}: ${count(people)}`,
    ...(beside > 0 ? [`${words.beside}: ${count(beside)}`] : []),
    ...(fromBefore
      ? [
          `${words.fromBefore}: ${percent(fromBefore.rate)} (${count(fromBefore.count)} / ${count(fromBefore.of)})`,
          `${texts.common.interval}: ${interval(fromBefore)}`,
        ]
      : []),
    ...(medianFromBefore === undefined ? [] : [`${words.median}: ${duration(medianFromBefore)}`]),
    ...(target ? [`${words.target}: ${texts.common.of(count(target.reached), count(target.value))}`] : []),
    ...(reference ? [`${words.reference}: ${referenceInWords(reference)}`] : []),
  ].join('\n')
}

interface Drawing {
  value(dimension: number): number
  coord(point: readonly number[]): readonly [number, number]
  /** Which series are shown, by their places: people may leave out some. */
  currentSeriesIndices(): readonly number[]
  barLayout(bars: object): readonly { readonly offsetCenter: number; readonly width: number }[]
}

/** The interval of the rate from the stage before, in people: a thin line over the end of the bar, and the figures behind it. */
function whiskers(stages: readonly Stage[], { text, card }: Palette, narrow: boolean) {
  const drawn = stages.toReversed()
  return {
    type: 'custom',
    silent: true,
    // Over the marks, which would run through the figures.
    z: 5,
    data: drawn.map(({ count: people, fromBefore: rate }, at) =>
      rate ? [rate.low * rate.of, at, rate.high * rate.of] : [people, at, people],
    ),
    encode: { x: [0, 2], y: 1 },
    renderItem: ({ dataIndex }: { dataIndex: number }, api: Drawing) => {
      const stage = drawn[dataIndex]!
      const [left, y] = api.coord([api.value(0), dataIndex])
      const [right] = api.coord([api.value(2), dataIndex])
      const said = {
        text: label(stage, narrow ? 'short' : 'whole'),
        x: right + 12,
        y,
        fill: text,
        fontSize: 12,
        lineHeight: 15,
        verticalAlign: 'middle',
        backgroundColor: card,
        padding: [0, 3],
      }
      const lines = stage.fromBefore ? withEnds(left, right, y, text) : []
      return { type: 'group', children: [...lines, { type: 'text', style: said }] }
    },
  }
}

/** A line with an end on either side. */
function withEnds(left: number, right: number, y: number, stroke: string) {
  const style = { stroke, lineWidth: 1.5, opacity: 0.75 }
  const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style })
  return [line(left, y, right, y), line(left, y - 5, left, y + 5), line(right, y - 5, right, y + 5)]
}

/** So far a mark stands out on either side of its bar. */
const OUT = 3

/** Lines across the bars: where the target lies, and, dashed, how many the rates of the reference would make. */
function marks(stages: readonly Stage[], drawn: readonly Part[], { text, series }: Palette) {
  const names = stages.toReversed().map(({ name }) => name)
  const data = drawn.flatMap(({ measures }, part) =>
    measures.flatMap(({ stage, target, reference }) => {
      const at = names.indexOf(stage)
      return [
        ...(target === undefined ? [] : [[target.value, at, 0, part]]),
        ...(reference?.expected === undefined ? [] : [[reference.expected, at, 1, part]]),
      ]
    }),
  )
  return {
    type: 'custom',
    silent: true,
    z: 4,
    data,
    encode: { x: 0, y: 1 },
    renderItem: (_: unknown, api: Drawing) => {
      const shown = api.currentSeriesIndices().filter((at) => at < drawn.length)
      const bar = api.barLayout({ count: shown.length, ...BARS })[shown.indexOf(api.value(3))]
      if (!bar) return undefined
      const [x, middle] = api.coord([api.value(0), api.value(1)])
      const [y, reach] = [middle + bar.offsetCenter, bar.width / 2 + OUT]
      const isReference = api.value(2) === 1
      const style = isReference
        ? { stroke: series[3], lineWidth: 2, lineDash: [4, 3] }
        : { stroke: text, lineWidth: 2.5 }
      return { type: 'line', shape: { x1: x, x2: x, y1: y - reach, y2: y + reach }, style }
    },
  }
}
