import { Button, Group } from '@mantine/core'
import type { Problem } from '../api/problem'
import { Empty } from '../shared/states'

interface Props {
  readonly problem: Problem
  readonly onChoose: (currency: string) => void
}

/** Purchases in several currencies are never added up: one of them is chosen. */
export function CurrencyNeeded({ problem, onChoose }: Props) {
  const { currencies } = problem.details as { currencies?: readonly string[] }
  return (
    <Empty title={problem.message}>
      <Group>
        {currencies?.map((one) => (
          <Button key={one} variant="light" onClick={() => onChoose(one)}>
            {one}
          </Button>
        ))}
      </Group>
    </Empty>
  )
}
