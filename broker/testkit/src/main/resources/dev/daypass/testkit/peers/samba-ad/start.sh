#!/usr/bin/env bash
# Starts an Active Directory domain controller (Debian's Samba) on a loopback address, from nothing, in about ten seconds.
# Run again with the same PEER_DIR it finds what runs and tells its settings; what was stopped goes on with its data.
# PEER_DIR/env, for the shell, holds every address, name, password and file that a client needs. README.md has the people.
# Samba's LDAP and Kerberos ports are fixed and below 1024: this needs root, and one BIND_ADDR for each domain that runs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peer=${PEER_DIR:-${TMPDIR:-/tmp}/daypass-peers/samba-ad}
realm=${REALM:-CORP.EXAMPLE.COM}
domain=${DOMAIN:-CORP}
address=${BIND_ADDR:-127.0.0.1}
broker=${BROKER_HOST:-broker.corp.example.com}        # HTTP/… of this host is what tickets are for
admin_password=${ADMIN_PASSWORD:-Adm1n-Passw0rd!}
user_password=${USER_PASSWORD:-Us3r-Passw0rd!}
service_password=${SERVICE_PASSWORD:-Svc-Passw0rd!1}
bulk_users=${BULK_USERS:-0}                           # more people in Engineers, user00001 and so on
bulk_groups=${BULK_GROUPS:-0}                         # more groups, alice in each
patience=${PATIENCE:-60}                              # seconds

