/** The target holds what the source does not, or holds it in another order: it is not touched any further. */
export class NotACopy extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NotACopy'
  }
}
