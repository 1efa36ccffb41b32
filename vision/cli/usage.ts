/** The command was misused; it prints the usage and exits 2. */
export class UsageError extends Error {}

export const usage = `Reads number plates and judges photos.

  vision read  [--json] [--crop] [--threads N] FILE...    one line per file, in order; FILE may be a folder, - reads names from stdin
  vision bench [--json] DIR [--threads N] [--repeat R] [--size 12mp]
                                                          speed over the photos of a folder
  vision score [--json] [--threads N] [--report FILE.html] LABELS.jsonl DIR
                                                          accuracy against labels
  vision score --scenes [--json] [--threads N] LABELS.jsonl DIR [LABELS.jsonl DIR]...
                                                          what photos show, against labels

  --json      machine-readable: JSON and nothing else
  --crop      the files are plates and nothing else: skip detection
  --threads   child processes (default: number of cores)
  --repeat    how many times each photo is assessed (default 1)
  --size      first enlarge each photo to 4000 x 3000 with sensor grain, outside the timing
  --report    an HTML file of what was missed, with pictures
  --models    a folder with plate models of another training (plate-detector.onnx, plate-recogniser.onnx)`

/** For what only the command line can be blamed for. */
export function misused(error: Error): never {
  throw new UsageError(error.message)
}
