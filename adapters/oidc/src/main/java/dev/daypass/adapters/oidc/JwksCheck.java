package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.keys.KeySetReader;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code check} has to say about a key set that is a file: the same gate that the running broker uses, its findings
 * pointing into that file. Key sets behind the network are not asked for.
 */
public final class JwksCheck {
    private final KeySetReader reader = new KeySetReader();

    /**
     * Reads the file.
     *
     * @param setting where the configuration names it, for the finding that it cannot be read
     */
    public List<Finding> check(TokenSettings settings, Source setting) {
        Optional<URI> file = settings.keys().jwks().filter(address -> "file".equals(address.getScheme()));
        return file.map(address -> check(address, setting)).orElseGet(List::of);
    }

    private List<Finding> check(URI address, Source setting) {
        try {
            Path file = Path.of(address);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return reader.read(file.toString(), text).findings();
        } catch (IOException | IllegalArgumentException e) {
            return List.of(Finding.error(
                    "jwks-unreadable",
                    setting,
                    "the key set `" + address + "` cannot be read",
                    "name a readable file that holds a JWK set in UTF-8"));
        }
    }
}
