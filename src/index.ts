export * from './replica-endpoint-dns';
export * from './when-no-replica';
export * from './zone-reconciler';
