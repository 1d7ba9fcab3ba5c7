package dev.daypass.server.cli;

import dev.daypass.server.client.Profile;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code profile}: what makes AWS tools fetch and renew credentials on their own. */
@Command(
        name = "profile",
        description = "Prints a profile for ~/.aws/config with which AWS tools fetch and renew credentials themselves.",
        mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {
    private static final Pattern ROLE =
            Pattern.compile("arn:[a-z-]+:iam::([0-9]{12}):role/(?:[\\w+=,.@/-]*/)?([\\w+=,.@-]+)");
    private static final Pattern NOT_IN_QUOTES = Pattern.compile("[\"$`%!#;\\p{Cntrl}]");
    private static final Pattern NOT_IN_POSIX_QUOTES = Pattern.compile("[\"$`%!#;\\\\\\p{Cntrl}]");
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

    private final Terminal terminal;

    @Mixin
    private ProfileOptions options = new ProfileOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "The AWS profile's name; otherwise as ours.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The AWS region; otherwise us-east-1.")
    private String region = "us-east-1";

    @Option(
            names = "--process",
            description = "A profile that calls `daypass credentials`, for tools that know no sso-session.")
    private boolean process;

    ProfileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Profile profile = options.written(terminal);
        String called = word(name.orElse(profile.name()));
        terminal.out().print(process ? byProcess(profile, called) : bySession(profile, called));
        terminal.out().flush();
        return ExitCode.DONE.status();
    }

    private String bySession(Profile profile, String called) {
        Matcher role = ROLE.matcher(profile.role());
        if (!role.matches()) {
            throw Failure.usage("the profile's role `" + profile.role() + "` is no ARN that AWS tools could name");
        }
        String url = ClientHome.broker(profile).toString();
        String session = session(profile.url());
        return """
                [profile %1$s]
                sso_session = %2$s
                sso_account_id = %3$s
                sso_role_name = %4$s
                services = %2$s
                region = %5$s

                [sso-session %2$s]
                sso_start_url = %6$s/start
                sso_region = %5$s
                sso_registration_scopes = sso:account:access

                [services %2$s]
                sso =
                  endpoint_url = %6$s/aws/sso
                sso_oidc =
                  endpoint_url = %6$s/aws/oidc
                sts =
                  endpoint_url = %6$s/aws/sts
                """.formatted(called, session, role.group(1), role.group(2), word(region), url);
    }

    private String byProcess(Profile profile, String called) {
        return """
                [profile %1$s]
                credential_process = daypass credentials --profile %2$s%6$s
                services = %3$s
                region = %4$s

                [services %3$s]
                sts =
                  endpoint_url = %5$s/aws/sts
                """.formatted(
                        called,
                        profile.name(),
                        session(profile.url()),
                        word(region),
                        ClientHome.broker(profile),
                        options.place().map(ProfileCommand::option).orElse(""));
    }

    /** The same place from everywhere, in quotes that AWS tools and the shells that they call read alike. */
    private static String option(Path place) {
        String path = place.toAbsolutePath().normalize().toString();
        Pattern apart = File.separatorChar == '\\' ? NOT_IN_QUOTES : NOT_IN_POSIX_QUOTES;
        if (apart.matcher(path).find()) {
            throw Failure.usage("`" + place + "` cannot be written into a profile safely; take a --config-home"
                    + " without quotes and signs that shells read");
        }
        return " --config-home \"" + path + "\"";
    }

    /** One name a broker: its host and port, which many profiles share. */
    private static String session(URI url) {
        String host =
                String.valueOf(url.getHost()).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return "daypass-" + host + (url.getPort() < 0 ? "" : "-" + url.getPort());
    }

    private static String word(String text) {
        if (!text.matches(WORD)) {
            throw Failure.usage("`" + text + "` does not fit in a profile; use letters, digits and _ . -");
        }
        return text;
    }
}
