import { Alert, Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { messageAt } from '../../api/problem'
import { Card } from '../../shared/card'
import { texts } from '../../texts'
import { useCommand } from '../commands/use-command'
import { Registered } from './registered'
import type { Given } from './registered'

const words = texts.desk

/** A seat for somebody, or a place on the waitlist. */
export function Register({ campaign }: { readonly campaign: string }) {
  const [customer, setCustomer] = useState('')
  const [party, setParty] = useState<string | number>(1)
  const [done, setDone] = useState<Given>()
  const { mutate, error, isPending } = useCommand(({ changed }) => {
    setDone({ customer: customer.trim(), changed })
    setCustomer('')
  })
  const wrong = { customer: messageAt(error, 'customer'), party: messageAt(error, 'partySize') }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setDone(undefined)
    const body = { customer: customer.trim(), ...(Number(party) > 1 ? { partySize: Number(party) } : {}) }
    mutate({ path: `campaigns/${campaign}/desk/register`, body })
  }
  return (
    <Card title={words.register}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {error && (
            <Alert color="red" role="alert">
              {error.message}
            </Alert>
          )}
          <Group align="flex-end" gap="xs">
            <TextInput
              label={texts.common.customer}
              description={words.registerAbout}
              value={customer}
              error={wrong.customer}
              onChange={(event) => setCustomer(event.currentTarget.value)}
              flex="1 1 180px"
              autoComplete="off"
            />
            <NumberInput label={words.party} value={party} error={wrong.party} onChange={setParty} min={1} w={90} />
            <Button type="submit" loading={isPending} disabled={customer.trim() === ''}>
              {words.register}
            </Button>
          </Group>
          <div role="status">{done && <Registered campaign={campaign} {...done} />}</div>
        </Stack>
      </form>
    </Card>
  )
}
