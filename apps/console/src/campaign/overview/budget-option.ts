import type { EChartsCoreOption } from 'echarts/core'
import { axisLabels, softLines, tip } from '../../charts/options'
import type { Palette } from '../../charts/palette'
import { short, units } from '../../shared/format'
import type { Campaign } from '../use-campaign'
import { budgetFigures, lineInWords } from './budget-figures'

/** A wide bar for what is planned, and on it a narrow one of what is spent and committed; a line of the plan after the other. */
export function budgetOption(
  lines: Campaign['lines'],
  currency: string,
  palette: Palette,
  narrow: boolean,
): EChartsCoreOption {
  const drawn = lines.toReversed()
  const names = drawn.map(({ name }) => name)
  const label = { ...axisLabels(palette), color: palette.text, fontSize: 13 }
  const [planned, committed, spent] = budgetFigures
  const bars = ([name, of]: (typeof budgetFigures)[number], color: string, more: object) => ({
    name,
    type: 'bar',
    itemStyle: { color },
    data: drawn.map((line) => units(of(line), currency)),
    ...more,
  })
  return {
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    legend: { type: 'scroll', textStyle: { color: palette.text }, top: 0 },
    tooltip: {
      ...tip(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => lineInWords(drawn[dataIndex]!, currency),
    },
    xAxis: {
      type: 'value',
      axisLabel: { ...axisLabels(palette), formatter: short, hideOverlap: true },
      splitLine: softLines(palette),
    },
    yAxis: [
      {
        type: 'category',
        data: names,
        axisLabel: { ...label, width: narrow ? 96 : 220, overflow: 'truncate' },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      // Bars of one axis lie beside each other; those of two lie upon each other.
      { type: 'category', data: names, show: false },
    ],
    series: [
      bars(planned, palette.line, {
        yAxisIndex: 1,
        barWidth: 26,
        itemStyle: { color: palette.line, borderColor: palette.quiet, borderRadius: 4 },
      }),
      bars(spent, palette.main, { stack: 'used', barWidth: 12 }),
      bars(committed, palette.series[1]!, { stack: 'used', barWidth: 12 }),
    ],
  }
}
