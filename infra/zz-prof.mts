import { readdirSync, readFileSync } from 'node:fs'
import { openPipeline } from '/work/main/vision/pipeline.ts'
import { openReader } from '/work/main/vision/plates/open-reader.ts'
const dir='/work/shared/photos/street'
const files=readdirSync(dir).filter(f=>/\.(jpe?g|png)$/i.test(f)).slice(0,40)
const p=await openPipeline()
const bytes=files.map(f=>readFileSync(`${dir}/${f}`))
const sizes:Record<string,number>={}
for(const b of bytes.slice(0,8)) await p.assess(b)
const t:any={decode:0,detect:0,read:0,scene:0,total:0}
const c=process.cpuUsage()
for(let r=0;r<1;r++)for(const b of bytes){const f=await p.assess(b);for(const k in t)t[k]+=(f.timings as any)[k];const k=`${Math.max(f.image.width,f.image.height)}`;sizes[k]=(sizes[k]??0)+1}
const u=process.cpuUsage(c)
const n=bytes.length*2
for(const k in t)t[k]=+(t[k]/n).toFixed(2)
console.log(t,'cpu/photo',((u.user+u.system)/1000/n).toFixed(1),Object.entries(sizes).sort((a,b)=>b[1]-a[1]).slice(0,12).map(x=>x.join(':')).join(' '))
console.log('maxrss',Math.round(process.resourceUsage().maxRSS/1024))
