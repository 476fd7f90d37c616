import { Progress } from '@mantine/core'

interface Props {
  /** What it measures, in words. */
  readonly label: string
  readonly part: number
  readonly whole: number
}

/** How much of a whole; more than all of it is shown in another colour. */
export function Meter({ label, part, whole }: Props) {
  const share = whole > 0 ? (part / whole) * 100 : part > 0 ? 100 : 0
  const over = part > whole
  return (
    <Progress.Root size={8} title={label}>
      <Progress.Section value={Math.min(share, 100)} color={over ? 'orange' : 'indigo'} aria-label={label} />
    </Progress.Root>
  )
}
