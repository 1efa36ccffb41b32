import { useState } from 'react'
import { Button } from '../form/Button.tsx'
import { PhotoViewer, type ViewerPhoto } from '../photo/PhotoViewer.tsx'
import type { PhotoPlate } from '../photo/PlateBox.tsx'
import { ShotGuide, shotKinds } from '../shots/ShotGuide.tsx'
import scene from './scene.svg'

const blue: PhotoPlate = {
  text: '黑E12345',
  colour: 'blue',
  kind: '02',
  status: 'read',
  corners: [
    [366, 766],
    [574, 766],
    [574, 838],
    [366, 838],
  ],
}
const green: PhotoPlate = {
  text: '黑ED12?45',
  colour: 'green',
  kind: '52',
  status: 'uncertain',
  corners: [
    [1086, 755],
    [1286, 741],
    [1290, 801],
    [1090, 815],
  ],
}

const photos: ViewerPhoto[] = [
  {
    id: 'front',
    url: scene,
    title: '前方全景',
    width: 1600,
    height: 1200,
    takenAt: '2026-03-05T02:14:08Z',
    plates: [blue, green],
    checks: [
      { id: 'readable-image', status: 'pass' },
      { id: 'sharp-enough', status: 'pass', measured: 0.82, bound: '≥ 0.4' },
      { id: 'both-vehicles-in-frame', status: 'pass', measured: '2 辆', bound: '≥ 2 辆' },
      {
        id: 'plate-readable',
        status: 'fail',
        measured: '6/8 位',
        bound: '8/8 位',
        advice: { zh: '请靠近绿色车牌，正对着再拍一张。', en: 'Go closer to the green plate and take it again.' },
      },
      {
        id: 'taken-where',
        status: 'warn',
        measured: '180 米',
        bound: '≤ 100 米',
        advice: {
          zh: '照片位置与报案位置相差较远，请核对。',
          en: 'Taken some way from the place reported; please compare.',
        },
      },
    ],
    custody: [
      {
        id: '1',
        at: '2026-03-05T02:14:08Z',
        action: 'captured',
        actor: { zh: '张三（当事人甲）', en: 'Zhang San (party A)' },
      },
      { id: '2', at: '2026-03-05T02:14:11Z', action: 'received', actor: { zh: '系统', en: 'system' } },
      { id: '3', at: '2026-03-05T02:14:12Z', action: 'assessed', actor: { zh: '系统', en: 'system' } },
      { id: '4', at: '2026-03-05T02:20:40Z', action: 'viewed', actor: { zh: '李查勘（中原财险）', en: 'Surveyor Li' } },
    ],
  },
  { id: 'rear', url: scene, title: '后方全景', width: 1600, height: 1200, plates: [blue], checks: [], custody: [] },
  {
    id: 'lost',
    url: './no-such-photo.jpg',
    title: '碰撞部位',
    width: 1600,
    height: 1200,
    plates: [],
    checks: [],
    custody: [],
  },
]

export function PhotosShown() {
  const [shown, setShown] = useState<string>()
  return (
    <>
      <section aria-label="PhotoViewer">
        <h2>PhotoViewer</h2>
        <div className="gallery__row">
          {photos.map((photo) => (
            <Button key={photo.id} tone="secondary" onClick={() => setShown(photo.id)}>
              {photo.title}
            </Button>
          ))}
        </div>
        <PhotoViewer photos={photos} shown={shown} onShow={setShown} onClose={() => setShown(undefined)} />
      </section>

      <section aria-label="ShotGuide">
        <h2>ShotGuide</h2>
        <div className="gallery__grid">
          {shotKinds.map((shot) => (
            <ShotGuide key={shot} shot={shot} />
          ))}
        </div>
      </section>
    </>
  )
}
