import { ActionIcon, Group, Text } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { signOut, useSession } from '../api/session'
import { texts } from '../texts'

/** Who is signed in, and the way out. */
export function Account() {
  const { data } = useSession()
  const [, navigate] = useLocation()
  if (!data) return undefined
  const leave = async () => {
    await signOut()
    navigate('/sign-in')
  }
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" fw={600} visibleFrom="xs" title={texts.shell.account(data.actor, data.roles.join(', '))}>
        {data.actor}
      </Text>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={texts.shell.signOut}
        title={texts.shell.signOut}
        onClick={() => void leave()}
      >
        <IconLogout size={18} />
      </ActionIcon>
    </Group>
  )
}
