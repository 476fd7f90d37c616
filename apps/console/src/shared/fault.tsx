import { Button } from '@mantine/core'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { texts } from '../texts'
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

/** A screen that broke, or whose code did not arrive, says so; the rest of the page stays. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    return error === undefined ? this.props.children : <Failed error={error} again={() => location.reload()} />
  }
}
