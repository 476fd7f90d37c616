import type { Tile, TileId, TileSource } from '../src/index.js'

/** Tiles in memory, which can be counted and spoiled. */
export class MemoryTiles implements TileSource {
  private readonly tiles = new Map<string, Tile>()
  reads = 0

  keep(tiles: readonly Tile[]): void {
    for (const tile of tiles) this.tiles.set(`${tile.level}/${tile.number}`, tile)
  }

  async read(ids: readonly TileId[]): Promise<readonly (Tile | undefined)[]> {
    this.reads += ids.length
    return ids.map(({ level, number }) => this.tiles.get(`${level}/${number}`))
  }
}
