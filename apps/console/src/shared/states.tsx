import { Button, Center, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff, IconInbox, IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Problem } from '../api/problem'
import { texts } from '../texts'

interface Said {
  readonly icon: ReactNode
  readonly title: string
  readonly about?: string | undefined
  readonly children?: ReactNode
}

/** One thing said in the middle: what every state without data looks like. */
function Saying({ icon, title, about, children }: Said) {
  return (
    <Center py={48} px="md">
      <Stack align="center" gap="xs" maw={440} ta="center">
        <ThemeIcon size={52} radius="xl" variant="light">
          {icon}
        </ThemeIcon>
        <Title order={2}>{title}</Title>
        {about !== undefined && <Text c="dimmed">{about}</Text>}
        {children}
      </Stack>
    </Center>
  )
}

export const Empty = (said: Omit<Said, 'icon'>) => <Saying icon={<IconInbox size={26} />} {...said} />

export function Loading({ lines = 5 }: { readonly lines?: number }) {
  return (
    <Stack gap="sm" py="md" role="status" aria-label={texts.states.loading}>
      {Array.from({ length: lines }, (_, at) => (
        <Skeleton key={at} height={at === 0 ? 28 : 18} width={`${100 - ((at * 17) % 45)}%`} radius="md" />
      ))}
    </Stack>
  )
}

interface FailedProps {
  readonly error: unknown
  /** What is said where the service did not answer. */
  readonly title?: string
  readonly again?: () => unknown
}

/** What went wrong, in words, with what to do about it. */
export function Failed({ error, title = texts.states.offline, again }: FailedProps) {
  const { status = 0, message = '' } = error instanceof Problem ? error : (error as Partial<Problem>)
  const retry = again && (
    <Button variant="light" mt="xs" onClick={() => void again()}>
      {texts.states.again}
    </Button>
  )
  return (
    <div role="alert">
      {status === 403 ? (
        <Saying icon={<IconLock size={26} />} title={texts.states.forbidden} about={message} />
      ) : status === 0 ? (
        <Saying icon={<IconCloudOff size={26} />} title={title} about={message}>
          {retry}
        </Saying>
      ) : (
        <Saying
          icon={<IconAlertTriangle size={26} />}
          title={status === 400 ? texts.states.refused : texts.states.error}
          about={message}
        >
          {status === 400 || status === 404 ? undefined : retry}
        </Saying>
      )}
    </div>
  )
}
