package dev.daypass.core.login;

import java.util.Optional;

/** A logout message that the identity provider signed. */
public sealed interface LogoutMessage {
    /**
     * It has signed somebody out, and asks us to do the same (SAML Core 3.7.1).
     *
     * @param relayState goes back with the answer, as it came
     */
    record Asked(UpstreamLogout logout, Optional<String> relayState) implements LogoutMessage {
        @Override
        public String toString() {
            return "Asked[" + logout + "]";
        }
    }

    /**
     * It answers a request of ours (SAML Core 3.7.2).
     *
     * @param inResponseTo the {@code ID} of that request
     * @param relayState ours; empty if there is none
     * @param complete whether the person is signed out there, and wherever else it knows of
     * @param status what it says, for the audit
     */
    record Answered(String inResponseTo, String relayState, boolean complete, String status) implements LogoutMessage {
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }
}
