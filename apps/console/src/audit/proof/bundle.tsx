import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { saveAnswer } from '../../api/download'
import { Problem } from '../../api/problem'
import { Card } from '../../shared/card'
import { useUrlState } from '../../shared/url-state'
import { Wrong } from '../../shared/wrong'
import { texts } from '../../texts'

const words = texts.audit
const kinds = ['campaign', 'span'] as const

/** Everything that is needed to verify a campaign, or a span of the log, without the service; the address says of what. */
export function Bundle() {
  const { get, set } = useUrlState()
  const of = kinds.find((one) => one === get('bundle')) ?? 'campaign'
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => {
      const [campaign, from, to] = [get('campaign') ?? '', get('from') ?? '', get('to') ?? '']
      const query = new URLSearchParams(of === 'campaign' ? { campaign } : { from, to })
      const name = of === 'campaign' ? campaign : `${from}-${to}`
      return saveAnswer(`/v1/audit/bundle?${query}`, 'application/x-ndjson', `${name}.bundle.ndjson`)
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    mutate()
  }
  const field = (name: 'campaign' | 'from' | 'to') => (
    <TextInput
      required
      label={words.bundleOf[name]}
      value={get(name) ?? ''}
      error={error instanceof Problem && error.errors.find(({ field }) => field === name)?.message}
      {...(name === 'campaign' ? {} : { type: 'number', min: 0 })}
      onChange={({ currentTarget: { value } }) => set({ [name]: value })}
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
            data={kinds.map((value) => ({ value, label: words.bundleOf[value] }))}
            value={of}
            onChange={(next) => {
              reset()
              set({ bundle: next === 'span' ? next : undefined })
            }}
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
