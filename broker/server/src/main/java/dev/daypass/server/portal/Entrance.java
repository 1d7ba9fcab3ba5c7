package dev.daypass.server.portal;

import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings.Kind;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.server.portal.view.Chooser;

/** A way for browsers to sign in, as routes are mounted for it: {@code /saml/{provider}/login} and so on. */
public enum Entrance {
    SAML(Chooser.Way.COMPANY_PAGE),
    OIDC(Chooser.Way.COMPANY_PAGE),
    KERBEROS(Chooser.Way.TICKET),
    DIRECTORY(Chooser.Way.PASSWORD);

    private final Chooser.Way way;

    Entrance(Chooser.Way way) {
        this.way = way;
    }

    Chooser.Way way() {
        return way;
    }

    /** Where signing in at a provider begins. */
    String link(Provider provider) {
        String family =
                switch (this) {
                    case SAML -> "saml";
                    case OIDC -> "oidc";
                    case KERBEROS -> "kerberos";
                    case DIRECTORY -> "directory";
                };
        return "/" + family + "/" + provider.id().name() + "/login";
    }

    /** Whether people can sign in at a provider this way: a token provider without a client of ours serves programs. */
    boolean leadsTo(Provider provider) {
        return switch (this) {
            case SAML -> provider.settings().kind() == Kind.SAML;
            case OIDC ->
                provider.settings() instanceof TokenSettings token
                        && token.kind() == Kind.OIDC
                        && token.client().isPresent();
            case KERBEROS ->
                provider.settings() instanceof DirectorySettings directory
                        && directory.kerberos().isPresent();
            case DIRECTORY -> provider.settings().kind() == Kind.DIRECTORY;
        };
    }
}
