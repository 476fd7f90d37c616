import { Box, Button, Group, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/client'
import { DateField } from '../shared/date-field'
import { momentOf, zone } from '../shared/format'
import { localOf, momentAt } from '../shared/moments'
import { SettledSlider } from '../shared/settled-slider'
import { Unanswered } from '../shared/unanswered'
import { useNarrow } from '../shared/use-narrow'
import { texts } from '../texts'
import { useMoment } from './use-moment'

const words = texts.past
const STEPS = 1_000

/** When the log begins. */
const useBeginning = () =>
  useQuery({
    queryKey: ['beginning'],
    queryFn: async () => (await ask('/v1/events', { query: { limit: 1 } })).items[0]?.recordedat ?? null,
    staleTime: Infinity,
    // It is the same at every moment: the slider stays while another one is chosen.
    placeholderData: keepPreviousData,
  })

/** Says on every screen that it shows the past, and which; the slider goes through all that the log remembers. */
export function PastBand({ moment }: { readonly moment: string }) {
  const { setMoment, toPresent } = useMoment()
  const [choosing, setChoosing] = useState(false)
  const narrow = useNarrow()
  const open = !narrow || choosing
  const since = `/audit/timeline?${new URLSearchParams({ recordedFrom: moment, order: 'oldest' })}`
  return (
    <section className="past-band" aria-label={words.title}>
      <Group gap="md" justify="space-between">
        <Text role="status" fw={600} fz={{ base: 'sm', sm: 'md' }}>
          {words.says(momentOf(moment), zone)}
        </Text>
        <Group gap="xs">
          {narrow && (
            <Button
              variant="default"
              size="compact-sm"
              className="no-print"
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
            >
              {words.other}
            </Button>
          )}
          {open && (
            <Button variant="default" size="compact-sm" onClick={() => toPresent(since)}>
              {words.since}
            </Button>
          )}
          <Button size="compact-sm" onClick={() => toPresent()}>
            {words.back}
          </Button>
        </Group>
      </Group>
      {open && <Choice moment={moment} onMoment={setMoment} />}
    </section>
  )
}

interface ChoiceProps {
  readonly moment: string
  readonly onMoment: (moment: string) => void
}

/** Another moment: typed, or by the slider. On a phone it is opened, so that the band leaves room for what it speaks of. */
const Choice = ({ moment, onMoment }: ChoiceProps) => (
  <Group gap="md" mt="xs" className="no-print" align="center">
    <DateField
      type="datetime-local"
      step={1}
      aria-label={words.moment}
      value={localOf(moment)}
      onSettled={(local) => onMoment(momentAt(local)!)}
    />
    <Through moment={moment} onMoment={onMoment} />
  </Group>
)

function Through({ moment, onMoment }: ChoiceProps) {
  const [now] = useState(() => Date.now())
  const beginning = useBeginning()
  if (!beginning.data) return <Unanswered of={beginning} said={words.beginningUnknown} />
  const first = Date.parse(beginning.data)
  return (
    <Box flex="1 1 240px">
      <SettledSlider
        label={words.slider}
        min={first}
        max={now}
        step={Math.max(1_000, Math.round((now - first) / STEPS))}
        value={Date.parse(moment)}
        sayOf={(at) => momentOf(new Date(at).toISOString())}
        onSettled={(at) => onMoment(new Date(at).toISOString())}
      />
    </Box>
  )
}
