package dev.daypass.server.portal.view;

/**
 * The question whether to become somebody else.
 *
 * @param present who is signed in
 * @param provider who vouches for the other person
 * @param subject the other person
 * @param action where a yes is posted to
 * @param arrival what it brings along
 */
public record Replacement(String present, String provider, String subject, String action, String arrival) {
    @Override
    public String toString() {
        return "Replacement[" + provider + "]";
    }
}
