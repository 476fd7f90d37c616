import { NavLink } from '@mantine/core'
import {
  IconActivity,
  IconAdjustments,
  IconApi,
  IconChartPie,
  IconFileImport,
  IconLayoutKanban,
  IconPyramid,
  IconShieldCheck,
  IconUserMinus,
} from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { useAbilities } from '../api/session'
import type { Ability } from '../api/session'
import { texts } from '../texts'

const { nav } = texts

interface Place {
  readonly to: string
  readonly label: string
  readonly Icon: typeof IconApi
  /** Not shown to those who could do nothing there. */
  readonly ability?: Ability
}

const places: readonly Place[] = [
  { to: '/campaigns', label: nav.campaigns, Icon: IconLayoutKanban },
  { to: '/value', label: nav.value, Icon: IconPyramid },
  { to: '/churn', label: nav.churn, Icon: IconUserMinus },
  { to: '/overheads', label: nav.overheads, Icon: IconChartPie },
  { to: '/policies', label: nav.policies, Icon: IconAdjustments },
  { to: '/audit', label: nav.audit, Icon: IconShieldCheck },
  { to: '/import', label: nav.import, Icon: IconFileImport, ability: 'take-over' },
  { to: '/operations', label: nav.operations, Icon: IconActivity },
]

export function Navigation() {
  const [pathname] = useLocation()
  const abilities = useAbilities()
  return (
    <>
      {places
        .filter(({ ability = 'read' }) => abilities.includes(ability))
        .map(({ to, label, Icon }) => {
          const here = pathname.startsWith(to)
          return (
            <NavLink
              key={to}
              component={Link}
              href={to}
              label={label}
              leftSection={<Icon size={20} stroke={1.6} aria-hidden />}
              active={here}
              {...(here ? { 'aria-current': 'page' as const } : {})}
              variant="light"
              mb={4}
              style={{ borderRadius: 8 }}
            />
          )
        })}
      <NavLink
        href="/docs"
        label={nav.api}
        leftSection={<IconApi size={20} stroke={1.6} aria-hidden />}
        style={{ borderRadius: 8 }}
      />
    </>
  )
}
