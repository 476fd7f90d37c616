/** The cursor is none that this list has given. */
export class BadCursor extends Error {
  constructor() {
    super('this is no cursor of this list')
    this.name = 'BadCursor'
  }
}

/** The view has not come as far as was asked for, within the time that was given. */
export class NotYetFresh extends Error {
  constructor(view: string, position: number) {
    super(`${view} has not come to position ${position} yet`)
    this.name = 'NotYetFresh'
  }
}

/** Somebody else fills a build of the view; when that is over there is one more, or none. */
export class RebuildUnderWay extends Error {
  constructor(view: string) {
    super(`${view} is being rebuilt already`)
    this.name = 'RebuildUnderWay'
  }
}

/** The view has no live build of this version yet: it is being filled. */
export class ViewNotReady extends Error {
  constructor(readonly view: string) {
    super(`${view} is being filled`)
    this.name = 'ViewNotReady'
  }
}
