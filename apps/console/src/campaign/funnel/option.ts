import type { EChartsCoreOption } from 'echarts/core'
import type { Schemas } from '../../api/client'
import { axisLabels, softLines, tip } from '../../charts/options'
import type { Palette } from '../../charts/palette'
import { count, duration, interval, percent, short } from '../../shared/format'
import { texts } from '../../texts'
import type { Measure } from './measures'
import { stageName } from './stage-name'

type Stage = Schemas['FunnelStage']
type Answer = Schemas['FunnelAnswer']
const words = texts.funnel

/** Bars from the top down, a bar a stage, or one for each part of it. */
export function funnelOption(
  { stages, parts }: Answer,
  measures: readonly Measure[],
  palette: Palette,
  narrow: boolean,
): EChartsCoreOption {
  const drawn = parts?.map(({ key, stages: own }) => ({ key, stages: own })) ?? [{ key: words.bys.none, stages }]
  return {
    grid: { left: 8, right: parts ? 48 : narrow ? 92 : 200, top: parts ? 40 : 8, bottom: 8, containLabel: true },
    tooltip: { ...tip(palette), trigger: 'item' },
    ...(parts ? { legend: { type: 'scroll', textStyle: { color: palette.text }, top: 0 } } : {}),
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...axisLabels(palette), formatter: short },
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
      ...drawn.map(({ key, stages: own }, at) => bars(key, own, palette.series[at % 8]!, palette, parts === undefined)),
      ...(parts ? [] : [whiskers(stages, palette, narrow), marks(stages, measures, palette)]),
    ],
  }
}

function bars(name: string, stages: readonly Stage[], color: string, palette: Palette, alone: boolean) {
  return {
    name,
    type: 'bar',
    itemStyle: { color: alone ? palette.main : color, borderRadius: [0, 6, 6, 0] },
    barMaxWidth: 34,
    barMinHeight: 2,
    label: {
      show: !alone,
      position: 'right',
      distance: 10,
      color: palette.text,
      fontSize: 12,
      formatter: ({ dataIndex }: { dataIndex: number }) => label(stages.toReversed()[dataIndex]!),
    },
    data: stages
      .toReversed()
      .map((stage) => ({ value: stage.count, tooltip: { formatter: () => about(stage, name, alone) } })),
  }
}

const label = (
  { recorded, count: people, fromBefore }: Stage,
  length: 'count' | 'short' | 'whole' = 'count',
): string => {
  if (!recorded) return words.notRecorded
  if (length === 'count' || !fromBefore) return count(people)
  if (length === 'short') return `${count(people)} · ${percent(fromBefore.rate)}`
  return `${count(people)}  ·  ${percent(fromBefore.rate)}  (${interval(fromBefore)})`
}

function about(
  { name, count: people, fromBefore, medianFromBefore, beside }: Stage,
  part: string,
  alone: boolean,
): string {
  return [
    alone ? stageName(name) : `${stageName(name)}, ${part}`,
    `${words.count}: ${count(people)}`,
    ...(fromBefore
      ? [
          `${words.fromBefore}: ${percent(fromBefore.rate)} (${count(fromBefore.count)} / ${count(fromBefore.of)})`,
          `${texts.common.interval}: ${interval(fromBefore)}`,
        ]
      : []),
    ...(medianFromBefore === undefined ? [] : [`${words.median}: ${duration(medianFromBefore)}`]),
    ...(beside > 0 ? [`${words.beside}: ${count(beside)}`] : []),
  ].join('\n')
}

interface Drawing {
  value(dimension: number): number
  coord(point: readonly number[]): readonly [number, number]
}

/** The interval of the rate from the stage before, in people: a thin line over the end of the bar, and the figures behind it. */
function whiskers(stages: readonly Stage[], { text }: Palette, narrow: boolean) {
  const drawn = stages.toReversed()
  return {
    type: 'custom',
    silent: true,
    z: 3,
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
        verticalAlign: 'middle',
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

const MARK_HEIGHT = 17

/** Lines across the bars: where the target lies, and, dashed, how many the rates of the other campaign would make. */
function marks(stages: readonly Stage[], measures: readonly Measure[], { text, series }: Palette) {
  const drawn = stages.toReversed()
  const data = measures.flatMap(({ stage, target, reference }) => {
    const at = drawn.findIndex(({ name }) => name === stage)
    return [
      ...(target === undefined ? [] : [[target, at, 0]]),
      ...(reference === undefined ? [] : [[reference.expected, at, 1]]),
    ]
  })
  return {
    type: 'custom',
    silent: true,
    z: 4,
    data,
    encode: { x: 0, y: 1 },
    renderItem: (_: unknown, api: Drawing) => {
      const [x, y] = api.coord([api.value(0), api.value(1)])
      const isReference = api.value(2) === 1
      const style = isReference
        ? { stroke: series[3], lineWidth: 2, lineDash: [4, 3] }
        : { stroke: text, lineWidth: 2.5 }
      return { type: 'line', shape: { x1: x, x2: x, y1: y - MARK_HEIGHT, y2: y + MARK_HEIGHT }, style }
    },
  }
}
