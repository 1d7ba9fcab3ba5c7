package dev.daypass.server.sts;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a parameter's text must be like, and how AWS says that it is not (AWS STS service model).
 *
 * @param least fewest characters
 * @param most most characters
 * @param pattern its characters
 * @param patternText the pattern as AWS prints it
 * @param secrecy whether the text may be repeated in an error
 */
record TextRule(int least, int most, Pattern pattern, String patternText, Secrecy secrecy) {
    static final TextRule ARN = any(20, 2048);
    static final TextRule NAME = new TextRule(2, 64, Pattern.compile("[\\w+=,.@-]*"), "[\\w+=,.@-]*", Secrecy.PUBLIC);
    static final TextRule FEDERATED_NAME =
            new TextRule(2, 32, Pattern.compile("[\\w+=,.@-]*"), "[\\w+=,.@-]*", Secrecy.PUBLIC);
    static final TextRule EXTERNAL_ID =
            new TextRule(2, 1224, Pattern.compile("[\\w+=,.@:/-]*"), "[\\w+=,.@:\\/-]*", Secrecy.PUBLIC);
    static final TextRule POLICY = new TextRule(
            1,
            2048,
            Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
            "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
            Secrecy.PUBLIC);
    static final TextRule TAG_KEY = new TextRule(
            1,
            128,
            Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
            "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
            Secrecy.PUBLIC);
    static final TextRule TAG_VALUE = new TextRule(
            0,
            256,
            Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"),
            "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
            Secrecy.PUBLIC);
    static final TextRule AUDIENCE = any(1, 1000);
    static final TextRule SIGNING_ALGORITHM =
            new TextRule(5, 5, Pattern.compile("RS256|ES384"), "RS256|ES384", Secrecy.PUBLIC);
    static final TextRule ACCESS_KEY_ID = new TextRule(16, 128, Pattern.compile("\\w*"), "[\\w]*", Secrecy.PUBLIC);
    static final TextRule ENCODED_MESSAGE = secret(1, 10_240);
    static final TextRule SAML_ASSERTION = secret(4, 100_000);
    static final TextRule WEB_IDENTITY_TOKEN = secret(4, 20_000);
    /** People type passwords into the wrong field, so a name is not repeated either. */
    static final TextRule USER_NAME = secret(1, 256);
    /** Empty ones and long ones are the core's to refuse, as at every entrance. */
    static final TextRule PASSWORD = secret(0, 4_096);

    static final TextRule KERBEROS_TICKET = secret(4, 100_000);

    /** Whether a text may be repeated. */
    enum Secrecy {
        PUBLIC,
        SECRET
    }

    private static TextRule any(int least, int most) {
        return new TextRule(least, most, Pattern.compile("(?s).*"), ".*", Secrecy.PUBLIC);
    }

    private static TextRule secret(int least, int most) {
        return new TextRule(least, most, Pattern.compile("(?s).*"), ".*", Secrecy.SECRET);
    }

    /** Which constraint the text does not satisfy, in AWS's words; empty if it satisfies all. */
    Optional<String> broken(String text) {
        if (text.length() < least) {
            return Optional.of("Member must have length greater than or equal to " + least);
        }
        if (text.length() > most) {
            return Optional.of("Member must have length less than or equal to " + most);
        }
        return pattern.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("Member must satisfy regular expression pattern: " + patternText);
    }
}
