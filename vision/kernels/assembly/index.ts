/**
 * What is done to every pixel of every photo, eight lanes at a time. AssemblyScript: TypeScript's syntax, WebAssembly's types (https://www.assemblyscript.org).
 * Pictures are three interleaved bytes a pixel (red, green, blue), rows top to bottom. Memory is the caller's (../kernels.ts); loads and stores may touch
 * up to 16 bytes beyond a picture.
 */

/** Each pixel of the target the mean of 2 x 2 of the source, two at a time. */
export function halve(source: usize, width: i32, target: usize, targetWidth: i32, targetHeight: i32): void {
  // The three bytes of every other pixel, each widened to a lane of 16 bits; -1 leaves a zero.
  const everyOther = i8x16(0, -1, 1, -1, 2, -1, 6, -1, 7, -1, 8, -1, -1, -1, -1, -1)
  const half = i16x8.splat(2)
  const stride = <usize>width * 3
  for (let y = 0; y < targetHeight; y++) {
    let above = source + 2 * <usize>y * stride
    let below = above + stride
    let out = target + <usize>(y * targetWidth) * 3
    for (let x = 0; x < targetWidth; x += 2, above += 12, below += 12, out += 6) {
      const sum = i16x8.add(
        i16x8.add(i8x16.swizzle(v128.load(above), everyOther), i8x16.swizzle(v128.load(above, 3), everyOther)),
        i16x8.add(i8x16.swizzle(v128.load(below), everyOther), i8x16.swizzle(v128.load(below, 3), everyOther)),
      )
      const mean = i16x8.shr_u(i16x8.add(sum, half), 2)
      v128.store64_lane(out, i8x16.narrow_i16x8_u(mean, mean), 0)
    }
  }
}

/** Side of a tile; of its rows every fourth is looked at. The caller knows both, too. */
const side = 32
const everyRow = 4

/**
 * Of each whole tile, rows first, three numbers: the sum of the Laplacians of its inner pixels, by green, the sum of their squares, and how many of its
 * pixels are `burnt` or brighter.
 */
export function tileSums(source: usize, width: i32, height: i32, burnt: i32, target: usize): void {
  const greenOfFive = i8x16(1, -1, 4, -1, 7, -1, 10, -1, 13, -1, -1, -1, -1, -1, -1, -1)
  const ones = i16x8.splat(1)
  const stride = <usize>width * 3
  let out = target
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side, out += 12) {
      const tile = source + <usize>(top * width + left) * 3
      let sums = i32x4.splat(0)
      let squares = i32x4.splat(0)
      for (let y = 1; y < side - 1; y += everyRow) {
        let at = tile + <usize>y * stride + 3
        for (let x = 1; x < side - 1; x += 5, at += 15) {
          const beside = i16x8.add(
            i8x16.swizzle(v128.load(at - 3), greenOfFive),
            i8x16.swizzle(v128.load(at + 3), greenOfFive),
          )
          const aboveAndBelow = i16x8.add(
            i8x16.swizzle(v128.load(at - stride), greenOfFive),
            i8x16.swizzle(v128.load(at + stride), greenOfFive),
          )
          const here = i8x16.swizzle(v128.load(at), greenOfFive)
          const laplacian = i16x8.sub(i16x8.add(beside, aboveAndBelow), i16x8.shl(here, 2))
          sums = i32x4.add(sums, i32x4.dot_i16x8_s(laplacian, ones))
          squares = i32x4.add(squares, i32x4.dot_i16x8_s(laplacian, laplacian))
        }
      }
      store<i32>(out, lanesOf(sums))
      store<i32>(out, lanesOf(squares), 4)
      store<i32>(out, burntIn(tile, stride, burnt), 8)
    }
  }
}

function burntIn(tile: usize, stride: usize, burnt: i32): i32 {
  let count = 0
  for (let y = 0; y < side; y += everyRow) {
    let at = tile + <usize>y * stride
    const end = at + side * 3
    for (; at < end; at += 3) {
      if (brightness(at) >= burnt) count++
    }
  }
  return count
}

function lanesOf(four: v128): i32 {
  return (
    i32x4.extract_lane(four, 0) +
    i32x4.extract_lane(four, 1) +
    i32x4.extract_lane(four, 2) +
    i32x4.extract_lane(four, 3)
  )
}

/** Adds to `counts`, 256 numbers, how often each brightness occurs among every third pixel each way. */
export function histogram(source: usize, width: i32, height: i32, counts: usize): void {
  for (let y = 0; y < height; y += 3) {
    let at = source + <usize>(y * width) * 3
    for (let x = 0; x < width; x += 3, at += 9) {
      const bin = counts + ((<usize>brightness(at)) << 2)
      store<i32>(bin, load<i32>(bin) + 1)
    }
  }
}

/** As `brightnessAt` of ../../raster.ts. */
function brightness(at: usize): i32 {
  return (<i32>load<u8>(at) * 77 + <i32>load<u8>(at, 1) * 150 + <i32>load<u8>(at, 2) * 29) >> 8
}

/**
 * The product of `rows` lines with `count` others, both of 64 doubles: target[other * rows + line]. Even and odd places are summed apart.
 */
export function project(lines: usize, rows: i32, others: usize, count: i32, target: usize): void {
  let out = target
  for (let k = 0; k < count; k++) {
    const other = others + <usize>k * 512
    for (let row = 0; row < rows; row++, out += 8) {
      const line = lines + <usize>row * 512
      let sums = f64x2.splat(0)
      for (let i: usize = 0; i < 512; i += 16) {
        sums = f64x2.add(sums, f64x2.mul(v128.load(line + i), v128.load(other + i)))
      }
      store<f64>(out, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1))
    }
  }
}
