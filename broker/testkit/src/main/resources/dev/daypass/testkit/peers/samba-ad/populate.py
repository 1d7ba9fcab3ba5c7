"""Fills a new domain with people and groups, straight in its database: one process, where samba-tool starts one for each.

Run by start.sh with Debian's own Python. README.md says who is who.
"""

import os
import time

import ldb
from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB

NORMAL, DISABLED, PASSWORD_NEVER_EXPIRES = 512, 514, 65536
GLOBAL, DOMAIN_LOCAL, UNIVERSAL, DISTRIBUTION = -2147483646, -2147483644, -2147483640, 2
DAY = 86400 * 10**7
NEVER = "-9223372036854775808"
BYPASS_PASSWORD_RULES = "local_oid:1.3.6.1.4.1.7165.4.3.12:0"

config = LoadParm()
config.load(os.environ["SMB_CONF"])
db = SamDB(session_info=system_session(), lp=config)
base = str(db.domain_dn())
dns = os.environ["DNS"]


def escaped(value):
    """As RFC 4514 wants a value in a DN."""
    return "".join("\\" + c if c in ',+"\\<>;=' else c for c in value)


def filetime(unix):
    """Windows counts from 1601, in steps of 100 ns."""
    return str(int((unix + 11644473600) * 10**7))


def unit(name):
    dn = "OU=%s,%s" % (escaped(name), base)
    db.add({"dn": dn, "objectClass": "organizationalUnit"})
    return dn


def change(dn, attribute, value, flag=ldb.FLAG_MOD_REPLACE, controls=()):
    message = ldb.Message(ldb.Dn(db, dn))
    message[attribute] = ldb.MessageElement(value, flag, attribute)
    db.modify(message, list(controls))


def person(account, name, where, password, control=NORMAL, upn=None, **attributes):
    """An account is made disabled, gets its password, and only then becomes what it shall be."""
    dn = "CN=%s,%s" % (escaped(name), where)
    entry = {
        "dn": dn,
        "objectClass": "user",
        "sAMAccountName": account,
        "userPrincipalName": upn or "%s@%s" % (account, dns),
        "displayName": name,
        "userAccountControl": str(DISABLED),
    }
    entry.update(attributes)
    db.add(entry)
    db.setpassword("(sAMAccountName=%s)" % ldb.binary_encode(account), password)
    change(dn, "userAccountControl", str(control))
    return dn


def employee(account, given, family, department, title, number, kind="employee", name=None, where=None, **more):
    facts = dict(
        givenName=given,
        sn=family,
        department=department,
        title=title,
        employeeType=kind,
        employeeID=number,
        company="Example Corp",
        mail="%s.%s@example.com" % (given.lower(), family.lower()),
    )
    facts.update(more)
    return person(account, name or "%s %s" % (given, family), where or staff_unit, user_password, **facts)


def group(name, members=(), kind=GLOBAL, where=None):
    dn = "CN=%s,%s" % (escaped(name), where or group_unit)
    account = name.translate({ord(c): "_" for c in ',+"\\<>;=*?|:/[]'})
    db.add({"dn": dn, "objectClass": "group", "sAMAccountName": account, "groupType": str(kind)})
    join(dn, *members)
    return dn


def join(dn, *members):
    for member in members:
        change(dn, "member", [member], ldb.FLAG_MOD_ADD)


def policy(name, precedence, whom=(), **rules):
    """A password policy of somebody's own (MS-ADTS 3.1.1.4.5, msDS-PasswordSettings)."""
    entry = {
        "dn": "CN=%s,CN=Password Settings Container,CN=System,%s" % (name, base),
        "objectClass": "msDS-PasswordSettings",
        "msDS-PasswordSettingsPrecedence": str(precedence),
        "msDS-PasswordReversibleEncryptionEnabled": "FALSE",
        "msDS-PasswordHistoryLength": "0",
        "msDS-PasswordComplexityEnabled": "TRUE",
        "msDS-MinimumPasswordLength": "7",
        "msDS-MinimumPasswordAge": "0",
        "msDS-MaximumPasswordAge": NEVER,
        "msDS-LockoutThreshold": "0",
        "msDS-LockoutObservationWindow": "0",
        "msDS-LockoutDuration": "0",
    }
    if whom:
        entry["msDS-PSOAppliesTo"] = whom
    entry.update({"msDS-" + rule: value for rule, value in rules.items()})
    db.add(entry)


