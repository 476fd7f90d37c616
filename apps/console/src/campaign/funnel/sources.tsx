import { Anchor, Text } from '@mantine/core'
import { Fragment } from 'react'
import { Link } from 'wouter'
import { texts } from '../../texts'
import type { ReferenceShown } from './use-reference'

const words = texts.funnel

/** Which campaigns the reference of a kind is taken from; each leads to its funnel. */
export function Sources({ sources = [], more = false }: Pick<ReferenceShown, 'sources' | 'more'>) {
  return (
    <Text size="sm" c="dimmed" mb="sm">
      {sources.length === 0 ? words.noSources : words.sources(sources.length, more)}
      {sources.map(({ campaign, name }, at) => (
        <Fragment key={campaign}>
          {at === 0 ? ' ' : ', '}
          <Anchor component={Link} href={`/campaigns/${campaign}/funnel`} inherit underline="always">
            {name}
          </Anchor>
        </Fragment>
      ))}
    </Text>
  )
}
