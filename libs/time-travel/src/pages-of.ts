const PAGE = 500

/** What comes one by one, in pages; the last one may hold less, or nothing. */
export async function* pagesOf<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let page: T[] = []
  for await (const item of items) {
    page.push(item)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  yield page
}
