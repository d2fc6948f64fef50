#!/bin/sh
# Puts what `node infra/prepare.mjs` made into secrets of the cluster, each with what one of them needs and no more. Again: the same,
# brought up to date. KUBECTL: another client, or `echo` to look first.
set -eu
cd "$(dirname "$0")/../secrets"
KUBECTL=${KUBECTL:-kubectl}
put() {
  name=$1; shift
  $KUBECTL -n zhijian create secret generic "$name" "$@" --dry-run=client -o yaml | $KUBECTL apply -f -
}
$KUBECTL apply -f ../kubernetes/base/namespace.yaml
for service in directory lawyer-pool consult-router notifier; do
  put "zhijian-$service" --from-file=nats.password="nats/nats-$service.password" --from-file=kurrentdb.password="kurrentdb-$service.password" --from-file=mongodb.password="mongodb-$service.password"
done
put zhijian-gateway --from-file=nats.password=nats/nats-gateway.password --from-file=kurrentdb.password=kurrentdb-gateway.password --from-file=mongodb.password=mongodb-gateway.password --from-file=turn-secret
put zhijian-shared --from-file=nats/nats-relay.password --from-file=tls/ca.crt
put zhijian-certificate --from-file=tls.crt=tls/proxy.crt --from-file=tls.key=tls/proxy.key
put zhijian-nats --from-file=nats/nats.conf --from-file=nats/users.conf --from-file=tls/nats.crt --from-file=tls/nats.key --from-file=tls/ca.crt
put zhijian-kurrentdb --from-file=tls/kurrentdb.crt --from-file=tls/kurrentdb.key --from-file=tls/ca.crt --from-file=kurrentdb-admin.password
put zhijian-mongodb --from-file=tls/mongodb.pem --from-file=tls/ca.crt --from-file=mongodb-keyfile --from-file=mongodb-admin.password
set -- --from-file=tls/ca.crt
for server in kurrentdb mongodb; do
  for user in admin directory lawyer-pool consult-router notifier gateway; do set -- "$@" --from-file="$server-$user.password"; done
done
put zhijian-setup "$@"
