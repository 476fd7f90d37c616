/**
 * The rows of a scan one after the other. Waiting is a step of its own, once a page: to wait for every row would take
 * longer than to read it.
 */
export class PagesAhead<Row> {
  private page: readonly Row[] = []
  private place = 0
  private over = false

  constructor(private readonly pages: AsyncIterator<readonly Row[]>) {}

  /** The row at hand; undefined at the end. */
  get row(): Row | undefined {
    return this.page[this.place]
  }

  /** Whether the next page must be waited for before there is a row, or an end. */
  get waits(): boolean {
    return !this.over && this.place >= this.page.length
  }

  next(): void {
    this.place += 1
  }

  async fill(): Promise<void> {
    while (this.waits) {
      const { done, value } = await this.pages.next()
      if (done) this.over = true
      else [this.page, this.place] = [value, 0]
    }
  }

  /** Lets go of the scan, also where its end was not come to. */
  async close(): Promise<void> {
    await this.pages.return?.()
  }
}
