import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { fit, moveBy, type Point, type Size, type View, zoomAt } from './view.ts'

export interface PhotoView {
  readonly view: View | undefined
  readonly stageSize: Size | undefined
  /** Changes the view by a pure step; nothing happens before the stage is measured. */
  readonly change: (step: (view: View, photo: Size, stage: Size) => View) => void
  readonly zoom: (factor: number) => void
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void
    readonly onPointerMove: (event: PointerEvent) => void
    readonly onPointerUp: (event: PointerEvent) => void
    readonly onPointerCancel: (event: PointerEvent) => void
  }
}

/** Zoom and pan of one photo by wheel, drag and two fingers. The arithmetic is in view.ts. */
export function usePhotoView(photo: Size, stage: RefObject<HTMLElement | null>): PhotoView {
  const [stageSize, setStageSize] = useState<Size>()
  const [moved, setMoved] = useState<View>()
  const pointers = useRef(new Map<number, Point>())
  const view = moved ?? (stageSize && fit(photo, stageSize))

  const change: PhotoView['change'] = (step) => {
    if (!stageSize) return
    setMoved((current) => step(current ?? fit(photo, stageSize), photo, stageSize))
  }
  const place = (event: { clientX: number; clientY: number }): Point => {
    const box = stage.current?.getBoundingClientRect()
    return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)]
  }
  const release = (event: PointerEvent) => pointers.current.delete(event.pointerId)

  useEffect(() => {
    const element = stage.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      setStageSize({ width: element.clientWidth, height: element.clientHeight })
      setMoved(undefined) // a turned phone shows the whole photo again
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [stage])

  useEffect(() => {
    const element = stage.current
    if (!element || !stageSize) return
    const size = { width: photo.width, height: photo.height }
    // React listens to wheel passively and could not keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const at: Point = [event.clientX - box.left, event.clientY - box.top]
      setMoved((current) => zoomAt(current ?? fit(size, stageSize), at, Math.exp(-event.deltaY / 400), size, stageSize))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [photo.height, photo.width, stage, stageSize])

  return {
    view,
    stageSize,
    change,
    zoom: (factor) => change((from, size, room) => zoomAt(from, [room.width / 2, room.height / 2], factor, size, room)),
    handlers: {
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        pointers.current.set(event.pointerId, place(event))
      },
      onPointerMove: (event) => {
        const before = pointers.current.get(event.pointerId)
        if (!before) return
        const after = place(event)
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
        pointers.current.set(event.pointerId, after)
        if (!other)
          return change((from, size, room) => moveBy(from, after[0] - before[0], after[1] - before[1], size, room))

        const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
        const apart = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])
        const [from, to] = [middle(before, other), middle(after, other)]
        const factor = apart(after, other) / Math.max(1, apart(before, other))
        change((at, size, room) =>
          moveBy(zoomAt(at, from, factor, size, room), to[0] - from[0], to[1] - from[1], size, room),
        )
      },
      onPointerUp: release,
      onPointerCancel: release,
    },
  }
}