host=dc1
dns=${realm,,}
base=DC=${dns//./,DC=}
conf=$peer/etc/smb.conf
export KRB5_CONFIG=$peer/etc/krb5.conf

say() { printf 'samba-ad: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}
# Runs a step with its output in a log, which is shown if the step fails: step name command...
step() {
  local log=$peer/log/$1.log what=$1
  shift
  "$@" >>"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    fail "$what failed"
  }
}
running() {
  [ -s "$peer/samba.pid" ] && [ "$(cat "/proc/$(cat "$peer/samba.pid")/comm" 2>/dev/null)" = samba ]
}

# --- Certificates: an authority of our own, a server that a strict client accepts -------------------------------------

certify() (
  cd "$peer/tls"
  umask 077
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=$domain test authority" -keyout ca-key.pem -out ca.pem \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$host.$dns" -keyout key.pem -out request.pem
  cat >extensions <<END
subjectAltName=DNS:$host.$dns,DNS:$dns,DNS:localhost,IP:127.0.0.1,IP:$address
extendedKeyUsage=serverAuth
keyUsage=digitalSignature,keyEncipherment
END
  openssl x509 -req -days 3650 -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile extensions -out cert.pem
  chmod 644 ca.pem cert.pem
)

# --- Configuration ----------------------------------------------------------------------------------------------------

# Only what a broker talks to: LDAP and Kerberos. No files, printers, names or remote procedures.
configure() {
  cat >"$conf" <<END
[global]
  workgroup = $domain
  realm = $realm
  netbios name = ${host^^}
  server role = active directory domain controller
  interfaces = $address/8
  bind interfaces only = yes
  server services = ldap, cldap, kdc
  dcerpc endpoint servers = -winreg -srvsvc
  disable netbios = yes
  ldap server require strong auth = no
  tls enabled = yes
  tls keyfile = $peer/tls/key.pem
  tls certfile = $peer/tls/cert.pem
  tls cafile = $peer/tls/ca.pem
  tls verify peer = no_check
  private dir = $peer/private
  state directory = $peer/state
  cache directory = $peer/cache
  lock directory = $peer/lock
  pid directory = $peer/run
  ncalrpc dir = $peer/ncalrpc
  binddns dir = $peer/state
  winbindd socket directory = $peer/run/winbindd
  ntp signd socket directory = $peer/run/ntp_signd
  log file = $peer/log/log.%m
  logging = file
  log level = 1
  max log size = 0
[sysvol]
  path = $peer/state/sysvol
  read only = no
[netlogon]
  path = $peer/state/sysvol/$dns/scripts
  read only = no
END
  cat >"$KRB5_CONFIG" <<END
[libdefaults]
  default_realm = $realm
  dns_lookup_realm = false
  dns_lookup_kdc = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 0
[realms]
  $realm = {
    kdc = $address:88
    kpasswd_server = $address:464
    admin_server = $address
  }
[domain_realm]
  .$dns = $realm
  $dns = $realm
  127.0.0.1 = $realm
END
}

# --- Domain, people and keytab ----------------------------------------------------------------------------------------

# Left behind halfway, it starts over.
provision() {
  rm -rf "${peer:?}"/private/* "$peer"/state/*
  mkdir -p "$peer/state/sysvol"
  configure
  step provision samba-tool domain provision --configfile="$conf" --realm="$realm" --domain="$domain" \
    --host-name="$host" --host-ip="$address" --server-role=dc --dns-backend=NONE --use-rfc2307 \
    --adminpass="$admin_password"
  step populate env SMB_CONF="$conf" DNS="$dns" BROKER_HOST="$broker" USER_PASSWORD="$user_password" \
    SERVICE_PASSWORD="$service_password" BULK_USERS="$bulk_users" BULK_GROUPS="$bulk_groups" \
    /usr/bin/python3 "$here/populate.py"
  rm -f "$peer/broker.keytab"
  # A browser on this machine asks for a ticket of the address that it is at.
  for principal in "HTTP/$broker" HTTP/127.0.0.1; do
    step keytab samba-tool domain exportkeytab "$peer/broker.keytab" --principal="$principal" --configfile="$conf"
  done
}

# --- Running ----------------------------------------------------------------------------------------------------------

serve() {
  configure
  rm -f "$peer"/run/*.pid
  setsid nohup samba --configfile="$conf" --interactive --model=single >"$peer/log/samba.log" 2>&1 </dev/null &
  echo $! >"$peer/samba.pid"
  local end=$((SECONDS + patience))
  until LDAPTLS_CACERT=$peer/tls/ca.pem ldapsearch -x -LLL -H "ldaps://$address" -s base -b '' defaultNamingContext \
    >/dev/null 2>&1; do
    kill -0 "$(cat "$peer/samba.pid")" 2>/dev/null || {
      tail -n 20 "$peer/log/samba.log" >&2
      fail "the server ended"
    }
    [ "$SECONDS" -lt "$end" ] || fail "no answer at ldaps://$address after $patience seconds"
    sleep 0.2
  done
}

tell() {
  cat >"$peer/env" <<END
AD_REALM=$realm
AD_DOMAIN=$domain
AD_BASE_DN='$base'
AD_LDAP_URL=ldap://$address:389
AD_LDAPS_URL=ldaps://$address:636
AD_CA_FILE='$peer/tls/ca.pem'
AD_ADMIN_UPN=Administrator@$dns
AD_ADMIN_PASSWORD='$admin_password'
AD_USER_PASSWORD='$user_password'
AD_SERVICE_UPN=svc-broker@$dns
AD_SERVICE_PASSWORD='$service_password'
AD_SPN=HTTP/$broker
AD_KEYTAB='$peer/broker.keytab'
KRB5_CONFIG='$KRB5_CONFIG'
END
}

if running; then
  cat "$peer/env"
  exit
fi
[ "$(id -u)" = 0 ] || fail "ports 389 and 88 need root"
case $address in 127.*) ;; *) fail "BIND_ADDR is $address, which is no loopback address" ;; esac
for program in samba samba-tool ldapsearch openssl; do
  command -v "$program" >/dev/null || fail "$program is missing; .ci/packages lists what Debian has it in"
done
mkdir -p "$peer"/{etc,private,state/sysvol,cache,lock,run,ncalrpc,log,tls}
chmod 755 "$peer"
chmod 700 "$peer/private"
[ -s "$peer/tls/cert.pem" ] || step certify certify
if [ ! -e "$peer/populated" ]; then
  provision
  touch "$peer/populated"
fi
serve
tell
cat "$peer/env"
