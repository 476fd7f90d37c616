import { Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useAbilities } from '../../api/session'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { CommandDialog } from './command-dialog'
import { commands, inExecution } from './commands'
import type { CampaignCommand } from './commands'

const words = texts.commands

/** How many are buttons of their own before the rest goes into a menu. */
const BESIDE = 3

/** What can be done with a campaign now, by whoever is signed in. */
export function Actions({ document }: { readonly document: Campaign }) {
  const abilities = useAbilities()
  const [open, setOpen] = useState<CampaignCommand>()
  const possible = commands.filter((one) => !one.onTheSpot && abilities.includes(one.ability) && one.possible(document))
  const beside = possible.filter(({ grave }) => !grave).slice(0, BESIDE)
  const rest = possible.filter((one) => !beside.includes(one))
  const mayWrite = abilities.includes('command')
  const plan = `/campaigns/${document.campaign}/plan`
  const amends = mayWrite && inExecution(document)
  return (
    <>
      {mayWrite && document.phase === 'draft' && (
        <Button variant="default" component={Link} href={plan}>
          {texts.draft.edit}
        </Button>
      )}
      {beside.map((one, at) => (
        <Button key={one.name} variant={at === 0 ? 'filled' : 'default'} onClick={() => setOpen(one)}>
          {words[one.name].label}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px="xs" aria-label={words.more}>
              <IconDots size={18} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {amends && (
              <Menu.Item component={Link} href={plan}>
                {texts.draft.edit}
              </Menu.Item>
            )}
            {rest.map((one) => (
              <Menu.Item
                key={one.name}
                {...(one.grave ? { c: 'var(--mantine-color-error)' } : {})}
                onClick={() => setOpen(one)}
              >
                {words[one.name].label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {open && <CommandDialog command={open} document={document} onClose={() => setOpen(undefined)} />}
    </>
  )
}
