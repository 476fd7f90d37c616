import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { init } from './echarts'
import { usePrinting } from '../shared/use-printing'
import { usePalette } from './palette'

export interface Clicked {
  readonly seriesIndex?: number
  readonly seriesName?: string
  readonly dataIndex: number
  readonly name: string
  readonly data: unknown
}

/** Between the margins of A4, in pixels: what is drawn for a screen would be cut or too small there. */
const PAPER = 660

interface Props {
  readonly option: EChartsCoreOption
  readonly height: number
  /** What it shows, for those who do not see it. */
  readonly says: string
  readonly onClick?: ((clicked: Clicked) => void) | undefined
  readonly chartRef: RefObject<EChartsType | null>
}

/** A drawn chart that fits its place, and is drawn anew where the colours or the figures change. */
export default function Canvas({ option, height, says, onClick, chartRef }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { text } = usePalette()
  const printing = usePrinting()
  useEffect(() => {
    const drawn = init(place.current)
    chartRef.current = drawn
    const observer = new ResizeObserver(() => drawn.resize())
    observer.observe(place.current!)
    return () => {
      observer.disconnect()
      drawn.dispose()
      chartRef.current = null
    }
  }, [chartRef])
  useEffect(() => {
    const still = printing || matchMedia('(prefers-reduced-motion: reduce)').matches
    chartRef.current?.setOption(
      { animation: !still, animationDuration: 350, textStyle: { color: text }, ...option },
      true,
    )
    chartRef.current?.resize({ width: printing ? PAPER : 'auto' })
    // Paper does not wait for the next frame.
    if (printing) chartRef.current?.getZr().flush()
  }, [chartRef, option, text, printing])
  useEffect(() => {
    const drawn = chartRef.current
    const told = (clicked: unknown) => onClick?.(clicked as Clicked)
    drawn?.on('click', told)
    return () => void drawn?.off('click', told)
  }, [chartRef, onClick])
  return <div ref={place} className="canvas" role="img" aria-label={says} style={{ height, width: '100%' }} />
}
