import chromium from '@sparticuz/chromium'

/** For these systems the package unpacks, beside the browser, the libraries that it needs. */
const systemThatNeedsLibraries = 'AWS_Lambda_nodejs20.x'

/**
 * vitest globalSetup: unpacks the browser once, before two workers could find it half unpacked; with its libraries, for machines that
 * have none of a desktop's.
 */
export default async function setup(): Promise<void> {
  const before = process.env.AWS_EXECUTION_ENV
  process.env.AWS_EXECUTION_ENV = systemThatNeedsLibraries
  try {
    await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.AWS_EXECUTION_ENV
    else process.env.AWS_EXECUTION_ENV = before
  }
}
