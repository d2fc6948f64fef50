#!/bin/sh
# Puts what `node infra/prepare.mjs` made into secrets of the cluster, each with what one of them needs and no more. Again: the same,
# brought up to date. KUBECTL: another client than kubectl.
set -eu
cd "$(dirname "$0")/../secrets"
KUBECTL=${KUBECTL:-kubectl}
put() {
  name=$1; shift
  $KUBECTL -n zhijian create secret generic "$name" "$@" --dry-run=client -o yaml | $KUBECTL apply -f -
}
$KUBECTL apply -f ../kubernetes/base/namespace.yaml
SERVICES='directory lawyer-pool consult-router geofence-monitor notifier gateway'
for service in $SERVICES; do
  # The gateway alone makes names for the relay of calls, and opens what senders from outside sealed.
  set --
  if [ "$service" = gateway ]; then
    set -- --from-file=turn-secret --from-file=nats/position-door.json
  fi
  put "zhijian-$service" --from-file=nats.password="nats/nats-$service.password" --from-file=kurrentdb.password="kurrentdb-$service.password" --from-file=mongodb.password="mongodb-$service.password" "$@"
done
for service in $SERVICES; do
  set -- --from-file="issuers/$service.key"
  # Who has the edge’s key speaks for everybody: the gateway alone.
  if [ "$service" = gateway ]; then
    set -- "$@" --from-file=issuers/edge.key
  fi
  for half in edge $SERVICES; do set -- "$@" --from-file="issuers/$half.pub"; done
  put "zhijian-$service-issuers" "$@"
done
put zhijian-shared --from-file=nats/nats-relay.password --from-file=tls/ca.crt --from-file=objects-access-key --from-file=objects-secret-key
put zhijian-keys --from-file=keys/master.key --from-file=keys/lookup.key --from-file=keys/seal.key --from-file=keys/secrets.key
put zhijian-objects --from-file=objects.json --from-file=tls/objects.crt --from-file=tls/objects.key
# Where keys are wrapped by Vault: vault read auth/approle/role/zhijian/role-id, vault write -f …/secret-id, into these files.
if [ -e vault/role-id ]; then
  put zhijian-vault --from-file=vault/role-id --from-file=vault/secret-id --from-file=vault/ca.crt
fi
put zhijian-certificate --from-file=tls.crt=tls/proxy.crt --from-file=tls.key=tls/proxy.key
put zhijian-nats --from-file=nats/nats.conf --from-file=nats/users.conf --from-file=tls/nats.crt --from-file=tls/nats.key --from-file=tls/ca.crt
put zhijian-kurrentdb --from-file=tls/kurrentdb.crt --from-file=tls/kurrentdb.key --from-file=tls/ca.crt --from-file=kurrentdb-admin.password
put zhijian-mongodb --from-file=tls/mongodb.pem --from-file=tls/ca.crt --from-file=mongodb-keyfile --from-file=mongodb-admin.password
set -- --from-file=tls/ca.crt
for server in kurrentdb mongodb; do
  for user in admin $SERVICES; do set -- "$@" --from-file="$server-$user.password"; done
done
put zhijian-setup "$@"
