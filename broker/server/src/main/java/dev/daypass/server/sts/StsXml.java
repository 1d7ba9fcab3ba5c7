package dev.daypass.server.sts;

import dev.daypass.core.decision.CallerView;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.session.Credentials;
import dev.daypass.core.session.Session;
import dev.daypass.core.token.MintedToken;
import dev.daypass.core.token.VerifiedAccessToken;
import dev.daypass.server.http.Body;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Answers in the shapes of the AWS STS service model. */
final class StsXml {
    private final String requestId;

    StsXml(String requestId) {
        this.requestId = requestId;
    }

    Body assumeRole(IssuedSession issued) {
        return response("AssumeRole", xml -> assumed(xml, issued));
    }

    Body assumeRoleWithSaml(IssuedSession issued, Identity identity) {
        return response("AssumeRoleWithSAML", xml -> {
            assumed(xml, issued);
            xml.element("Subject", identity.subject().value());
            condition(xml, issued.session(), "SubjectType", "saml:sub_type");
            xml.element("Issuer", identity.issuer());
            audience(xml, identity);
            condition(xml, issued.session(), "NameQualifier", "saml:namequalifier");
        });
    }

    Body assumeRoleWithWebIdentity(IssuedSession issued, Identity identity) {
        return response("AssumeRoleWithWebIdentity", xml -> {
            assumed(xml, issued);
            xml.element("SubjectFromWebIdentityToken", identity.subject().value());
            xml.element("Provider", identity.issuer());
            audience(xml, identity);
        });
    }

    Body assumeRoleWithDirectory(IssuedSession issued, Identity identity) {
        return response(DirectoryParser.ACTION, xml -> {
            assumed(xml, issued);
            xml.element("Subject", identity.subject().value())
                    .element("Issuer", identity.issuer())
                    .element("Provider", identity.provider().name());
        });
    }

    Body getCallerIdentity(CallerView caller) {
        return response("GetCallerIdentity", xml -> xml.element("Arn", caller.arn())
                .element("UserId", caller.userId())
                .element("Account", caller.account()));
    }

    Body getSessionToken(IssuedSession issued) {
        return response("GetSessionToken", xml -> credentials(xml, issued.credentials()));
    }

    Body getFederationToken(IssuedSession issued) {
        Session session = issued.session();
        return response("GetFederationToken", xml -> {
            credentials(xml, issued.credentials());
            xml.open("FederatedUser")
                    .element(
                            "FederatedUserId",
                            session.owner().account() + ":" + session.labels().name())
                    .element("Arn", session.owner().arn().toString())
                    .close();
            packed(xml, issued);
        });
    }

    Body decodeAuthorizationMessage(String decoded) {
        return response("DecodeAuthorizationMessage", xml -> xml.element("DecodedMessage", decoded));
    }

    Body getWebIdentityToken(MintedToken token) {
        return response("GetWebIdentityToken", xml -> xml.element(
                        "WebIdentityToken", token.compact().reveal())
                .element("Expiration", DateTimeFormatter.ISO_INSTANT.format(token.expiresAt())));
    }

    /** For a token of our own: its subject is the session that it was made of. */
    Body assumeRoleWithWebIdentity(IssuedSession issued, VerifiedAccessToken token, String issuer) {
        return response("AssumeRoleWithWebIdentity", xml -> {
            assumed(xml, issued);
            xml.element(
                    "SubjectFromWebIdentityToken", token.session().owner().arn().toString());
            xml.element("Provider", issuer);
            xml.element("Audience", issuer);
        });
    }

    Body getAccessKeyInfo(String account) {
        return response("GetAccessKeyInfo", xml -> xml.element("Account", account));
    }

    private Body response(String action, Consumer<XmlText> result) {
        var xml = new XmlText().open(action + "Response", StsProtocol.NAMESPACE).open(action + "Result");
        result.accept(xml);
        return xml.close()
                .open("ResponseMetadata")
                .element("RequestId", requestId)
                .close()
                .close()
                .body();
    }

    private static void assumed(XmlText xml, IssuedSession issued) {
        Session session = issued.session();
        credentials(xml, issued.credentials());
        xml.open("AssumedRoleUser")
                .element(
                        "AssumedRoleId",
                        session.owner().uniqueId() + ":" + session.labels().name())
                .element("Arn", session.owner().arn().toString())
                .close();
        packed(xml, issued);
        session.labels().sourceIdentity().ifPresent(identity -> xml.element("SourceIdentity", identity));
    }

    /** Left out where neither policy nor tag was passed, as AWS does. */
    private static void packed(XmlText xml, IssuedSession issued) {
        if (issued.packedPolicySize() > 0) {
            xml.element("PackedPolicySize", Integer.toString(issued.packedPolicySize()));
        }
    }

    private static void credentials(XmlText xml, Credentials credentials) {
        xml.open("Credentials")
                .element("AccessKeyId", credentials.accessKeyId())
                .element("SecretAccessKey", credentials.secretAccessKey().reveal())
                .element("SessionToken", credentials.sessionToken().reveal())
                .element("Expiration", DateTimeFormatter.ISO_INSTANT.format(credentials.expiresAt()))
                .close();
    }

    private static void audience(XmlText xml, Identity identity) {
        identity.audiences().stream().findFirst().ifPresent(audience -> xml.element("Audience", audience));
    }

    private static void condition(XmlText xml, Session session, String element, String key) {
        var values = session.origin().conditionKeys().get(key);
        if (values != null && !values.isEmpty()) {
            xml.element(element, values.get(0));
        }
    }
}
