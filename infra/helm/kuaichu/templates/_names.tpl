{{/* All names begin with the release's. */}}
{{- define "kuaichu.name" -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end -}}

{{/* (dict "root" $ "part" "worker" "group" "photos"); all groups of workers are one part: what is said of it is said of each. */}}
{{- define "kuaichu.selector" -}}
app.kubernetes.io/name: kuaichu
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- with .group }}
kuaichu/worker-group: {{ . }}
{{- end }}
{{- end -}}

{{- define "kuaichu.labels" -}}
{{ include "kuaichu.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "kuaichu.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end -}}
{{- end -}}

{{- define "kuaichu.host" -}}
{{ (urlParse .Values.publicUrl).host }}
{{- end -}}
