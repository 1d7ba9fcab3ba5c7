package dev.daypass.core.provider;

/** What is particular to one kind of provider. Settings are values: equal settings mean the same live state. */
public sealed interface ProviderSettings permits SamlSettings, TokenSettings, DirectorySettings {
    /** The kinds of provider, as {@code type:} names them. */
    enum Kind {
        SAML("saml"),
        OIDC("oidc"),
        JWT("jwt"),
        DIRECTORY("directory");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word that configuration and metrics use. */
        public String word() {
            return word;
        }
    }

    Kind kind();
}
