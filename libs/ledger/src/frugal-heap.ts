import { setFlagsFromString } from 'node:v8'

/**
 * Lets half as much again as what is alive gather before all of the heap is collected. By itself V8 lets it grow to the
 * fourfold where the machine has much memory, for a tenth less of processor time.
 */
export const keepHeapSmall = (): void => setFlagsFromString('--heap-growing-percent=50')