user_password = os.environ["USER_PASSWORD"]
db.transaction_start()
staff_unit, service_unit, group_unit = unit("Staff"), unit("Service Accounts"), unit("Groups")
partner_unit = unit("Partners, External")

alice = employee("alice", "Alice", "Archer", "Engineering", "Staff Engineer", "1001")
bob = employee("bob", "Bob", "Baker", "Finance", "Analyst", "1002", manager=alice)
carol = employee("carol", "Carol", "Cole", "Engineering", "Consultant", "9001", "contractor", where=partner_unit)
john = employee("jsmith", "John", "Smith", "Operations", "Operator", "1003", name="Smith, John (Ops)")
zoe = employee("zoe", "Zoë", "Müller", "Engineering", "Ingénieure", "1004", mail="zoe.mueller@example.com",
               upn="zoe.mueller@sub.example.org")
person("nomail", "No Mail", staff_unit, user_password)
dave = employee("dave", "Dave", "Disabled", "Engineering", "Engineer", "1005", control=DISABLED)
erin = employee("erin", "Erin", "Mustchange", "Sales", "Rep", "1006")
frank = employee("frank", "Frank", "Expired", "Sales", "Rep", "1007")
grace = employee("grace", "Grace", "Ended", "Sales", "Rep", "9002", "contractor")
heidi = employee("heidi", "Heidi", "Locked", "Sales", "Rep", "1008")
ivan = employee("ivan", "Ivan", "Nohours", "Sales", "Rep", "1009")
broker = person("svc-broker", "svc-broker", service_unit, os.environ["SERVICE_PASSWORD"],
                NORMAL | PASSWORD_NEVER_EXPIRES, servicePrincipalName=["HTTP/" + os.environ["BROKER_HOST"], "HTTP/127.0.0.1"])
change(broker, "msDS-SupportedEncryptionTypes", "24")  # AES alone, no RC4

platform = group("Platform", [alice])
engineers = group("Engineers", [platform, zoe, dave])
finance = group("Finance", [bob])
staff = group("Staff", [engineers, finance, john, erin, frank, heidi])
group("Everyone-Corp", [staff], UNIVERSAL)
group("App-Broker-Users", [staff], DOMAIN_LOCAL)
group("Contractors", [carol, grace])
group("AWS-111122223333-Admin", [platform])
group("AWS-111122223333-ReadOnly", [engineers])
group("R&D, (East) *Lab*", [alice])
group("Mailing List", [alice, bob], DISTRIBUTION)
loop = group("Loop-A", [carol], UNIVERSAL)
join(loop, group("Loop-B", [loop], UNIVERSAL))

users, groups = int(os.environ.get("BULK_USERS", "0")), int(os.environ.get("BULK_GROUPS", "0"))
if users or groups:
    bulk = unit("Bulk")
    for number in range(1, users + 1):
        account = "user%05d" % number
        join(engineers, person(account, account, bulk, user_password, mail=account + "@example.com", department="Sales"))
    for number in range(1, groups + 1):
        group("bulk-group-%05d" % number, [alice], where=bulk)
db.transaction_commit()

change(erin, "pwdLastSet", "0")
change(grace, "accountExpires", filetime(1577836800))
change(ivan, "logonHours", bytes(21))
# Samba reads a greatest age of a day as none. LDAP sets pwdLastSet to 0 or now only, so this goes past its rules.
policy("expires-in-two-days", 1, frank, MaximumPasswordAge=str(-2 * DAY))
change(frank, "pwdLastSet", filetime(time.time() - 30 * 86400), controls=[BYPASS_PASSWORD_RULES])
hour = dict(LockoutObservationWindow="-36000000000", LockoutDuration="-36000000000")
policy("locks-at-two", 2, heidi, LockoutThreshold="2", **hour)
policy("locks-at-five", 3, LockoutThreshold="5", **hour)
# Nobody else's password runs out (it would after 42 days), and a new one can be changed at once.
change(base, "maxPwdAge", NEVER)
change(base, "minPwdAge", "0")
