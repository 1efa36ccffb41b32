{{/* All lanes of api/kernel/lanes.ts, by comma. */}}
{{- define "kuaichu.lanes" -}}
assessment,documents,hand-off,notices,maintenance
{{- end -}}

{{/* Work in a lane that no group serves would wait for ever, and nobody would know what for. */}}
{{- define "kuaichu.requireLanes" -}}
{{- $all := splitList "," (include "kuaichu.lanes" .) }}
{{- $served := list }}
{{- range $group, $own := .Values.worker.groups }}
{{- range $own.lanes }}
{{- if not (has . $all) }}
{{- fail (printf "worker.groups.%s.lanes: there is no lane %s; they are %s" $group . (join ", " $all)) }}
{{- end }}
{{- end }}
{{- $served = concat $served ($own.lanes | default $all) }}
{{- end }}
{{- if .Values.worker.groups }}
{{- range $all }}
{{- if not (has . $served) }}
{{- fail (printf "worker.groups: no group serves the lane %s" .) }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
