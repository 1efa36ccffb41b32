import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whole plays first: one that begins last runs alone while the other worker has nothing left to do. */
const longFirst = [/\/tests\/chaos\//, /\/tests\/e2e\//, /\/tests\//]

/** vitest remembers how long each file took, but a clean checkout has no memory. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longFirst.findIndex((folder) => folder.test(moduleId))
      return at < 0 ? longFirst.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
