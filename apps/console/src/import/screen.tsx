import { useParams } from 'wouter'
import { Changeable } from '../shared/changeable'
import { imports } from '../texts/imports'
import { OneImport } from './one-import'
import { Uploads } from './uploads'

/** What was uploaded, and bringing one of it in. */
export default function Screen() {
  const { import: id, step } = useParams<{ import?: string; step?: string }>()
  return (
    <Changeable title={imports.title} ability="take-over">
      {id === undefined ? <Uploads /> : <OneImport key={id} id={id} step={step} />}
    </Changeable>
  )
}
