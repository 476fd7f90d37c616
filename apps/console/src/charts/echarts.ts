import { BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent, VisualMapContinuousComponent } from 'echarts/components'
import { init, use as install } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

// Drawn on a canvas: the other renderer writes styles into the page, which its policy forbids.
install([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  SankeyChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
])

export { init }
