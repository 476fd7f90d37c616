import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SubmitEvent } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { signIn } from '../api/session'
import { Mark } from '../shell/mark'
import { SchemeSwitch } from '../shell/scheme-switch'
import { texts } from '../texts'
import { codeOfLink } from './code-of-link'

const words = texts.signIn
const code = codeOfLink()

/** The door: a link lets in at once, else a token is pasted. */
export function SignIn() {
  useDocumentTitle(`${words.title} · ${texts.product}`)
  const [, navigate] = useLocation()
  const [parameters] = useSearchParams()
  const asked = useMutation({ mutationFn: signIn, onSuccess: () => navigate(placeOf(parameters.get('to'))) })
  const { mutate } = asked
  useEffect(() => {
    if (code !== undefined) mutate({ code: code })
  }, [mutate])
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper className="card" p="xl" w="100%" maw={420} shadow="md">
        <Stack>
          <Group justify="space-between">
            <Group gap="sm">
              <Mark />
              <Text fw={700}>{texts.product}</Text>
            </Group>
            <SchemeSwitch />
          </Group>
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed">{words.about}</Text>
          {asked.isError && (
            <Alert color="red" role="alert">
              {asked.error.message}
            </Alert>
          )}
          <TokenForm busy={asked.isPending} onToken={(token) => mutate({ token })} />
        </Stack>
      </Paper>
    </Center>
  )
}

function TokenForm({ busy, onToken }: { readonly busy: boolean; readonly onToken: (token: string) => void }) {
  const [token, setToken] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(token.trim() === '')
    if (token.trim() !== '') onToken(token.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label={words.token}
          description={words.where}
          placeholder={words.placeholder}
          value={token}
          error={missing && words.missing}
          autoComplete="off"
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {words.submit}
        </Button>
      </Stack>
    </form>
  )
}

/** Only places of our own. */
const placeOf = (to: string | null): string => (to !== null && /^\/(?![/\\])/.test(to) ? to : '/campaigns')
