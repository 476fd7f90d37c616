import { Chart } from '../charts/chart'
import { saveRows } from '../charts/csv'
import { axisLabels, softLines, tip } from '../charts/options'
import { usePalette } from '../charts/palette'
import type { Palette } from '../charts/palette'
import { DataTable } from '../shared/data-table'
import { percent } from '../shared/format'
import { texts } from '../texts'
import { curveOf } from './curve'
import type { Point } from './curve'
import type { Answer } from './screen'

const words = texts.value

/** How much of the value the best customers bring together. */
export function Concentration({ answer }: { readonly answer: Answer }) {
  const palette = usePalette()
  const points = curveOf(answer)
  const fifth = answer.concentration.top20
  const says = fifth ? words.concentrationSays(percent(fifth.part), percent(fifth.share)) : words.emptyAbout
  return (
    <Chart
      title={words.concentration}
      name="concentration"
      says={says}
      option={optionOf(points, palette)}
      height={340}
      table={
        <DataTable
          caption={words.concentration}
          rows={points}
          id={({ customers, value }) => `${customers} ${value}`}
          columns={[
            { title: words.ofCustomers, right: true, cell: ({ customers }) => percent(customers) },
            { title: words.ofValue, right: true, cell: ({ value }) => percent(value) },
          ]}
        />
      }
      onCsv={() =>
        saveRows(
          [[words.ofCustomers, words.ofValue], ...points.map((one) => [one.customers, one.value])],
          'concentration',
        )
      }
    />
  )
}

function optionOf(points: readonly Point[], palette: Palette) {
  const axis = (name: string) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: { color: palette.quiet },
    min: 0,
    max: (value: { max: number }) => Math.max(1, Math.ceil(value.max * 10) / 10),
    axisLabel: { ...axisLabels(palette), formatter: (value: number) => percent(value) },
    splitLine: softLines(palette),
  })
  return {
    grid: { left: 28, right: 16, top: 12, bottom: 28, containLabel: true },
    tooltip: {
      ...tip(palette),
      trigger: 'item',
      formatter: ({ value: [x, y] }: { value: readonly [number, number] }) =>
        `${words.ofCustomers}: ${percent(x)}\n${words.ofValue}: ${percent(y)}`,
    },
    xAxis: { ...axis(words.ofCustomers), max: 1 },
    yAxis: { ...axis(words.ofValue), nameGap: 44 },
    series: [
      {
        type: 'line',
        data: points.map(({ customers, value }) => [customers, value]),
        symbolSize: 9,
        lineStyle: { width: 3, color: palette.main },
        itemStyle: { color: palette.main },
        areaStyle: { color: palette.main, opacity: 0.12 },
      },
      {
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        symbol: 'none',
        silent: true,
        lineStyle: { type: 'dashed', color: palette.quiet, width: 1.5 },
      },
    ],
  }
}
