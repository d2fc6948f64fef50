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
SERVICES='directory lawyer-pool consult-router notifier gateway'
for service in $SERVICES; do
  # The gateway alone makes names for the relay of calls.
  set --
  if [ "$service" = gateway ]; then
    set -- --from-file=turn-secret
  fi
  put "zhijian-$service" --from-file=nats.password="nats/nats-$service.password" --from-file=kurrentdb.password="kurrentdb-$service.password" --from-file=mongodb.password="mongodb-$service.password" "$@"
done
put zhijian-shared --from-file=nats/nats-relay.password --from-file=tls/ca.crt
put zhijian-certificate --from-file=tls.crt=tls/proxy.crt --from-file=tls.key=tls/proxy.key
put zhijian-nats --from-file=nats/nats.conf --from-file=nats/users.conf --from-file=tls/nats.crt --from-file=tls/nats.key --from-file=tls/ca.crt
put zhijian-kurrentdb --from-file=tls/kurrentdb.crt --from-file=tls/kurrentdb.key --from-file=tls/ca.crt --from-file=kurrentdb-admin.password
put zhijian-mongodb --from-file=tls/mongodb.pem --from-file=tls/ca.crt --from-file=mongodb-keyfile --from-file=mongodb-admin.password
set -- --from-file=tls/ca.crt
for server in kurrentdb mongodb; do
  for user in admin $SERVICES; do set -- "$@" --from-file="$server-$user.password"; done
done
put zhijian-setup "$@"
