/** Width of the small copy that is judged: enough to tell a shaken hand, little enough for a cheap phone. */
const copyWidth = 480

/**
 * How sharp a grey picture is: the variance of its Laplacian (4 neighbours), divided by the variance of the picture itself, so that a dark
 * or plain scene is not taken for a blurred one. 0 is a blank wall. Source: Pech-Pacheco et al., Diatom autofocusing in brightfield
 * microscopy, ICPR 2000.
 */
export function sharpnessOf(grey: Uint8ClampedArray, width: number, height: number): number {
  const at = (x: number, y: number) => grey[y * width + x] ?? 0
  const laplacian: number[] = []
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      laplacian.push(at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y))
    }
  }
  const contrast = varianceOf(grey)
  return contrast === 0 ? 0 : varianceOf(laplacian) / contrast
}

function varianceOf(values: ArrayLike<number>): number {
  let sum = 0
  let squares = 0
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0
    sum += value
    squares += value * value
  }
  return values.length === 0 ? 0 : squares / values.length - (sum / values.length) ** 2
}

/**
 * Below this a person would call the photo blurred: of our sample photos the blurred one has 0.003, the plainest sharp one 0.07. Only a
 * hint: the server judges, with the whole photo before it.
 */
export const blurredBelow = 0.02

/** Judges a photo on a small copy of it. Undefined where the browser cannot open it: the server will say why. */
export async function judgeSharpness(file: Blob): Promise<number | undefined> {
  try {
    const photo = await createImageBitmap(file, { resizeWidth: copyWidth, resizeQuality: 'medium' })
    const canvas = document.createElement('canvas')
    canvas.width = copyWidth
    canvas.height = Math.round((photo.height * copyWidth) / photo.width)
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    if (!pen) return undefined
    pen.drawImage(photo, 0, 0, canvas.width, canvas.height)
    photo.close()
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height)
    return sharpnessOf(greyOf(data), width, height)
  } catch {
    return undefined
  }
}

/** Luma of RGBA pixels (ITU-R BT.601). */
export function greyOf(rgba: Uint8ClampedArray): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(rgba.length / 4)
  for (let index = 0; index < grey.length; index++) {
    const [red = 0, green = 0, blue = 0] = rgba.subarray(index * 4, index * 4 + 3)
    grey[index] = 0.299 * red + 0.587 * green + 0.114 * blue
  }
  return grey
}
