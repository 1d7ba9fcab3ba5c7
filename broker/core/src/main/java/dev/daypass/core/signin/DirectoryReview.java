package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port: asks a directory anew about people whose sessions live, without any proof of theirs.
 *
 * <p>Safe for several threads. A directory that does not answer is an {@link
 * dev.daypass.core.outcome.UnavailableException}, never an answer.
 */
public interface DirectoryReview {
    /**
     * How subjects stand now.
     *
     * @param subjects as identities of this directory name them
     * @param since the mark of an earlier look: who has not changed since then may be left out; absent: everybody is told
     */
    Look look(Provider directory, Set<String> subjects, Optional<String> since, Instant now);

    /** How one subject stands now, for somebody who waits for it. */
    default Standing standing(Provider directory, String subject, Instant now) {
        return look(directory, Set.of(subject), Optional.empty(), now).standings().stream()
                .filter(standing -> standing.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a look without a mark left somebody out"));
    }

    /**
     * What a look saw.
     *
     * @param mark where it stood, for the next one
     */
    record Look(List<Standing> standings, String mark) {
        public Look {
            standings = List.copyOf(standings);
        }
    }

    /** How one subject stands. */
    sealed interface Standing {
        String subject();
    }

    /**
     * Still there and able to sign in.
     *
     * @param identity what the directory says of the subject now, not normalised yet
     */
    record Present(String subject, Identity identity) implements Standing {}

    /** Deleted, disabled, expired or no longer among the people. */
    record Gone(String subject, Refusal why) implements Standing {}
}
