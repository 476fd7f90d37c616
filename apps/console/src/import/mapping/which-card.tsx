import { Checkbox, SegmentedControl, Stack, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { imports } from '../../texts/imports'
import { ownId } from '../manifest'
import { ColumnChecks } from './column-checks'
import { KEYS } from './refusals'
import type { PartProps } from './saying'

const words = imports.mapping

/** What tells a row from all others, so that a second import doubles nothing. Not asked where the kind says it itself. */
export function WhichCard({ mapping, found, set, wrong }: PartProps) {
  const { rows, fields, keys, together, repeats } = mapping
  const own = ownId[rows]
  if (own === undefined || (fields[own] !== undefined && !together)) return undefined
  return (
    <Card title={words.which}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {together ? words.togetherAbout : words.whichAbout}
        </Text>
        <SegmentedControl
          aria-label={words.together}
          data={[
            { value: 'each', label: words.rowByRow },
            { value: 'together', label: words.rowsTogether },
          ]}
          value={together ? 'together' : 'each'}
          onChange={(next) => set({ together: next === 'together', repeats: false })}
          style={{ alignSelf: 'flex-start' }}
        />
        <ColumnChecks
          label={together ? words.keysTogether : words.keys}
          columns={found.columns}
          error={wrong(KEYS)}
          value={[...keys]}
          onChange={(chosen) => set({ keys: chosen })}
        />
        {!together && (
          <Checkbox
            label={words.repeats}
            checked={repeats}
            onChange={(event) => set({ repeats: event.currentTarget.checked })}
          />
        )}
      </Stack>
    </Card>
  )
}
