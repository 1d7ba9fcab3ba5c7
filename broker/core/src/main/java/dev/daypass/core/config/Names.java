package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Scalars;

/** How things are named in configuration: the patterns of the IAM API, and {@code ALIAS/NAME} for what an account owns. */
final class Names {
    static final String ALIAS = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    static final String ALIAS_CURE = "use lower-case letters, digits and inner hyphens, at most 63";
    static final String ENTITY = "[A-Za-z0-9_+=,.@-]{1,64}";
    static final String POLICY = "[A-Za-z0-9_+=,.@-]{1,128}";
    static final String PROVIDER = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?";
    static final String SERVICE = "[a-z0-9](?:[a-z0-9.-]{0,126}[a-z0-9])?";
    static final String REFERENCE = ALIAS + "/" + ENTITY;
    static final String REFERENCE_CURE =
            "write `ALIAS/NAME`, such as `prod/ReadOnly`: the account's alias, then up to 64 letters, digits and _+=,.@-";
    static final String POLICY_CURE = "use up to 128 letters, digits and _+=,.@-";

    private Names() {}

    static Form<String> alias() {
        return Scalars.matching("bad-name", ALIAS, "an account alias", ALIAS_CURE);
    }

    /** {@code ALIAS/NAME}. */
    static Form<String> reference() {
        return Scalars.matching("bad-reference", REFERENCE, "a reference", REFERENCE_CURE);
    }

    static Form<String> policy() {
        return Scalars.text();
    }

    /** One role, or a pattern of roles of an account. */
    static Form<String> rolePattern() {
        return Scalars.matching(
                "bad-reference",
                ALIAS + "/(?:" + ENTITY + "|[A-Za-z0-9_+=,.@-]{0,63}\\*)",
                "a role or a pattern of roles",
                "write `ALIAS/NAME`, or `ALIAS/*` for all roles of an account");
    }

    /** A path such as {@code /}, {@code /teams/data/}. */
    static Form<String> path() {
        return Scalars.matching(
                "bad-path",
                "/|/(?:[A-Za-z0-9_+=,.@-]+/)+",
                "a path",
                "begin and end with `/`, such as `/teams/data/`, with letters, digits and _+=,.@- between");
    }
}
