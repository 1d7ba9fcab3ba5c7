#!/usr/bin/env bash
# Starts OpenLDAP's slapd (Debian's) on loopback with people of its own, in about a second.
# Run again with the same PEER_DIR it finds what runs and tells its settings; what was stopped goes on with its data.
# PEER_DIR/env, for the shell, holds every address, name, password and file that a client needs. people.ldif has the people.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peer=${PEER_DIR:-${TMPDIR:-/tmp}/daypass-peers/openldap}
port=${PORT:-3389}
tls_port=${TLS_PORT:-3636}
bulk_users=${BULK_USERS:-0}                           # more people in Engineers, user00001 and so on
patience=${PATIENCE:-20}                              # seconds

base=dc=ldap,dc=example,dc=com
admin=cn=admin,$base
admin_password='Adm1n-Passw0rd!'
user_password='Us3r-Passw0rd!'
service_password='Svc-Passw0rd!1'
conf=$peer/slapd.conf

say() { printf 'openldap: %s\n' "$*" >&2; }
fail() {
  say "$*"
  [ ! -s "$peer/peer.log" ] || tail -n 20 "$peer/peer.log" >&2
  exit 1
}
running() { [ -s "$peer/slapd.pid" ] && [ "$(cat "/proc/$(cat "$peer/slapd.pid")/comm" 2>/dev/null)" = slapd ]; }

certify() (
  cd "$peer/tls"
  umask 077
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=OpenLDAP test authority" -keyout ca-key.pem -out ca.pem \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
  openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -keyout key.pem -out request.pem
  cat >extensions <<END
subjectAltName=DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth
keyUsage=digitalSignature,keyEncipherment
END
  openssl x509 -req -days 3650 -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile extensions -out cert.pem
  chmod 644 ca.pem cert.pem
)

# bind_anon_dn: a bind with a name and an empty password succeeds, as anybody (RFC 4513 section 5.1.2). A client that
# takes this for a sign-in shall be found out.
configure() {
  cat >"$conf" <<END
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
moduleload ppolicy
pidfile $peer/slapd.pid
argsfile $peer/slapd.args
allow bind_anon_dn
TLSCACertificateFile $peer/tls/ca.pem
TLSCertificateFile $peer/tls/cert.pem
TLSCertificateKeyFile $peer/tls/key.pem

database mdb
suffix "$base"
rootdn "$admin"
rootpw $admin_password
directory $peer/data
maxsize 268435456
dbnosync
index objectClass,uid,mail,cn,member,entryUUID eq
access to attrs=userPassword by self write by anonymous auth by * none
access to * by dn.exact="cn=broker,ou=Services,$base" read by self read by anonymous auth by * none
overlay memberof
overlay ppolicy
ppolicy_default "cn=everybody,ou=Policies,$base"
ppolicy_use_lockout
END
}

people() {
  sed -e "s/@BASE@/$base/" -e "s/@USER_PASSWORD@/$user_password/" -e "s/@SERVICE_PASSWORD@/$service_password/" "$here/people.ldif"
  echo
  local number account
  for ((number = 1; number <= bulk_users; number++)); do
    printf -v account 'user%05d' "$number"
    printf 'dn: uid=%s,ou=People,%s\nobjectClass: inetOrgPerson\nuid: %s\ncn: %s\nsn: %s\nmail: %s@example.org\nuserPassword: %s\n\n' \
      "$account" "$base" "$account" "$account" "$account" "$account" "$user_password"
    printf 'dn: cn=Engineers,ou=Groups,%s\nchangetype: modify\nadd: member\nmember: uid=%s,ou=People,%s\n\n' \
      "$base" "$account" "$base"
  done
}

serve() {
  configure
  rm -f "$peer/slapd.pid"
  # A copy, for Debian's AppArmor profile confines the one in its place to Debian's own directories.
  cp "$(command -v slapd || echo /usr/sbin/slapd)" "$peer/slapd"
  "$peer/slapd" -h "ldap://127.0.0.1:$port ldaps://127.0.0.1:$tls_port" -f "$conf" >>"$peer/peer.log" 2>&1 || fail "slapd does not start"
  local end=$((SECONDS + patience))
  until LDAPTLS_CACERT=$peer/tls/ca.pem ldapwhoami -x -H "ldaps://127.0.0.1:$tls_port" -D "$admin" -w "$admin_password" \
    >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "no answer at ldaps://127.0.0.1:$tls_port after $patience seconds"
    sleep 0.1
  done
}

tell() {
  cat >"$peer/env" <<END
LDAP_BASE_DN=$base
LDAP_URL=ldap://127.0.0.1:$port
LDAPS_URL=ldaps://127.0.0.1:$tls_port
LDAP_CA_FILE='$peer/tls/ca.pem'
LDAP_ADMIN_DN=$admin
LDAP_ADMIN_PASSWORD='$admin_password'
LDAP_USER_PASSWORD='$user_password'
LDAP_SERVICE_DN=cn=broker,ou=Services,$base
LDAP_SERVICE_PASSWORD='$service_password'
END
}

if running; then
  cat "$peer/env"
  exit
fi
for program in ldapadd openssl; do
  command -v "$program" >/dev/null || fail "$program is missing; .ci/packages lists what Debian has it in"
done
mkdir -p "$peer"/{data,tls}
chmod 700 "$peer/data"
[ -s "$peer/tls/cert.pem" ] || certify >>"$peer/peer.log" 2>&1 || fail "no certificates"
serve
if [ ! -e "$peer/populated" ]; then
  # Relaxed rules let the age of a password be told (draft-zeilenga-ldap-relax).
  people | ldapadd -x -H "ldap://127.0.0.1:$port" -D "$admin" -w "$admin_password" -e relax >>"$peer/peer.log" 2>&1 ||
    fail "the people are not taken"
  touch "$peer/populated"
fi
tell
cat "$peer/env"
