import type { EChartsCoreOption } from 'echarts/core'
import { axisLabels, softLines, tip } from '../charts/options'
import type { Palette } from '../charts/palette'
import type { Compared } from './compared'

/** A bar for each policy in every row: what is in force is filled, what might be is hatched by a lighter colour. */
export function besideOption(
  rows: readonly Compared[],
  names: readonly string[],
  format: (figure: number) => string,
  palette: Palette,
  narrow: boolean,
): EChartsCoreOption {
  const down = rows.toReversed()
  return {
    grid: { left: 8, right: narrow ? 64 : 96, top: 40, bottom: 8, containLabel: true },
    legend: { type: 'scroll', textStyle: { color: palette.text }, top: 0 },
    tooltip: { ...tip(palette), trigger: 'item' },
    xAxis: {
      type: 'value',
      axisLabel: { ...axisLabels(palette), formatter: format, hideOverlap: true },
      splitNumber: narrow ? 2 : 5,
      splitLine: softLines(palette),
    },
    yAxis: {
      type: 'category',
      data: down.map(({ label }) => label),
      axisLabel: { ...axisLabels(palette), color: palette.text, fontSize: 13 },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: names.map((name, at) => ({
      name,
      type: 'bar',
      barMaxWidth: 22,
      barMinHeight: 2,
      itemStyle: {
        color: at === 0 ? palette.main : palette.series[at % palette.series.length]!,
        borderRadius: [0, 5, 5, 0],
        ...(at === 0 ? {} : { decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -0.8 } }),
      },
      label: {
        show: true,
        position: 'right',
        color: palette.text,
        fontSize: 12,
        formatter: ({ value }: { value: number | string }) => (typeof value === 'number' ? format(value) : ''),
      },
      data: down.map(({ label, figures }) => ({
        value: figures[at] ?? '-',
        tooltip: {
          formatter: () => `${label}, ${name}: ${figures[at] === undefined ? '–' : format(figures[at])}`,
        },
      })),
    })),
  }
}
