import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { saveAnswer } from '../../api/download'
import { Problem } from '../../api/problem'
import { Card } from '../../shared/card'
import { Wrong } from '../../shared/wrong'
import { texts } from '../../texts'

const words = texts.audit
type Of = 'campaign' | 'span'

/** Everything that is needed to verify a campaign, or a span of the log, without the service. */
export function Bundle() {
  const [of, setOf] = useState<Of>('campaign')
  const [typed, setTyped] = useState({ campaign: '', from: '', to: '' })
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => {
      const { campaign, ...span } = typed
      const query = new URLSearchParams(of === 'campaign' ? { campaign } : span)
      const name = of === 'campaign' ? campaign : `${span.from}-${span.to}`
      return saveAnswer(`/v1/audit/bundle?${query}`, 'application/x-ndjson', `${name}.bundle.ndjson`)
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    mutate()
  }
  const field = (name: keyof typeof typed) => (
    <TextInput
      required
      label={words.bundleOf[name]}
      value={typed[name]}
      error={error instanceof Problem && error.errors.find(({ field }) => field === name)?.message}
      {...(name === 'campaign' ? {} : { type: 'number', min: 0 })}
      onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [name]: value }))}
      flex="1 1 140px"
    />
  )
  return (
    <Card title={words.bundle}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text c="dimmed">{words.bundleAbout}</Text>
          <SegmentedControl
            aria-label={words.bundle}
            data={(['campaign', 'span'] as const).map((value) => ({ value, label: words.bundleOf[value] }))}
            value={of}
            onChange={(next) => setOf(next as Of)}
          />
          <Group align="flex-end" gap="sm">
            {of === 'campaign'
              ? field('campaign')
              : [<span key="from">{field('from')}</span>, <span key="to">{field('to')}</span>]}
            <Button type="submit" loading={isPending} leftSection={<IconDownload size={16} />}>
              {words.download}
            </Button>
          </Group>
          <Wrong error={error} />
        </Stack>
      </form>
    </Card>
  )
}
