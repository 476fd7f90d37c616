import { NativeSelect } from '@mantine/core'
import { Card } from '../../shared/card'
import { imports } from '../../texts/imports'
import { rowKinds } from '../manifest'
import type { RowKind } from '../manifest'

const words = imports.mapping

interface Props {
  readonly kind: RowKind
  readonly onKind: (kind: RowKind) => void
}

/** Which of all things that can be imported a row is. */
export const KindCard = ({ kind, onKind }: Props) => (
  <Card title={words.kind}>
    <NativeSelect
      aria-label={words.kind}
      description={imports.kinds[kind][1]}
      data={rowKinds.map((value) => ({ value, label: imports.kinds[value][0] }))}
      value={kind}
      onChange={({ currentTarget: { value } }) => onKind(value as RowKind)}
      maw={420}
    />
  </Card>
)
