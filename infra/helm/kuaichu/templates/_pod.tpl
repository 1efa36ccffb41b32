{{/* What every pod of ours is: nobody in particular, with nothing to write to and nothing to ask the cluster for. */}}
{{- define "kuaichu.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "kuaichu.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{/* Spread over nodes and zones as far as there are any. (dict "root" $ "part" "http") */}}
{{- define "kuaichu.placement" -}}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "kuaichu.selector" $ | nindent 8 }}
  {{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Settings, secrets and volumes of the roles http and worker. */}}
{{- define "kuaichu.environment" -}}
envFrom:
  - configMapRef: { name: {{ include "kuaichu.name" . }} }
  - secretRef: { name: {{ .Values.secrets.existingSecret }} }
  - secretRef: { name: {{ .Values.secrets.ownerSecret }} }
volumeMounts:
  - { name: data, mountPath: /data }
  - { name: tmp, mountPath: /tmp }
{{- end -}}

{{- define "kuaichu.volumes" -}}
volumes:
  - name: data
    persistentVolumeClaim:
      claimName: {{ .Values.data.existingClaim | default (printf "%s-data" (include "kuaichu.name" .)) }}
  - name: tmp
    emptyDir: { sizeLimit: 2Gi }
{{- end -}}

{{/* (dict "port" "http") */}}
{{- define "kuaichu.probes" -}}
startupProbe:
  httpGet: { path: /health/live, port: {{ .port }} }
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /health/live, port: {{ .port }} }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /health/ready, port: {{ .port }} }
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}
