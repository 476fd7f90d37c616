import { Tabs } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'

interface Props<T extends string> {
  /** Names of the tabs as people read them, in order. */
  readonly tabs: Readonly<Record<T, string>>
  readonly open: T
  /** The address of the screen; each tab has one below it. */
  readonly at: string
  readonly children: ReactNode
}

/** A screen in parts, each with an address of its own. */
export function Tabbed<T extends string>({ tabs, open, at, children }: Props<T>) {
  const [, navigate] = useLocation()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // On a phone the row of tabs is wider than the screen.
    const show = () =>
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
    show()
    window.addEventListener('resize', show)
    return () => window.removeEventListener('resize', show)
  }, [open])
  return (
    <Tabs value={open} onChange={(next) => navigate(`${at}/${next ?? ''}`)} keepMounted={false}>
      <Tabs.List ref={list} className="no-print" style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
        {(Object.entries(tabs) as [T, string][]).map(([tab, name]) => (
          <Tabs.Tab key={tab} value={tab}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={open} pt="lg">
        {children}
      </Tabs.Panel>
    </Tabs>
  )
}
