package dev.daypass.server.sts;

import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Proof;
import dev.daypass.server.http.Form;
import java.util.Optional;

/**
 * Reads {@code AssumeRoleWithDirectory}, an action of our own in the manner of AssumeRoleWithSAML: with {@code Username}
 * and {@code Password}, or with a {@code KerberosTicket}, never with both.
 */
final class DirectoryParser {
    static final String ACTION = "AssumeRoleWithDirectory";

    private static final String ARN = "ProviderArn";
    private static final String NAME = "Username";
    private static final String PASSWORD = "Password";
    private static final String TICKET = "KerberosTicket";

    /** A call of the STS, which names its provider by ARN. */
    Outcome<StsRequest> parse(Parameters parameters) {
        RoleParameters common = RoleParameters.of(parameters);
        String arn = parameters.required(ARN, TextRule.ARN);
        Proof proof = proof(parameters);
        return parameters.unlessWrong(
                ACTION,
                () -> new StsRequest.AssumeRoleWithDirectory(
                        asked(common, Optional.of(arn)), RoleParameters.provider(arn, "directory/"), proof));
    }

    /** The same call at an entrance that knows provider and ticket already; it may leave out its action and version. */
    Outcome<StsRequest> parse(Form form, ProviderId provider, Proof.KerberosTicket ticket) {
        if (!form.get("Action").orElse(ACTION).equals(ACTION)
                || !form.get("Version").orElse(StsParser.VERSION).equals(StsParser.VERSION)) {
            return Outcome.refused(
                    Reason.ACTION_UNKNOWN,
                    "Only " + ACTION + " of version " + StsParser.VERSION + " is answered here",
                    "another action or version");
        }
        var parameters = new Parameters(form);
        RoleParameters common = RoleParameters.of(parameters);
        return parameters.unlessWrong(
                ACTION,
                () -> new StsRequest.AssumeRoleWithDirectory(asked(common, Optional.empty()), provider, ticket));
    }

    private static SessionRequest asked(RoleParameters common, Optional<String> arn) {
        return common.proven(SessionRequest.Action.ASSUME_ROLE_WITH_DIRECTORY, arn, Optional.empty());
    }

    private static Proof proof(Parameters parameters) {
        Optional<String> ticket = parameters.optional(TICKET, TextRule.KERBEROS_TICKET);
        if (ticket.isEmpty()) {
            String name = parameters.required(NAME, TextRule.USER_NAME);
            return new Proof.Password(name, Secret.of(parameters.required(PASSWORD, TextRule.PASSWORD)));
        }
        parameters.without(NAME, TICKET);
        parameters.without(PASSWORD, TICKET);
        return new Proof.KerberosTicket(ticket.get());
    }
}
