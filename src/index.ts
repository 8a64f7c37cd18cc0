export * from './replica-endpoint-dns';
export * from './when-no-replica';
export * from './zone-reconciler';
export type { ZoneReconcilerAttributes } from './zone-reconciler/imported-zone-reconciler';
export type { IZoneReconciler } from './zone-reconciler/zone-reconciler-base';
