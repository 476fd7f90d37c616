import { ActionIcon } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { texts } from '../texts'
import { useMoment } from './use-moment'

/** The way into the past: it begins at now, and the band leads back from there. */
export function PastButton() {
  const { moment, setMoment, toPresent } = useMoment()
  const past = moment !== undefined
  return (
    <ActionIcon
      variant={past ? 'filled' : 'default'}
      size="lg"
      aria-label={texts.past.button}
      title={texts.past.button}
      aria-pressed={past}
      onClick={() => (past ? toPresent() : setMoment(new Date().toISOString()))}
    >
      <IconHistory size={18} />
    </ActionIcon>
  )
}
