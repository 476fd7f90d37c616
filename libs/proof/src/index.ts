export * from './tiles/tile.js'
export * from './tree/frontier.js'
export * from './tree/growing-tree.js'
export * from './tree/tiled-tree.js'
