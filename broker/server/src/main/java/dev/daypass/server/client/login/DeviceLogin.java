package dev.daypass.server.client.login;

import dev.daypass.core.source.Node;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Signs in with a browser anywhere, by a code that a person types there (RFC 8628). */
public final class DeviceLogin {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
    private static final Pattern USER_CODE = Pattern.compile("[A-Z0-9-]{4,20}");

    private final BrokerCalls calls;
    private final Pause pause;
    private final Clock clock;

    public DeviceLogin(BrokerCalls calls, Pause pause, Clock clock) {
        this.calls = calls;
        this.pause = pause;
        this.clock = clock;
    }

    /** Waits a while. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /**
     * What a person needs.
     *
     * @param address where to type the code
     * @param withCode the same address with the code in it
     * @param life how long the code is good
     */
    public record Prompt(URI address, URI withCode, String userCode, Duration life) {}

    /**
     * Waits until somebody has typed the code and agreed.
     *
     * @throws StsRefusal if they did not
     * @throws ProofUnavailable if nobody came in time
     */
    public Login signIn(Broker broker, Consumer<Prompt> show) throws IOException, StsRefusal, ProofUnavailable {
        Instant began = clock.instant();
        Node answer = calls.post(broker, "/oauth/device_authorization", Map.of());
        Prompt prompt = prompt(answer, broker);
        show.accept(prompt);
        Duration interval =
                Answers.exact(answer, "interval").isPresent() ? Answers.seconds(answer, "interval") : USUAL_INTERVAL;
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("device_code", Answers.required(answer, "device_code"));
        while (clock.instant().isBefore(began.plus(prompt.life()))) {
            await(interval);
            try {
                return Answers.login(calls.post(broker, "/oauth/token", form), broker, clock.instant());
            } catch (StsRefusal refusal) {
                interval = next(interval, refusal);
            }
        }
        throw late();
    }

    /** RFC 8628 section 3.5: what is said while nobody has answered. */
    private static Duration next(Duration interval, StsRefusal refusal) throws StsRefusal, ProofUnavailable {
        return switch (refusal.code()) {
            case "authorization_pending" -> interval;
            case "slow_down", "temporarily_unavailable" -> {
                Duration slower = interval.plus(USUAL_INTERVAL);
                yield slower.compareTo(LONGEST_INTERVAL) < 0 ? slower : LONGEST_INTERVAL;
            }
            case "expired_token" -> throw late();
            default -> throw refusal;
        };
    }

    private static ProofUnavailable late() {
        return new ProofUnavailable("the code was not used in time; run `daypass login` again");
    }

    private void await(Duration interval) throws ProofUnavailable {
        try {
            pause.of(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProofUnavailable("the login was interrupted");
        }
    }

    private static Prompt prompt(Node answer, Broker broker) throws IOException {
        String userCode = Answers.required(answer, "user_code");
        URI address = address(Answers.required(answer, "verification_uri"), broker);
        URI withCode = Answers.exact(answer, "verification_uri_complete").isEmpty()
                ? address
                : address(Answers.required(answer, "verification_uri_complete"), broker);
        if (!USER_CODE.matcher(userCode).matches()) {
            throw new IOException("the broker's code is of a form that nobody could type");
        }
        return new Prompt(address, withCode, userCode, Answers.seconds(answer, "expires_in"));
    }

    /** People are sent to the broker that they named, and nowhere else. */
    private static URI address(String text, Broker broker) throws IOException {
        try {
            URI address = URI.create(text);
            if (broker.has(address)) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw new IOException("the broker names no address to type the code at", notAnAddress);
        }
        throw new IOException("`" + broker + "` sends people to another site to type the code; name it as its"
                + " configuration does");
    }
}
