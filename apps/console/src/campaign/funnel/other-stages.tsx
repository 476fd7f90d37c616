import { Button, Checkbox, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { Card } from '../../shared/card'
import { texts } from '../../texts'
import { stageName } from './stage-name'

const words = texts.whatIf.funnel
const known = Object.keys(texts.funnel.stages)

interface Props {
  /** The stages in force, in order. */
  readonly inForce: readonly string[]
  readonly onCompare: (stages: string) => void
}

/** Other stages to compare with; they keep the order in which people pass them. */
export function OtherStages({ inForce, onCompare }: Props) {
  const [chosen, setChosen] = useState(inForce)
  const all = [...inForce, ...known.filter((stage) => !inForce.includes(stage))]
  const next = all.filter((stage) => chosen.includes(stage))
  return (
    <Card title={words.choose}>
      <Text c="dimmed" mb="sm">
        {words.chooseAbout}
      </Text>
      <Checkbox.Group aria-label={words.choose} value={[...chosen]} onChange={setChosen}>
        <Group gap="md">
          {all.map((stage) => (
            <Checkbox key={stage} value={stage} label={stageName(stage)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Button
        mt="md"
        variant="light"
        disabled={next.length === 0 || next.join() === inForce.join()}
        onClick={() => onCompare(next.join(','))}
      >
        {words.compare}
      </Button>
    </Card>
  )
}
