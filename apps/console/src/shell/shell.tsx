import { AppShell, Burger, Group, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Fragment, useEffect } from 'react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { ConnectionNow, useLive } from '../api/live'
import { useSession } from '../api/session'
import { Failed, Loading } from '../shared/states'
import { texts } from '../texts'
import { Account } from './account'
import { LiveBadge } from './live-badge'
import { Mark } from './mark'
import { Navigation } from './navigation'
import { PastBand } from './past-band'
import { PastButton } from './past-button'
import { Printed } from './printed'
import { SchemeSwitch } from './scheme-switch'
import { useMoment } from './use-moment'

/** What stays around every screen. Without a session, the way to the door. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const session = useSession()
  if (session.isError) return <Failed error={session.error} again={session.refetch} />
  if (!session.data) return <Loading />
  return <Frame>{children}</Frame>
}

function Frame({ children }: { readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure()
  const connection = useLive()
  const [pathname] = useLocation()
  const { moment } = useMoment()
  useEffect(() => {
    close()
    scrollTo(0, 0)
  }, [pathname, close])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip-link" href="#content">
        {texts.shell.skip}
      </a>
      <AppShell.Header bg="var(--card)">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={texts.shell.menu} />
            <Mark />
            <Text fw={700} visibleFrom="xs">
              {texts.product}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            {moment === undefined && <LiveBadge connection={connection} />}
            <PastButton />
            <SchemeSwitch />
            <Account />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" bg="var(--card)" aria-label={texts.nav.label}>
        <ScrollArea>
          <Navigation />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} bg="var(--page)">
        <Printed />
        {moment !== undefined && <PastBand moment={moment} />}
        <ConnectionNow value={connection}>
          <Fragment key={moment}>{children}</Fragment>
        </ConnectionNow>
      </AppShell.Main>
    </AppShell>
  )
}
