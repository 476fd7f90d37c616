import { Progress, Stack, Text } from '@mantine/core'
import type { Work } from './use-work'
import { nameOf, progressOf } from './wording'

const colors = { running: 'indigo', finished: 'teal', cancelled: 'gray' } as const

/** How far a work has come, drawn and in words. */
export function ProgressBar({ work }: { readonly work: Work }) {
  const { phase, done, total } = work
  return (
    <Stack gap={4} miw={170}>
      <Progress
        value={total > 0 ? (done / total) * 100 : 100}
        color={colors[phase]}
        animated={phase === 'running'}
        aria-label={`${nameOf(work)}: ${progressOf(work)}`}
      />
      <Text size="sm" className="figures">
        {progressOf(work)}
      </Text>
    </Stack>
  )
}
