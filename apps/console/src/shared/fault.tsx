import { Button } from '@mantine/core'
import { Component, useContext, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { ConnectionNow } from '../api/live'
import { texts } from '../texts'
import { NotArrived } from './arriving'
import { Page } from './page'
import { Empty, Failed } from './states'

/** An address that leads nowhere. */
export const Nowhere = () => (
  <Page title={texts.states.missing}>
    <Empty title={texts.states.missing} about={texts.states.missingAbout}>
      <Button component={Link} href="/campaigns" variant="light">
        {texts.states.home}
      </Button>
    </Empty>
  </Page>
)

/**
 * Waits for the connection to come back, or for another screen. Browsers may remember what did not arrive: the page is
 * loaded anew.
 */
function Waiting({ onElsewhere }: { readonly onElsewhere: () => void }) {
  const [pathname] = useLocation()
  const [missed] = useState(pathname)
  useEffect(() => {
    if (pathname !== missed) onElsewhere()
  }, [pathname, missed, onElsewhere])
  const connection = useContext(ConnectionNow)
  const before = useRef(connection)
  useEffect(() => {
    if (connection === 'back' && before.current !== 'back') location.reload()
    before.current = connection
  }, [connection])
  return <Failed error={new NotArrived(texts.states.notArrivedAbout)} title={texts.states.notArrived} again={reload} />
}

const reload = () => location.reload()

/** A screen that broke, or whose code did not arrive, says so; the rest of the page stays. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  private readonly forget = () => this.setState({ error: undefined })

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    if (error instanceof NotArrived) return <Waiting onElsewhere={this.forget} />
    return <Failed error={error} again={reload} />
  }
}
