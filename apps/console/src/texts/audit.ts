import { plural } from './plural'

export const audit = {
  audit: {
    title: 'Audit',
    about: 'Who did what, when and why, and how it is proven.',
    tabs: { timeline: 'Timeline', differences: 'Differences', proof: 'Proof' },
    state: 'How far the log is signed',
    allSigned: (signed: string) => `All ${signed} events are in the tree that the newest checkpoint is signed for.`,
    notSigned: (open: string) =>
      `${open} of the latest events are not signed yet; the next checkpoint takes them up by itself.`,
    leaves: 'Events in the tree',
    leavesAbout: 'Each is a leaf; changing one changes the root.',
    signed: 'Signed',
    signedAbout: 'By the newest checkpoint.',
    behind: 'Not in the tree yet',
    behindAbout: 'The tree follows the log.',
    latest: 'Newest checkpoint',
    latestUnknown: 'The newest checkpoint is not known.',
    log: 'Log',
    root: 'Root',
    signNow: 'Sign now',
    checkpoints: 'Checkpoints',
    checkpointsAbout:
      'Keep one anywhere else: with it you can tell for ever whether the log still begins with what it was then.',
    noCheckpoint: 'No checkpoint yet',
    noCheckpointAbout: 'The first one is signed soon after the first events.',
    signedAt: 'Signed at',
    witnesses: 'Witnesses',
    countersign: {
      label: 'Countersign',
      title: (size: string) => `Countersignatures for the checkpoint of ${size} events`,
      about:
        'Paste the lines of one or more witnesses, as a signed note has them. Those that hold are kept below the checkpoint, and their names stand in the list; others are left out.',
      partly: (kept: string, left: string) =>
        `Kept: ${kept}. Left out, as they are of no known witness or not for this checkpoint: ${left}.`,
    },
    keep: 'Keep',
    keepOf: (size: string) => `File: the checkpoint of ${size} events`,
    file: 'File',
    keys: 'Public keys',
    keysAbout: 'Compare them with those that you have kept: a proof is worth as much as the key behind it.',
    witness: 'Of a witness',
    madeAt: (when: string) => `Made ${when}`,
    retiredAt: (when: string) => `retired ${when}`,
    bundle: 'Bundle',
    bundleAbout:
      'Events, proofs, checkpoints and keys in one file, to be verified offline by whoever gets it: “ledger verify bundle”.',
    bundleOf: { campaign: 'Campaign', span: 'Span of the log', from: 'First position', to: 'Last position' },
    download: 'Download',
    proof: 'Proof of an event',
    proofAbout: 'That it is in the log, unaltered since it was signed. Every history leads here.',
    which: 'Position or id of the event',
    show: 'Show the proof',
    downloadProof: 'Download the proof',
    cannotCheck:
      'This page did not come over https, so the browser does not compute here. Download the proof and check it elsewhere.',
    checkedHere: 'Checked in this browser',
    holds: {
      leaf: 'The leaf is the hash of this very event.',
      path: 'The proof leads from the leaf to the root of the checkpoint.',
      signature: 'The checkpoint is signed by a key of the log.',
    },
    fails: {
      leaf: 'The leaf is not the hash of this event: it was altered.',
      path: 'The proof does not lead to the root of the checkpoint.',
      signature: 'No key of the log has signed this checkpoint.',
    },
    event: 'The event, as it is stored and hashed',
    path: (leaf: string, hashes: number) =>
      `Leaf ${leaf}, and ${hashes} ${plural(hashes, 'hash', 'hashes')} on the way to the root`,
    checkpoint: 'The checkpoint',
    proofOf: (position: string) => `Proof of event ${position}`,
    prove: 'Proof',
  },
} as const
