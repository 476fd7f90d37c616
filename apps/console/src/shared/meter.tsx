import { Progress } from '@mantine/core'

interface Props {
  /** What it measures, in words. */
  readonly label: string
  readonly part: number
  /** What comes to the part, and is not yet the same. */
  readonly beside?: number
  readonly whole: number
}

/** How much of a whole; more than all of it is shown in another colour. */
export function Meter({ label, part, beside = 0, whole }: Props) {
  const share = (of: number) => (whole > 0 ? (of / whole) * 100 : of > 0 ? 100 : 0)
  const over = part + beside > whole
  const first = Math.min(share(part), 100)
  return (
    <Progress.Root size={8} title={label}>
      <Progress.Section value={first} color={over ? 'orange' : 'indigo'} aria-label={label} />
      {beside > 0 && (
        <Progress.Section
          value={Math.min(share(beside), 100 - first)}
          color={over ? 'orange.3' : 'indigo.3'}
          aria-hidden
          striped
        />
      )}
    </Progress.Root>
  )
}
