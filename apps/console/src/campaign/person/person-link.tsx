import { Anchor } from '@mantine/core'
import { Link, useLocation, useSearch } from 'wouter'
import { texts } from '../../texts'

/** Opens somebody beside the screen that one is on. */
export function PersonLink({ customer }: { readonly customer: string }) {
  const [path] = useLocation()
  const parameters = new URLSearchParams(useSearch())
  parameters.set('person', customer)
  return (
    <Anchor component={Link} href={`${path}?${parameters}`} aria-label={texts.person.open(customer)}>
      {customer}
    </Anchor>
  )
}
