import { Button, Checkbox, Group, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import { stageName } from './stage-name'

const words = texts.whatIf.funnel
const known = Object.keys(texts.funnel.stages)
/** In the address, where every stage was left out. */
const NONE = '-'

interface Props {
  /** The stages in force, in order. */
  readonly inForce: readonly string[]
  readonly onCompare: (stages: string) => void
}

/** Other stages to compare with; they keep the order in which people pass them. Which are marked stands in the address. */
export function OtherStages({ inForce, onCompare }: Props) {
  const { get, set } = useUrlState()
  const all = [...inForce, ...known.filter((stage) => !inForce.includes(stage))]
  const ordered = (stages: readonly string[]) => all.filter((stage) => stages.includes(stage))
  const marked = ordered(get('marked')?.split(',') ?? inForce)
  const isInForce = (stages: readonly string[]) => stages.join() === inForce.join()
  const mark = (stages: readonly string[]) => {
    const next = ordered(stages)
    set({ marked: isInForce(next) ? undefined : next.join(',') || NONE })
  }
  return (
    <Card title={words.choose}>
      <Text c="dimmed" mb="sm">
        {words.chooseAbout}
      </Text>
      <Checkbox.Group aria-label={words.choose} value={[...marked]} onChange={mark}>
        <Group gap="md">
          {all.map((stage) => (
            <Checkbox key={stage} value={stage} label={stageName(stage)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Button
        mt="md"
        variant="light"
        disabled={marked.length === 0 || isInForce(marked)}
        onClick={() => onCompare(marked.join(','))}
      >
        {words.compare}
      </Button>
    </Card>
  )
}
