import { Anchor, SimpleGrid, Text } from '@mantine/core'
import { Link } from 'wouter'
import { useCheckpoint, useLog } from '../audit/proof/use-proof'
import type { Checkpoint } from '../audit/proof/use-proof'
import { Card } from '../shared/card'
import { Figure } from '../shared/figure'
import { ago, count, momentOf } from '../shared/format'
import { Short } from '../shared/short'
import { Shown } from '../shared/shown'
import { texts } from '../texts'

const words = texts.operations.tree

/** How large the tree over the log is, how far behind the log, and what of it was signed last. */
export function Tree() {
  return (
    <Card
      title={words.title}
      aside={
        <Anchor component={Link} href="/audit/proof" size="sm">
          {words.more}
        </Anchor>
      }
    >
      <Shown of={useLog()} lines={2}>
        {({ size, behind, signed }) => (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <Figure label={words.size} value={count(size)} />
            <Figure
              label={words.behind}
              value={count(behind)}
              about={behind === 0 ? texts.operations.fresh : words.behindAbout}
            />
            {signed === 0 ? <Figure label={words.latest} value={words.none} /> : <Latest size={signed} tree={size} />}
          </SimpleGrid>
        )}
      </Shown>
    </Card>
  )
}

/** The checkpoint that was signed last. @param tree the size of the tree now */
function Latest({ size, tree }: { readonly size: number; readonly tree: number }) {
  return (
    <Shown of={useCheckpoint(size)} lines={2}>
      {({ root, issuedAt, witnesses }) => (
        <>
          <div>
            <Figure
              label={words.latest}
              value={count(size)}
              {...(tree > size ? { about: words.open(count(tree - size)) } : {})}
            />
            <Text size="xs" c="dimmed" component="div">
              {texts.audit.root}: <Short name={texts.audit.root} text={root} />
            </Text>
          </div>
          <Figure
            label={words.signed}
            value={<time dateTime={issuedAt}>{ago(issuedAt)}</time>}
            about={`${momentOf(issuedAt)} · ${countersigned(witnesses)}`}
          />
        </>
      )}
    </Shown>
  )
}

const countersigned = (witnesses: Checkpoint['witnesses']): string =>
  witnesses.length === 0 ? words.noWitness : words.witnesses(witnesses.map(({ name }) => name).join(', '))
