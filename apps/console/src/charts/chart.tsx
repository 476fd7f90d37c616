import { Button, Group, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconPhoto } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { Suspense, useRef } from 'react'
import type { ReactNode } from 'react'
import { save } from '../api/download'
import { arriving } from '../shared/arriving'
import { Card } from '../shared/card'
import { useUrlState } from '../shared/url-state'
import { Wrong } from '../shared/wrong'
import { texts } from '../texts'
import type { Clicked } from './canvas'
import { usePalette } from './palette'

const Canvas = arriving(() => import('./canvas'))
const words = texts.chart

interface Props {
  readonly title: string
  /** Names it in the address, and its files. */
  readonly name: string
  /** One sentence that says what it shows. */
  readonly says: string
  readonly how?: string
  readonly option: EChartsCoreOption
  readonly height: number
  readonly table: ReactNode
  readonly onCsv: () => Promise<void> | void
  readonly onClick?: (clicked: Clicked) => void
  readonly aside?: ReactNode
}

/** A chart with what belongs to every chart: a sentence, the table behind it, the figures and the picture as files. */
export function Chart({ title, name, says, how, option, height, table, onCsv, onClick, aside }: Props) {
  const { get, set } = useUrlState()
  const chartRef = useRef<EChartsType | null>(null)
  const { card } = usePalette()
  const csv = useMutation({ mutationFn: async () => onCsv() })
  const asTable = get(`${name}-as`) === 'table'
  const picture = () => {
    const url = chartRef.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: card })
    if (url !== undefined) save(url, `${name}.png`)
  }
  const tools = (
    <Group gap="xs" className="no-print">
      <Wrong error={csv.error} />
      <SegmentedControl
        size="xs"
        aria-label={`${title}: ${words.show}`}
        data={[
          { value: 'chart', label: words.chart },
          { value: 'table', label: words.table },
        ]}
        value={asTable ? 'table' : 'chart'}
        onChange={(as) => set({ [`${name}-as`]: as === 'table' ? as : undefined })}
      />
      <Tool
        label={words.csv}
        about={words.csvOf(title)}
        icon={<IconDownload size={15} />}
        loading={csv.isPending}
        onClick={() => csv.mutate()}
      />
      {!asTable && (
        <Tool label={words.picture} about={words.pictureOf(title)} icon={<IconPhoto size={15} />} onClick={picture} />
      )}
    </Group>
  )
  return (
    <Card title={title} aside={tools}>
      <Text mb={how ? 4 : 'sm'}>{says}</Text>
      {how !== undefined && !asTable && (
        <Text size="sm" c="dimmed" mb="sm">
          {how}
        </Text>
      )}
      {aside}
      {asTable ? (
        table
      ) : (
        <Suspense fallback={<Skeleton height={height} radius="md" />}>
          <Canvas {...{ option, height, says, chartRef, onClick }} />
        </Suspense>
      )}
    </Card>
  )
}

interface ToolProps {
  readonly label: string
  readonly about: string
  readonly icon: ReactNode
  readonly loading?: boolean
  readonly onClick: () => void
}

const Tool = ({ label, about, icon, loading = false, onClick }: ToolProps) => (
  <Button size="compact-sm" variant="default" leftSection={icon} aria-label={about} {...{ loading, onClick }}>
    {label}
  </Button>
)
