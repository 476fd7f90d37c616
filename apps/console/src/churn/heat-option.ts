import type { EChartsCoreOption } from 'echarts/core'
import { axisLabels, tip } from '../charts/options'
import type { Palette } from '../charts/palette'
import { count, interval, monthOf, percent } from '../shared/format'
import { texts } from '../texts'
import type { Cell } from './cells'
import { tiers } from './use-churn'
import type { Month } from './use-churn'

const words = texts.churn

/** Months beside each other and tiers below; on a phone the other way round, so that every rate can be read. */
export function heatOption(
  months: readonly Month[],
  cells: readonly Cell[],
  palette: Palette,
  narrow: boolean,
): EChartsCoreOption {
  const most = Math.max(...cells.map(({ rate }) => rate?.rate ?? 0), 0.01)
  const monthAxis = { ...axis(palette), data: months.map(({ month }) => monthOf(month)) }
  const tierAxis = {
    ...axis(palette),
    data: [...tiers],
    axisLabel: { ...axisLabels(palette), color: palette.text, fontSize: 14, fontWeight: 650 },
  }
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 56, containLabel: true },
    tooltip: { ...tip(palette), formatter: ({ dataIndex }: { dataIndex: number }) => about(cells[dataIndex]!) },
    xAxis: narrow ? { ...tierAxis, position: 'top' } : monthAxis,
    yAxis: { ...(narrow ? monthAxis : tierAxis), inverse: true },
    visualMap: scale(most, palette),
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: palette.card, borderWidth: 3, borderRadius: 6 },
        emphasis: { itemStyle: { borderColor: palette.text, borderWidth: 2 } },
        cursor: 'pointer',
        data: cells.map(({ month, tier, rate }) => {
          const [x, y] = [months.findIndex((one) => one.month === month), tiers.indexOf(tier)]
          return cell(narrow ? [y, x, rate?.rate] : [x, y, rate?.rate], most, palette)
        }),
      },
    ],
  }
}

const axis = (palette: Palette) => ({
  type: 'category',
  axisLabel: axisLabels(palette),
  axisTick: { show: false },
  axisLine: { show: false },
})

const scale = (most: number, palette: Palette) => ({
  min: 0,
  max: most,
  calculable: false,
  orient: 'horizontal',
  left: 'center',
  bottom: 0,
  itemHeight: 160,
  itemWidth: 12,
  text: [percent(most), percent(0)],
  textStyle: { color: palette.quiet },
  inRange: { color: [...palette.scale] },
})

/** The rate is written into its cell, dark on light or light on dark. */
function cell([x, y, rate]: readonly [number, number, number | undefined], most: number, palette: Palette) {
  const isMuch = (rate ?? 0) / most > 0.55
  const onCard = palette.card === '#ffffff'
  const color = isMuch === onCard ? '#ffffff' : '#1f2430'
  return {
    value: [x, y, rate ?? '-'],
    label: {
      show: rate !== undefined,
      formatter: percent(rate),
      color: isMuch || !onCard ? color : palette.text,
      fontSize: 12,
    },
  }
}

const about = ({ month, tier, active, churned, cameBack, rate }: Cell): string =>
  [
    `${texts.value.tier} ${tier}, ${monthOf(month)}`,
    `${words.active}: ${count(active)}`,
    `${words.churned}: ${count(churned)}${rate ? ` (${percent(rate.rate)}, ${interval(rate)})` : ''}`,
    `${words.cameBack}: ${count(cameBack)}`,
  ].join('\n')
